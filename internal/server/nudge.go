package server

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/answers"
	"cchc/web/pages/nudges"
	"cchc/web/ui"
)

func (s *Server) nudgeRoutes() []Route {
	return []Route{
		get(paths.NudgePreview, policy.NudgeSend, s.nudgePreview),
		post(paths.NudgePreview, policy.NudgeSend, s.makeNudges),
		get(paths.Nudges, policy.NudgeRead, s.nudgeList),
		get(paths.Nudge, policy.NudgeRead, s.nudgePage),
		post(paths.NudgeRecall, policy.NudgeSend, s.recallNudges),
	}
}

// nudgeCode returns the code of the nudge that the URL names.
func nudgeCode(r *http.Request) string { return chi.URLParam(r, "dd") }

// nudgePreview shows what nudging these tasks, or all that a filter of the board shows, would do.
func (s *Server) nudgePreview(w http.ResponseWriter, r *http.Request) error {
	pick, left := pickedOn(queried(r))
	return s.renderNudgePreview(w, r, http.StatusOK, pick, left, ui.Entry{})
}

func (s *Server) renderNudgePreview(w http.ResponseWriter, r *http.Request, status int, pick app.NudgePick, left int, entry ui.Entry) error {
	who, _ := actorOf(r)
	preview, err := s.App.NudgePreview(r.Context(), who, pick)
	if err != nil {
		return err
	}
	view := nudges.Preview{
		Groups: preview.Groups, Skipped: preview.Skipped, Signers: preview.Signers, Days: preview.Days, Over: preview.Over,
		Left: left, Picked: pick.Filter != nil || len(pick.Codes) > 0, Entry: entry, Now: s.App.Clock(),
	}
	crumbs := []ui.Crumb{{Label: "Bảng theo dõi", Href: paths.Board}, {Label: "Nhắc việc"}}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Board, crumbs...), nudges.PreviewPage(view))
}

// makeNudges sends what the preview showed. The list is that of the preview: what has changed since is left out and told.
func (s *Server) makeNudges(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	pick := app.NudgePick{Codes: strings.Fields(f.Line(nudges.AllField))}
	if f.Raw(nudges.DoField) == nudges.DoShow {
		return s.renderNudgePreview(w, r, http.StatusOK, pick, 0, f.entry(nil))
	}
	var made app.NudgesMade
	in := app.MakeNudges{Tasks: f.values[nudges.TaskField], NudgePlan: s.typedNudge(f)}
	err = f.first(func() error { made, err = s.App.MakeNudges(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderNudgePreview(w, r, status, pick, 0, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToNudgeBatch(made.Batch), nudgesMade(made))
}

// typedNudge reads what the Office says to the units; what the rung of a unit is not said of goes at the one proposed.
func (s *Server) typedNudge(f *form) reform.NudgePlan {
	plan := reform.NudgePlan{
		Text: f.Text("noi_dung"), AnswerOn: f.Date("tra_loi_truoc", s.App.Today().Year()), AnswerAt: f.Line("gio"),
		Rungs: map[int64]reform.Rung{}, Signer: f.ID("nguoi_ky"),
	}
	for name := range f.values {
		unit, err := parseID(strings.TrimPrefix(name, reform.RungPrefix))
		if err == nil && strings.HasPrefix(name, reform.RungPrefix) {
			plan.Rungs[unit] = reform.Rung(f.Number(name))
		}
	}
	return plan
}

// skipsTold is how many of the tasks that were left out the sentence names.
const skipsTold = 5

// nudgesMade says what came of an act of nudging.
func nudgesMade(made app.NudgesMade) string {
	queued, letters, tasks := 0, 0, 0
	for _, nudge := range made.Nudges {
		tasks += nudge.Tasks
		if nudge.State == reform.NudgeQueued {
			queued++
		} else {
			letters++
		}
	}
	text := fmt.Sprintf("Đã lập nhắc việc %d đơn vị, %d nhiệm vụ.", len(made.Nudges), tasks)
	if queued > 0 {
		text += " Gửi đi sau 2 phút; trước đó thu hồi được."
	}
	if letters > 0 {
		text += " Công văn đôn đốc chờ ký: " + strconv.Itoa(letters) + "."
	}
	if len(made.Skipped) == 0 {
		return text
	}
	var left []string
	for _, skip := range made.Skipped[:min(len(made.Skipped), skipsTold)] {
		left = append(left, skip.Task.Code+" ("+skip.Text()+")")
	}
	if len(made.Skipped) > skipsTold {
		left = append(left, "…")
	}
	return text + fmt.Sprintf(" Bỏ qua %d: ", len(made.Skipped)) + strings.Join(left, ", ") + "."
}

func (s *Server) nudgeList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.NudgeList(r.Context(), who, reform.ParseNudgeFilter(f.values))
	if err != nil {
		return err
	}
	view := nudges.List{
		Filter: list.Filter, Nudges: list.Nudges, Units: list.Units, MaySend: list.MaySend, Undo: list.Undo, Now: s.App.Clock(),
		Pages: pagesOf(paths.Nudges, f, list.Filter.Page, list.Total, "lần nhắc"),
	}
	unsettled, err := s.App.Unsettled(r.Context(), who, 1)
	if err != nil {
		return err
	}
	view.Above = answers.UnsettledFirst(answers.Unsettled{Tasks: unsettled.Tasks, Total: unsettled.Total})
	return s.render(w, r, http.StatusOK, s.page(r, "Nhắc việc", paths.Nudges, ui.Crumb{Label: "Nhắc việc"}), nudges.ListPage(view))
}

func (s *Server) nudgePage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	page, err := s.App.OpenNudge(r.Context(), who, nudgeCode(r), f.Page())
	if err != nil {
		return err
	}
	view := nudges.Show{
		Nudge: page.Nudge, Tasks: page.Tasks, Sequels: page.Sequels, Earlier: page.Earlier, Watches: page.Watches, Undo: page.Undo, Now: s.App.Clock(),
		Pages: pagesOf(paths.ToNudge(page.Nudge.Code), f, page.Page, page.Total, "nhiệm vụ"),
	}
	view.Buttons = nudges.LetterButtons(page.Nudge, page.Letter, page.Offers)
	view.Each, view.Above = s.answerParts(who, page.Tasks), answerTogether(who, page.Nudge, page.Tasks)
	return s.render(w, r, http.StatusOK, s.page(r, view.Title(), paths.Nudges, nudgeCrumbs(page.Nudge.Code)...), nudges.ShowPage(view))
}

// nudgeCrumbs is the way to a nudge's page, or with further steps to a page about the nudge.
func nudgeCrumbs(code string, further ...string) []ui.Crumb {
	crumbs := []ui.Crumb{{Label: "Nhắc việc", Href: paths.Nudges}, {Label: code}}
	for _, label := range further {
		crumbs[len(crumbs)-1].Href = paths.ToNudge(code)
		crumbs = append(crumbs, ui.Crumb{Label: label})
	}
	return crumbs
}

func (s *Server) recallNudges(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	batch, err := id(r, "id")
	if err != nil {
		return err
	}
	if _, err := readForm(w, r); err != nil {
		return err
	}
	undone, err := s.App.RecallBatch(r.Context(), who, batch)
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToNudgeBatch(batch), "Đã thu hồi lúc "+calendar.Clock(s.App.Clock())+": "+unitsOf(undone)+" không nhận được gì.")
}

// unitsOf names the units of a few nudges and counts those of many.
func unitsOf(all []reform.Nudge) string {
	if len(all) > skipsTold {
		return strconv.Itoa(len(all)) + " đơn vị"
	}
	var names []string
	for _, nudge := range all {
		names = append(names, nudge.Unit)
	}
	return strings.Join(slices.Compact(names), ", ")
}
