package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/meetings"
	"cchc/web/ui"
)

func (s *Server) meetingSeriesList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	all, err := s.App.AllMeetingSeries(r.Context(), who)
	if err != nil {
		return err
	}
	page := s.page(r, "Loại giao ban", paths.Meetings, meetingCrumbs("", "Loại giao ban")...)
	return s.render(w, r, http.StatusOK, page, meetings.SeriesPage(all, who.Reach(policy.MeetingPrepare) == policy.All))
}

func (s *Server) newMeetingSeries(w http.ResponseWriter, r *http.Request) error {
	return s.renderMeetingSeries(w, r, http.StatusOK, 0, nil)
}

func (s *Server) meetingSeriesPage(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderMeetingSeries(w, r, http.StatusOK, number, nil)
}

func (s *Server) renderMeetingSeries(w http.ResponseWriter, r *http.Request, status int, series int64, typed *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.MeetingSeriesForm(r.Context(), who, series)
	if err != nil {
		return err
	}
	view := meetings.SeriesForm{Series: form.Series, Chairs: form.Chairs, Entry: meetings.SeriesEntry(form.Series)}
	if typed != nil {
		view.Entry = *typed
	}
	page := s.page(r, view.Title(), paths.Meetings, meetingCrumbs("", view.Title())...)
	return s.render(w, r, status, page, meetings.SeriesFormPage(view))
}

// typedMeetingSeries reads what the form of a series says.
func typedMeetingSeries(f *form) reform.MeetingSeries {
	return reform.MeetingSeries{
		Name: f.Line("ten"), Rhythm: reform.Rhythm(f.Line("nhip")), ChairID: f.ID("chu_tri"), Place: f.Line("dia_diem"), Active: f.On("dang_dung"),
	}
}

func (s *Server) makeMeetingSeries(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	series := typedMeetingSeries(f)
	_, err = s.App.MakeMeetingSeries(r.Context(), who, series)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderMeetingSeries(w, r, status, 0, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.MeetingSeries, "Đã thêm loại giao ban “"+series.Name+"”.")
}

func (s *Server) editMeetingSeries(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.EditMeetingSeries{Series: typedMeetingSeries(f), Seen: f.Number(ui.VersionField)}
	in.Series.ID = number
	err = s.App.EditMeetingSeries(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderMeetingSeries(w, r, status, number, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.MeetingSeries, "Đã lưu loại giao ban “"+in.Series.Name+"”.")
}
