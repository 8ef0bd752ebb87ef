package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/pages/work"
	"cchc/web/ui"
)

func (s *Server) taskListRoutes() []Route {
	return []Route{
		get(paths.Work, policy.TaskWork, s.workPage),
		get(paths.Tasks, policy.TaskRead, s.taskList),
	}
}

func (s *Server) workPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	group, filter := workFilter(queried(r))
	page, err := s.App.WorkPage(r.Context(), who, filter)
	if err != nil {
		return err
	}
	filter.Page = page.Page
	view := work.List{
		Group: group, Counts: page.Counts, Lines: page.Lines, Total: page.Total, Filter: filter, MayReport: page.MayReport, Today: s.App.Today(), Drafts: page.Drafts,
		Parents: page.Parents, Owed: owed(page.Owed), Nudged: page.Nudged, Asks: page.Asks,
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Việc của tôi", paths.Work, ui.Crumb{Label: "Việc của tôi"}), work.ListPage(view))
}

// workFilter reads which group of one's work is asked for, narrowed and ordered as asked.
func workFilter(f *form) (reform.WorkGroup, reform.TaskFilter) {
	group := reform.WorkGroup(f.Line("nhom")).Known()
	filter := group.Filter()
	filter.Text, filter.Page, filter.Basis = searched(f), f.Page(), askedBasis(f)
	setOrder(f, &filter)
	return group, filter
}

func (s *Server) taskList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	filter := taskFilter(queried(r))
	list, err := s.App.TaskList(r.Context(), who, filter)
	if err != nil {
		return err
	}
	filter.Page = list.Page
	view := tasks.List{
		Lines: list.Lines, Total: list.Total, Filter: filter, Units: list.Units, Documents: list.Documents, Officers: list.Officers,
		MayCreate: list.MayCreate, Drafts: list.Drafts, Today: s.App.Today(),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Nhiệm vụ", paths.Tasks, ui.Crumb{Label: "Nhiệm vụ"}), tasks.ListPage(view))
}

// taskFilter reads the filter that tasks.Query wrote; what is no filter's value asks nothing.
func taskFilter(f *form) reform.TaskFilter {
	filter := reform.TaskFilter{
		Unit: f.ID("don_vi"), Timeliness: askedTimeliness(f.Line("thoi_han")), Document: f.ID("van_ban"), Officer: f.ID("nguoi"),
		Priority: f.On("trong_diem"), Blocked: f.On("vuong_mac"), Text: searched(f), Page: f.Page(),
	}
	if area := reform.Area(f.Number("linh_vuc")); f.On("linh_vuc") && area.Valid() {
		filter.Area = &area
	}
	state := f.Line("trang_thai")
	filter.Open = state == tasks.OpenStates
	if asked := reform.TaskState(state); asked.Label() != "" {
		filter.State = asked
	}
	if kin := reform.Kin(f.Line("loai")); kin.Label() != "" {
		filter.Kin = kin
	}
	filter.Basis = askedBasis(f)
	setOrder(f, &filter)
	return filter
}

// askedBasis returns the deadline that the URL asks to measure against.
func askedBasis(f *form) reform.DueBasis {
	if basis := reform.DueBasis(f.Line("tinh_theo")); basis == reform.DueOriginal {
		return basis
	}
	return reform.DueNow
}

func askedTimeliness(value string) reform.Timeliness {
	asked := reform.Timeliness(value)
	if asked == reform.FilterSoon || asked == reform.FilterStale || asked.Label() != "" && asked != reform.NotCounted {
		return asked
	}
	return ""
}

// setOrder sorts the list as its heads ask; otherwise it keeps the order it has.
func setOrder(f *form, filter *reform.TaskFilter) {
	switch sort := reform.TaskSort(f.Line("sx")); sort {
	case reform.SortDue, reform.SortCode, reform.SortPercent, reform.SortReport:
		filter.Sort, filter.Descending = sort, f.Line("chieu") == "giam"
	}
}

// searchMost is how many characters of a search are read.
const searchMost = 200

func searched(f *form) string {
	text := []rune(f.Line("q"))
	return string(text[:min(len(text), searchMost)])
}
