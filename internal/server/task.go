package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// taskRoutes are one task's page and what is done to it. A step of its life needs only that the task can be read: which
// step needs which action stands in the flow, and app asks for it.
func (s *Server) taskRoutes() []Route {
	return []Route{
		get(paths.TaskNew, policy.TaskCreate, s.newTaskPage),
		post(paths.Tasks, policy.TaskCreate, s.createTask),
		get(paths.Task, policy.TaskRead, s.taskPage),
		get(paths.TaskEdit, policy.TaskEdit, s.editTaskPage),
		post(paths.TaskEdit, policy.TaskEdit, s.editTask),
		get(paths.TaskGive, policy.TaskAssign, s.assignPage),
		post(paths.TaskGive, policy.TaskAssign, s.assignTask),
		get(paths.TaskAct, policy.TaskRead, s.actPage),
		post(paths.TaskAct, policy.TaskRead, s.moveTask),
		get(paths.TaskStaff, policy.TaskNameOfficer, s.officerPage),
		post(paths.TaskStaff, policy.TaskNameOfficer, s.nameOfficer),
		post(paths.TaskFlag, policy.TaskFlag, s.flagTask),
	}
}

func (s *Server) taskPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.TaskPage(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	view := tasks.Show{
		Task: page.Task, Units: page.Units, Clauses: page.Clauses, Serves: page.Serves, Files: page.Files, Today: s.App.Today(), Deeds: deedsOf(page),
		Family:     tasks.Family{Parent: page.Parent, Children: page.Children, Below: page.Below},
		Repetition: tasks.Repetition(page.Repetition),
		Moving: tasks.Moving{
			Ledger: page.Ledger, Asked: page.Asked, Use: page.Use,
			Holdings: reform.Holdings(page.Past, page.Task.DueOn, s.App.Today()),
		},
		Moments: tasks.Moments(tasks.Past{Events: page.Events, SignOffs: page.SignOffs, Steps: page.Blocked.Steps, Reports: page.Reports, Files: page.Files, States: page.Past, Units: page.Units, Nudges: page.Nudges}),
		Cut:     len(page.Events)+len(page.SignOffs) == app.TimelineLength || len(page.Reports) == app.TimelineLength,
		Shares:  sharesOf(page.Shares), Obstacles: page.Obstacles,
	}
	view.Origin, view.Nudged = page.Origin, s.nudged(who, page)
	view.Judged = tasks.Judged{Judgement: page.Judged, May: page.May.Judge}
	view.Meeting, view.Meets = page.Meeting, page.Meets
	view.Completion, view.Reopened = completionOf(who, page), tasks.Reopenings(page.Events)
	return s.render(w, r, http.StatusOK, s.page(r, page.Task.Title, paths.Tasks, taskCrumbs(page.Task.Code)...), tasks.ShowPage(view))
}

func deedsOf(page app.TaskPage) tasks.Deeds {
	may := page.May
	deeds := tasks.Deeds{Report: may.Report, NameOfficer: may.NameOfficer, Edit: may.Edit, Flag: may.Flag, Split: may.Split, Extend: may.Extend, Raise: may.Raise, RaiseBarred: may.RaiseBarred}
	for _, offer := range page.Offers {
		deeds.Offers = append(deeds.Offers, tasks.Offer{Act: offer.Act, Reason: offer.Reason})
	}
	return deeds
}

// taskCrumbs is the way to a task's page, or with further steps to a page about the task.
func taskCrumbs(code string, further ...string) []ui.Crumb {
	crumbs := []ui.Crumb{{Label: "Nhiệm vụ", Href: paths.Tasks}, {Label: code}}
	for _, label := range further {
		crumbs[len(crumbs)-1].Href = paths.ToTask(code)
		crumbs = append(crumbs, ui.Crumb{Label: label})
	}
	return crumbs
}

func (s *Server) flagTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.FlagTask{Code: code(r), Seen: f.Number("phien_ban"), Priority: f.On("trong_diem")}
	if err := s.App.FlagTask(r.Context(), who, in); err != nil {
		return err
	}
	sentence := "Đã bỏ đánh dấu trọng điểm."
	if in.Priority {
		sentence = "Đã đánh dấu nhiệm vụ trọng điểm."
	}
	return s.done(w, r, paths.ToTask(in.Code), sentence)
}
