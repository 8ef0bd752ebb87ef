package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/cards"
	"cchc/web/ui"
)

func (s *Server) referralList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.ReferralList(r.Context(), who, f.Line("nhom") == "da-tra-loi", f.Page())
	if err != nil {
		return err
	}
	view := cards.Referrals{
		Answered: list.Answered, Waiting: list.Waiting, Letters: list.Letters, Today: s.App.Today(),
		Pages: pagesOf(paths.Referrals, f, list.Page, list.Total, "văn bản"),
	}
	crumbs := []ui.Crumb{{Label: "Vướng mắc", Href: paths.Obstacles}, {Label: "Kiến nghị cấp trên"}}
	return s.render(w, r, http.StatusOK, s.page(r, "Kiến nghị cấp trên", paths.Obstacles, crumbs...), cards.ReferralsPage(view))
}

func (s *Server) referralPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderReferral(w, r, http.StatusOK, nil, nil)
}

// renderReferral sends the letter's page; typed is what came and was refused, nil for nothing.
func (s *Server) renderReferral(w http.ResponseWriter, r *http.Request, status int, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.ReferralPage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := cards.Referral{Letter: page.Letter, MayRecord: page.MayRecord, Entry: cards.ReferralEntry(page.Letter), Today: s.App.Today()}
	if typed != nil {
		view.Entry = typed.entry(lines)
		view.Letter.Version = shownVersion(typed, status, view.Letter.Version)
	}
	crumbs := []ui.Crumb{{Label: "Vướng mắc", Href: paths.Obstacles}, {Label: "Kiến nghị cấp trên", Href: paths.Referrals}, {Label: page.Letter.Code}}
	return s.render(w, r, status, s.page(r, "Kiến nghị "+page.Letter.Code, paths.Obstacles, crumbs...), cards.ReferralPage(view))
}

func (s *Server) recordReferral(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	year := s.App.Today().Year()
	in := app.RecordReferral{ID: number, Seen: f.Number(ui.VersionField), ReferralNote: reform.ReferralNote{
		Addressee: f.Line("noi_nhan"), Number: f.Line("so"), SentOn: f.Date("ngay", year),
		AnswerNumber: f.Line("so_tra_loi"), AnsweredOn: f.Date("ngay_tra_loi", year), Answer: f.Text("tra_loi"),
	}}
	err = f.first(func() error { _, err := s.App.RecordReferral(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderReferral(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToReferral(number), "Đã ghi nhận văn bản.")
}
