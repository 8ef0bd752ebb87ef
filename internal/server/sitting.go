package server

import (
	"net/http"
	"net/url"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/cards"
	"cchc/web/ui"
)

// spokenPage shows the form on which the Office types in what the leader in the chair decides.
func (s *Server) spokenPage(w http.ResponseWriter, r *http.Request) error {
	typed, err := s.typedBefore(r)
	if err != nil {
		return err
	}
	if typed == nil {
		typed = &form{values: url.Values{}}
	}
	return s.renderSpoken(w, r, http.StatusOK, typed, nil)
}

// renderSpoken sends the page with what was typed and what that would do.
func (s *Server) renderSpoken(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	item, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.SpokenPage(r.Context(), who, meetingCode(r), item, s.typedVerdict(f))
	if err != nil {
		return err
	}
	view := s.decisionView(page.DecisionPage, f, lines)
	view.Meeting, view.Chair, view.Item = page.Meeting.Code, page.Meeting.Chair, item
	if r.Method == http.MethodPost {
		view.Card.Version = shownVersion(f, status, view.Card.Version)
	}
	crumbs := meetingCrumbs(page.Meeting.Code, "Ghi quyết định "+page.Obstacle.Code)
	return s.render(w, r, status, s.page(r, view.Title()+" "+page.Obstacle.Code, paths.Meetings, crumbs...), cards.DecisionPage(view))
}

func (s *Server) noteDecision(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	item, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.NoteDecision{Meeting: meetingCode(r), Item: item, DecideObstacle: s.typedRuling(f)}
	if f.Line("viec") == cards.Preview {
		lines, _, _ := entryErrors(f.Err())
		return s.renderSpoken(w, r, http.StatusOK, f, lines)
	}
	err = f.first(func() error { return s.App.NoteDecision(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSpoken(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), "Đã ghi và ban hành quyết định; người chủ trì đã được báo.")
}

// typedRuling reads the decision with what the page said that it would do.
func (s *Server) typedRuling(f *form) app.DecideObstacle {
	in := app.DecideObstacle{Seen: f.Number(ui.VersionField), Decision: s.typedVerdict(f)}
	in.Shown = reform.Shown{Effect: f.Text(cards.ShownField(f.Line("phuong_an"))), Instruction: f.Text(cards.ShownField(cards.ShownInstruction))}
	return in
}
