package server

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/briefs"
	"cchc/web/ui"
)

func (s *Server) snapshotRoutes() []Route {
	return []Route{
		get(paths.MeetingBrief, policy.MeetingRead, s.meetingBrief),
		post(paths.MeetingBrief, policy.MeetingPrepare, s.prepareBrief),
		post(paths.MeetingFreeze, policy.MeetingFreeze, s.freezeMeeting),
		get(paths.Snapshot, policy.MeetingRead, s.snapshot),
		get(paths.SnapshotPaper, policy.MeetingRead, s.snapshot),
		get(paths.SnapshotRows, policy.MeetingRead, s.snapshotRows),
		get(paths.SnapshotWord, policy.MeetingRead, s.snapshotWord),
		get(paths.SnapshotSheet, policy.MeetingRead, s.snapshotSheet),
	}
}

func snapshotCode(r *http.Request) string { return chi.URLParam(r, "cs") }

func briefOf(r *http.Request) string { return chi.URLParam(r, "gb") }

func (s *Server) meetingBrief(w http.ResponseWriter, r *http.Request) error {
	return s.renderBrief(w, r, http.StatusOK, nil, nil)
}

// renderBrief sends the brief that is being prepared; typed is what came and was refused, nil for nothing.
func (s *Server) renderBrief(w http.ResponseWriter, r *http.Request, status int, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	p, err := s.App.BriefPreview(r.Context(), who, briefOf(r))
	if err != nil {
		return err
	}
	view := briefs.Prepare{
		Meeting: p.Meeting, Whole: p.Whole, Brief: p.Brief, Room: p.Room, Proposed: p.Proposed, Frozen: p.Frozen, MayMend: p.MayMend, MayKeep: p.MayKeep,
		Entry: briefs.PrepareEntry(p.Meeting, p.Whole),
	}
	if typed != nil && typed.On(briefs.QuestionsField) {
		view.Entry = typed.entry(lines)
		view.Meeting.Version = shownVersion(typed, status, p.Meeting.Version)
	} else {
		view.Entry.Errors = lines
	}
	crumbs := []ui.Crumb{{Label: "Giao ban", Href: paths.Meetings}, {Label: p.Meeting.Code, Href: paths.ToMeeting(p.Meeting.Code)}, {Label: "Bản tóm tắt"}}
	return s.render(w, r, status, s.page(r, briefs.PrepareTitle, paths.Meetings, crumbs...), briefs.PreparePage(view))
}

func (s *Server) prepareBrief(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.PrepareBrief{Code: briefOf(r), Seen: f.Number(ui.VersionField), LeftOut: f.values[briefs.LeftOutField], Questions: f.Text(briefs.QuestionsField)}
	if f.On(briefs.ProposedField) {
		p, err := s.App.BriefPreview(r.Context(), who, in.Code)
		if err != nil {
			return err
		}
		in.LeftOut = append(in.LeftOut, p.Proposed...)
	}
	err = f.first(func() error { return s.App.PrepareBrief(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderBrief(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeetingBrief(in.Code), "Đã lưu bản tóm tắt.")
}

func (s *Server) freezeMeeting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	var code string
	err = f.first(func() (err error) {
		code, err = s.App.FreezeMeeting(r.Context(), who, app.FreezeMeeting{Code: briefOf(r), Seen: f.Number(ui.VersionField)})
		return err
	})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderBrief(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToSnapshot(code), "Đã chốt bản tóm tắt "+code+".")
}

func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	snapshot, err := s.App.Snapshot(r.Context(), who, snapshotCode(r))
	if err != nil {
		return err
	}
	code, err := s.codes.Of(s.snapshotLink(r, snapshot.Code))
	if err != nil {
		return err
	}
	view := briefs.Show{Brief: snapshot.Brief, Snapshot: snapshot, CodeSize: code.Size, CodePath: code.Path}
	view.Paper = r.URL.Path == paths.ToSnapshotPaper(snapshot.Code)
	view.Decides = who.Reach(policy.ObstacleDecide) > policy.Nothing
	title := briefs.ShowTitle(snapshot.Code)
	crumbs := []ui.Crumb{{Label: "Giao ban", Href: paths.Meetings}, {Label: snapshot.Meeting, Href: paths.ToMeeting(snapshot.Meeting)}, {Label: title}}
	return s.render(w, r, http.StatusOK, s.page(r, title, paths.Meetings, crumbs...), briefs.ShowPage(view))
}

// snapshotLink is where the code of a brief leads.
func (s *Server) snapshotLink(r *http.Request, code string) string {
	return s.origin(r) + paths.ToSnapshot(code)
}

func (s *Server) snapshotRows(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	asked := s.figureFilter(f)
	filter := reform.SnapshotFilter{Basis: asked.Basis, Unit: asked.Unit, Area: asked.Area, Class: asked.Class, Page: asked.Page}
	rows, err := s.App.SnapshotRows(r.Context(), who, snapshotCode(r), filter)
	if err != nil {
		return err
	}
	code := rows.Snapshot.Code
	crumbs := []ui.Crumb{{Label: "Giao ban", Href: paths.Meetings}, {Label: code, Href: paths.ToSnapshot(code)}, {Label: "Nhiệm vụ"}}
	view := briefs.Rows{Snapshot: rows.Snapshot, Filter: rows.Filter, Total: rows.Total, Lines: rows.Lines}
	view.Pages = pagesOf(paths.ToSnapshotRows(code, nil), f, rows.Filter.Page, rows.Total, "nhiệm vụ")
	return s.render(w, r, http.StatusOK, s.page(r, briefs.RowsTitle, paths.Meetings, crumbs...), briefs.RowsPage(view))
}

func (s *Server) snapshotWord(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	file, err := s.App.SnapshotWord(r.Context(), who, snapshotCode(r), s.snapshotLink(r, snapshotCode(r)))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", wordDocument)
	w.Header().Set("Content-Disposition", disposition("attachment", file.Name))
	w.Header().Set("Content-Length", strconv.Itoa(len(file.Bytes)))
	_, err = w.Write(file.Bytes)
	traceOf(r).err = err // the page could no longer follow
	return nil
}

func (s *Server) snapshotSheet(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	sheet, err := s.App.SnapshotSheet(r.Context(), who, snapshotCode(r), layout.Department)
	if err != nil {
		return err
	}
	defer func() { _ = sheet.Close() }()
	return sendWorkbook(w, r, sheet, sheet.Name())
}
