package server

import (
	"net/http"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/instructions"
	"cchc/web/ui"
)

func (s *Server) instructionRoutes() []Route {
	return []Route{
		get(paths.Instructions, policy.BoardRead, s.instructionList),
		post(paths.Instructions, policy.InstructionGive, s.giveInstruction),
		get(paths.InstructionNew, policy.InstructionGive, s.newInstruction),
		get(paths.InstructionFile, policy.BoardRead, s.instructionFile),
	}
}

// instructionList shows what leaders instructed; a leader who asks for nobody else reads their own.
func (s *Server) instructionList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := s.instructionFilter(f)
	if !f.values.Has(instructions.LeaderField) {
		filter.Leader = s.App.LeaderOf(who)
	}
	lines, status, _ := entryErrors(f.Err())
	if f.Err() == nil {
		status = http.StatusOK
	}
	list, err := s.App.InstructionList(r.Context(), who, filter)
	if err != nil {
		return err
	}
	view := instructions.List{
		Filter: list.Filter, Lines: list.Lines, Counts: list.Counts, Leaders: list.Leaders, Units: list.Units, Mine: list.Mine, MayGive: list.MayGive,
		Pages: pagesOf(paths.Instructions, f, list.Filter.Page, list.Total, "ý kiến chỉ đạo"), Entry: f.entry(lines),
	}
	return s.render(w, r, status, s.page(r, instructions.Title, paths.Instructions, ui.Crumb{Label: instructions.Title}), instructions.ListPage(view))
}

// instructionFilter reads what reform.InstructionFilter.Query wrote; what is no filter's value asks nothing.
func (s *Server) instructionFilter(f *form) reform.InstructionFilter {
	year := s.App.Today().Year()
	filter := reform.InstructionFilter{
		Leader: f.ID(instructions.LeaderField), Unit: f.ID("don_vi"), From: f.Date("tu_ngay", year), To: f.Date("den_ngay", year), Page: f.Page(),
	}
	if state := reform.InstructionState(f.Line("trang_thai")); state.Label() != "" {
		filter.State = state
	}
	if source := reform.InstructionSource(f.Line("nguon")); source.Label() != "" {
		filter.Source = source
	}
	return filter
}

func (s *Server) newInstruction(w http.ResponseWriter, r *http.Request) error {
	return s.renderInstruct(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderInstruct(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.InstructForm(r.Context(), who)
	if err != nil {
		return err
	}
	view := instructions.Form{Units: form.Units, Areas: form.Areas, Today: s.App.Today(), Entry: entry}
	crumbs := []ui.Crumb{{Label: instructions.Title, Href: paths.Instructions}, {Label: instructions.FormTitle}}
	return s.render(w, r, status, s.page(r, instructions.FormTitle, paths.Instructions, crumbs...), instructions.FormPage(view))
}

func (s *Server) giveInstruction(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := reform.Instruct{
		Unit: reform.Unit{ID: f.ID("don_vi")}, Area: reform.Area(f.Number("linh_vuc")), NoArea: !f.On("linh_vuc"), Text: f.Text("noi_dung"),
		DueOn: f.Date("han_moi", s.App.Today().Year()), Deliverable: f.Text("san_pham"),
	}
	var given reform.Task
	err = f.first(func() error { given, err = s.App.GiveInstruction(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderInstruct(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	told := "Đã giao " + given.LeadUnit + " nhiệm vụ " + given.Code + ", hạn " + given.DueOn.Vietnamese() + ". Trưởng đơn vị đã được báo."
	return s.done(w, r, paths.Instructions, told+s.notWorked(r, given.DueOn))
}

// instructionFile sends the instructions that the filter asks for as a workbook.
func (s *Server) instructionFile(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := s.instructionFilter(f)
	if f.Err() != nil {
		return fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	book, err := s.App.ExportInstructions(r.Context(), who, filter, layout.Department)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	return sendWorkbook(w, r, book, reform.InstructionsFile)
}
