package server

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/settings"
	"cchc/web/ui"
)

func (s *Server) settingRoutes() []Route {
	return []Route{
		get(paths.Settings, policy.SettingManage, s.settingsPage),
		post(paths.Setting, policy.SettingManage, s.changeSetting),
	}
}

func (s *Server) settingsPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderSettings(w, r, http.StatusOK, "", nil, nil)
}

// renderSettings sends the page; typed is what came for the setting under the key and was refused, nil for nothing.
func (s *Server) renderSettings(w http.ResponseWriter, r *http.Request, status int, key reform.SettingKey, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	kept, err := s.App.Settings(r.Context(), who)
	if err != nil {
		return err
	}
	view := settings.Page{Settings: kept, Typed: key}
	if typed != nil {
		for _, setting := range kept { // what is kept now stands in sight, so sending the form again is a decision
			if setting.Key == key && status == http.StatusConflict {
				typed.values.Set("phien_ban", strconv.Itoa(setting.Version))
			}
		}
		view.Entry = typed.entry(lines)
	}
	return s.render(w, r, status, s.page(r, "Thiết lập", paths.Settings, ui.Crumb{Label: "Thiết lập"}), settings.ShowPage(view))
}

func (s *Server) changeSetting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	rule, ok := reform.RuleOf(reform.SettingKey(chi.URLParam(r, "khoa")))
	if !ok {
		return fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	next := reform.Setting{Key: rule.Key, Value: f.Line(rule.Field()), Version: f.Number("phien_ban")}
	err = s.App.ChangeSetting(r.Context(), who, next)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSettings(w, r, status, rule.Key, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Settings, "Đã lưu thiết lập “"+rule.Label+"”.")
}
