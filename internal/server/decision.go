package server

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/cards"
	"cchc/web/ui"
)

func (s *Server) decisionRoutes() []Route {
	return []Route{
		get(paths.ObstacleDecision, policy.ObstacleDecide, s.decisionPage),
		post(paths.ObstacleDecision, policy.ObstacleDecide, s.decideObstacle),
		get(paths.Referrals, policy.TaskRead, s.referralList),
		get(paths.Referral, policy.TaskRead, s.referralPage),
		post(paths.Referral, policy.ReferralRecord, s.recordReferral),
	}
}

func (s *Server) decisionPage(w http.ResponseWriter, r *http.Request) error {
	typed := &form{values: url.Values{paths.MeetingField: {queried(r).Line(paths.MeetingField)}}}
	draft, err := s.typedBefore(r)
	if err != nil {
		return err
	}
	if draft != nil {
		typed = draft
		typed.values.Set(paths.MeetingField, queried(r).Line(paths.MeetingField))
	}
	return s.renderDecision(w, r, http.StatusOK, typed, nil)
}

// renderDecision sends the page with what was typed and what that would do.
func (s *Server) renderDecision(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	page, err := s.App.DecisionPage(r.Context(), who, chi.URLParam(r, "vuong_mac"), s.typedVerdict(f))
	if err != nil {
		return err
	}
	view := s.decisionView(page, f, lines)
	view.Meeting = reform.MeetingCodeIn(f.Line(paths.MeetingField))
	if r.Method == http.MethodPost {
		view.Card.Version = shownVersion(f, status, view.Card.Version)
	}
	crumbs := []ui.Crumb{
		{Label: "Vướng mắc", Href: paths.Obstacles}, {Label: page.Obstacle.Code, Href: paths.ToObstacle(page.Obstacle.Code)}, {Label: "Quyết định"},
	}
	return s.render(w, r, status, s.page(r, "Quyết định "+page.Obstacle.Code, paths.Obstacles, crumbs...), cards.DecisionPage(view))
}

// decisionView is the page with what was typed and what is wrong with it.
func (s *Server) decisionView(page app.DecisionPage, f *form, lines []ui.FieldError) cards.Decision {
	view := cards.Decision{
		Obstacle: page.Obstacle, Card: page.Card, Obstacles: page.Obstacles, Tasks: page.Tasks, Units: page.Units, Steps: page.Steps, Own: page.Own.Told,
		Given: page.Given.Told, Effects: page.Effects, Letters: page.Letters, Closed: page.Closed, Waited: page.Waited, Cost: page.Cost, Entry: f.entry(lines), Today: s.App.Today(),
	}
	for _, option := range page.Options {
		view.Options = append(view.Options, cards.DecisionOption(option))
	}
	return view
}

// typedVerdict reads the decision; the fields of what is not chosen are no matter.
func (s *Server) typedVerdict(f *form) reform.Decision {
	year := s.App.Today().Year()
	d := reform.Decision{Choice: reform.NoChoice, Direction: f.Text("y_kien")}
	switch choice := f.Line("phuong_an"); choice {
	case "":
	case cards.OwnValue:
		d.Choice, d.Own = reform.OwnChoice, f.effect(reform.OwnPrefix, year)
	default:
		if n, err := strconv.Atoi(choice); err == nil && n > 0 {
			d.Choice = n
		}
	}
	fields := []string{reform.EffectUnitField, reform.EffectBodyField, reform.EffectDayField}
	if slices.ContainsFunc(fields, func(name string) bool { return f.Line(reform.InstructionPrefix+name) != "" }) {
		d.Instruction = &reform.Effect{
			Kind: reform.EffectInstruction, UnitID: f.ID(reform.InstructionPrefix + reform.EffectUnitField),
			Body: f.Text(reform.InstructionPrefix + reform.EffectBodyField), DueOn: f.Date(reform.InstructionPrefix+reform.EffectDayField, year),
		}
	}
	return d
}

func (s *Server) decideObstacle(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := s.typedRuling(f)
	in.Code = chi.URLParam(r, "vuong_mac")
	if f.Line("viec") == cards.Preview {
		lines, _, _ := entryErrors(f.Err())
		return s.renderDecision(w, r, http.StatusOK, f, lines)
	}
	err = f.first(func() error { return s.App.DecideObstacle(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderDecision(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	next := paths.ToObstacleDecision(in.Code)
	if meeting := reform.MeetingCodeIn(f.Line(paths.MeetingField)); meeting != "" {
		next = paths.ToMeeting(meeting)
	}
	return s.done(w, r, next, "Đã ban hành ý kiến chỉ đạo.")
}
