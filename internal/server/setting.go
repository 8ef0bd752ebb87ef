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
	return s.edit(w, r, edit{
		form: f, fields: settings.Fields(rule), next: paths.Settings, done: "Đã lưu thiết lập “" + rule.Label + "”.",
		deed: func() error {
			next := reform.Setting{Key: rule.Key, Value: f.Line(rule.Field()), Version: f.Number(ui.VersionField)}
			return s.App.ChangeSetting(r.Context(), who, next)
		},
		stored: func() (record, error) { return s.storedSetting(r, rule) },
		again: func(status int, lines []ui.FieldError) error {
			return s.renderSettings(w, r, status, rule.Key, f, lines)
		},
	})
}

func (s *Server) storedSetting(r *http.Request, rule reform.SettingRule) (record, error) {
	who, _ := actorOf(r)
	all, err := s.App.Settings(r.Context(), who)
	never := reform.Setting{Key: rule.Key, Value: strconv.Itoa(rule.Default)}
	now := record{
		entry: settings.Typed(rule, never), fields: settings.Fields(rule), action: policy.SettingManage, subject: never.Subject(),
	}
	for _, setting := range all {
		if setting.Key == rule.Key {
			now.entry, now.subject = settings.Typed(rule, setting), setting.Subject()
		}
	}
	return now, err
}
