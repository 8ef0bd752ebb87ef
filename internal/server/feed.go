package server

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/account"
	"cchc/web/ui"
)

func (s *Server) feedRoutes() []Route {
	return []Route{
		get(paths.FeedForm, policy.FeedManage, s.feedPage),
		post(paths.FeedForm, policy.FeedManage, s.changeFeed),
	}
}

// feed sends the calendar that the secret of the address is of. It knows no session: a calendar program has none.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	secret, found := strings.CutSuffix(chi.URLParam(r, "bi_mat"), ".ics")
	if !found {
		return fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	whole, err := s.App.ReadFeed(r.Context(), secret, func(e reform.FeedEvent) string { return s.origin(r) + toRecord(e) })
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", disposition("inline", "nhiem-vu-cchc.ics"))
	w.Header().Set("Content-Length", strconv.Itoa(len(whole)))
	w.Header().Set("Cache-Control", "private, no-cache")
	_, err = w.Write(whole)
	traceOf(r).err = err // the page could no longer follow
	return nil
}

// toRecord returns the page of what the day is about.
func toRecord(e reform.FeedEvent) string {
	if e.Object() == policy.Nudge {
		return paths.ToNudge(e.Name)
	}
	return paths.ToTask(e.Name)
}

// origin returns where the portal is reached: as it was told, or as it was asked.
func (s *Server) origin(r *http.Request) string {
	if s.Origin != "" {
		return strings.TrimSuffix(s.Origin, "/")
	}
	return "http://" + r.Host
}

// newFeedKey keeps the secret of an address that was just made in the session until its page shows it, once.
const newFeedKey = "new_feed"

func (s *Server) feedPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	feed, err := s.App.Feed(r.Context(), who)
	if err != nil {
		return err
	}
	view := account.Feed{Feed: feed}
	if secret := s.sessions.PopString(r.Context(), newFeedKey); secret != "" {
		view.Address = s.origin(r) + paths.ToFeed(secret)
	}
	page := s.page(r, "Lịch riêng", "", ui.Crumb{Label: "Tài khoản", Href: paths.Account}, ui.Crumb{Label: "Lịch riêng"})
	return s.render(w, r, http.StatusOK, page, account.FeedPage(view))
}

func (s *Server) changeFeed(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	if f.Line("viec") == account.FeedOff {
		if err := s.App.DropFeed(r.Context(), who, f.Number("phien_ban")); err != nil {
			return err
		}
		return s.done(w, r, paths.FeedForm, "Đã tắt lịch riêng. Địa chỉ cũ không còn dùng được.")
	}
	secret, err := s.App.MakeFeed(r.Context(), who, f.Number("phien_ban"))
	if err != nil {
		return err
	}
	s.sessions.Put(r.Context(), newFeedKey, secret)
	return s.done(w, r, paths.FeedForm, "Đã tạo địa chỉ lịch.")
}
