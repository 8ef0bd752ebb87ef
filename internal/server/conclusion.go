package server

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/meetings"
	"cchc/web/ui"
)

func (s *Server) newConclusion(w http.ResponseWriter, r *http.Request) error {
	return s.renderConclude(w, r, http.StatusOK, nil)
}

// renderConclude shows the page with what was typed or, where nothing was, ready for the next conclusion.
func (s *Server) renderConclude(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.ConclusionForm(r.Context(), who, meetingCode(r))
	if err != nil {
		return err
	}
	view := meetings.Conclude{
		Meeting: form.Meeting, Items: form.Items, Units: form.Units, Areas: form.Areas, Noted: form.Noted, Today: s.App.Today(),
	}
	if typed != nil {
		view.Entry = *typed
	} else {
		about := queried(r).ID(meetings.ItemField)
		at := slices.IndexFunc(form.Items, func(i reform.AgendaItem) bool { return i.ID == about })
		item := reform.AgendaItem{}
		if at >= 0 {
			item = form.Items[at]
		}
		view.Entry = meetings.Begin(item, form.Areas)
	}
	page := s.page(r, "Ghi kết luận "+form.Meeting.Code, paths.Meetings, meetingCrumbs(form.Meeting.Code, "Ghi kết luận")...)
	return s.render(w, r, status, page, meetings.ConcludePage(view))
}

// noteConclusion keeps the conclusion and comes back to the same page for the next one.
func (s *Server) noteConclusion(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	var noted reform.Conclusion
	in := app.NoteConclusion{Meeting: meetingCode(r), ConclusionWriting: s.typedConclusion(f)}
	err = f.first(func() error { noted, err = s.App.NoteConclusion(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderConclude(w, r, status, &entry)
	}
	if err != nil {
		return err
	}
	sentence := "Đã ghi kết luận."
	if noted.TaskID != 0 {
		sentence = "Đã ghi kết luận và giao nhiệm vụ " + noted.Task + ", hạn " + noted.DueOn.Vietnamese() + "."
	}
	return s.done(w, r, paths.ToConclusionNew(in.Meeting), sentence)
}

// typedConclusion reads the conclusion; where it gives no work, the fields of the task are no matter.
func (s *Server) typedConclusion(f *form) reform.ConclusionWriting {
	in := reform.ConclusionWriting{
		Kind: reform.ConclusionKind(f.Line(meetings.KindField)), Text: f.Text("noi_dung"), ItemID: f.ID(meetings.ItemField), Area: -1,
	}
	if in.Kind != reform.ConclusionTask {
		return in
	}
	in.UnitID, in.DueOn, in.Deliverable, in.Others = f.ID("chu_tri"), f.Date("han", s.App.Today().Year()), f.Text("san_pham"), f.IDs("phoi_hop")
	if area, err := strconv.Atoi(f.Line("linh_vuc")); err == nil {
		in.Area = reform.Area(area)
	}
	return in
}

func (s *Server) conclusionPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderReword(w, r, http.StatusOK, nil)
}

func (s *Server) renderReword(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	form, err := s.App.ConclusionForm(r.Context(), who, meetingCode(r))
	if err != nil {
		return err
	}
	conclusion, err := form.ConclusionOf(number)
	if err != nil {
		return err
	}
	view := meetings.Reword{Meeting: form.Meeting, Conclusion: conclusion, Entry: meetings.RewordEntry(conclusion)}
	if typed != nil {
		view.Entry = *typed
	}
	page := s.page(r, "Sửa lời kết luận", paths.Meetings, meetingCrumbs(form.Meeting.Code, "Sửa lời kết luận")...)
	return s.render(w, r, status, page, meetings.RewordPage(view))
}

func (s *Server) rewordConclusion(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.RewordConclusion{Meeting: meetingCode(r), ID: number, Seen: f.Number(ui.VersionField), Text: f.Text("noi_dung")}
	err = s.App.RewordConclusion(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderReword(w, r, status, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), "Đã sửa lời kết luận.")
}
