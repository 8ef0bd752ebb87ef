package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/cards"
	"cchc/web/ui"
)

func (s *Server) cardRoutes() []Route {
	return append(s.cardStepRoutes(),
		get(paths.ObstacleCard, policy.ObstaclePrepare, s.cardForm),
		post(paths.ObstacleCard, policy.ObstaclePrepare, s.writeCard))
}

func (s *Server) cardForm(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.CardForm(r.Context(), who, chi.URLParam(r, "vuong_mac"), nil)
	if err != nil {
		return err
	}
	return s.renderCard(w, r, http.StatusOK, form, cards.Typed(form.Card, form.Options, form.Joined, form.Ground))
}

// renderCard sends the form of a card; what each option would do is said of what the entry holds.
func (s *Server) renderCard(w http.ResponseWriter, r *http.Request, status int, data app.CardForm, entry ui.Entry) error {
	view := cards.Form{
		Obstacle: data.Obstacle, Card: data.Card, Offered: data.Offered, Ground: data.Ground, Cost: data.Cost, MaySend: data.MaySend,
		Plans: map[int][]string{}, Entry: entry, Today: s.App.Today(),
	}
	for _, option := range typedOptions(&form{values: entry.Values}, s.App.Today().Year()) {
		view.Plans[option.Position] = data.Ground.Told(option.Effect)
	}
	page := s.page(r, "Trình lãnh đạo "+data.Obstacle.Code, paths.Obstacles, cardCrumbs(data.Obstacle.Code, "Trình lãnh đạo")...)
	return s.render(w, r, status, page, cards.FormPage(view))
}

func cardCrumbs(code, label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Vướng mắc", Href: paths.Obstacles}, {Label: code, Href: paths.ToObstacle(code)}, {Label: label}}
}

func (s *Server) writeCard(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	code, send := chi.URLParam(r, "vuong_mac"), f.Line(cards.ActField) == cards.ActSend
	next, done := paths.ToObstacleCard(code), "Đã lưu phiếu trình."
	if send {
		next, done = paths.ToObstacle(code), sentCard(len(f.values["gop"])+1)
	}
	return s.edit(w, r, edit{
		form: f, fields: cards.Form{}.Fields(), next: next, done: done,
		deed: func() error {
			in := typedCard(f, code, s.App.Today().Year())
			return f.first(func() error { return s.keepCard(r, who, in, send) })
		},
		stored: func() (record, error) { return s.storedCard(r, code) },
		again: func(status int, lines []ui.FieldError) error {
			data, err := s.App.CardForm(r.Context(), who, code, append([]string{}, f.values["gop"]...))
			if err != nil {
				return err
			}
			return s.renderCard(w, r, status, data, f.entry(lines))
		},
	})
}

func sentCard(obstacles int) string {
	if joins := cards.Joins(obstacles); joins != "" {
		return "Đã trình lãnh đạo: m" + joins[1:] + "."
	}
	return "Đã trình lãnh đạo."
}

func (s *Server) keepCard(r *http.Request, who policy.Actor, in app.WriteCard, send bool) error {
	deed := s.App.WriteCard
	if send {
		deed = s.App.EscalateCard
	}
	_, err := deed(r.Context(), who, in)
	return err
}

// storedCard returns the card as its form has it; a conflict fault where none can be written any more.
func (s *Server) storedCard(r *http.Request, code string) (record, error) {
	who, _ := actorOf(r)
	data, err := s.App.CardForm(r.Context(), who, code, nil)
	return record{
		entry: cards.Typed(data.Card, data.Options, data.Joined, data.Ground), fields: cards.Form{Ground: data.Ground}.Fields(),
		action: policy.ObstaclePrepare, subject: data.Card.Subject(data.Obstacle),
	}, err
}

func typedCard(f *form, code string, year int) app.WriteCard {
	return app.WriteCard{
		Code: code, Join: f.values["gop"], Seen: f.Number(ui.VersionField),
		Writing: reform.CardWriting{
			Question: f.Text("noi_dung_trinh"), Summary: f.Text("tom_tat"), LeaderID: f.ID("lanh_dao"), Proposed: f.Number("de_xuat"),
			Options: typedOptions(f, year),
		},
	}
}

// typedOptions reads the options in which something is written.
func typedOptions(f *form, year int) []reform.Option {
	var options []reform.Option
	for position := 1; position <= reform.OptionsMost; position++ {
		prefix := reform.OptionPrefix(position)
		option := reform.Option{Position: position, Title: f.Line(prefix + "ten"), Consequence: f.Text(prefix + "he_qua"), Effect: f.effect(prefix, year)}
		if !option.Blank() {
			options = append(options, option)
		}
	}
	return options
}
