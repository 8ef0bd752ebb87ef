package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	bell "cchc/web/pages/told"
	"cchc/web/ui"
)

func (s *Server) noticeRoutes() []Route {
	return []Route{
		get(paths.Notices, policy.NoticeRead, s.noticeList),
		get(paths.Notice, policy.NoticeRead, s.openNotice),
		post(paths.NoticeSeen, policy.NoticeRead, s.readNotice),
		post(paths.NoticesAll, policy.NoticeRead, s.readNotices),
	}
}

func (s *Server) noticeList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.Notices(r.Context(), who, f.Page())
	if err != nil {
		return err
	}
	view := bell.List{
		Notices: list.Notices, Unread: list.Unread, Today: s.App.Today(), Pages: pagesOf(paths.Notices, f, list.Page, list.Total, "thông báo"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Thông báo", paths.Notices, ui.Crumb{Label: "Thông báo"}), bell.ListPage(view))
}

// openNotice leads to the record that the notice is about; where that is out of the reader's reach by now, the page says so.
func (s *Server) openNotice(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	opened, err := s.App.OpenNotice(r.Context(), who, number)
	if err != nil {
		return err
	}
	if href := bell.Href(opened.Notice); opened.Leads && href != "" {
		http.Redirect(w, r, href, http.StatusSeeOther)
		return nil
	}
	page := s.page(r, "Thông báo", paths.Notices, ui.Crumb{Label: "Thông báo", Href: paths.Notices}, ui.Crumb{Label: opened.Notice.Name})
	return s.render(w, r, http.StatusOK, page, bell.GonePage(opened.Notice))
}

func (s *Server) readNotice(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	if _, err := readForm(w, r); err != nil {
		return err
	}
	if err := s.App.ReadNotice(r.Context(), who, number); err != nil {
		return err
	}
	return s.done(w, r, paths.Notices, "Đã đánh dấu một thông báo là đã đọc.")
}

func (s *Server) readNotices(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	if err := s.App.ReadNotices(r.Context(), who, f.ID(bell.LastField)); err != nil {
		return err
	}
	return s.done(w, r, paths.Notices, "Đã đánh dấu mọi thông báo đã hiện là đã đọc.")
}

// bellOf is the bell in the frame of the visitor's pages: how much they have not read is remembered with who they are.
func bellOf(r *http.Request) layout.Bell {
	unread := visitorOf(r).Unread
	return layout.Bell{Href: paths.Notices, Unread: min(unread, reform.UnreadMost), More: unread > reform.UnreadMost}
}
