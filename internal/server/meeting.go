package server

import (
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/meetings"
	"cchc/web/ui"
)

func (s *Server) meetingRoutes() []Route {
	return []Route{
		get(paths.Meetings, policy.MeetingRead, s.meetingList),
		get(paths.MeetingNew, policy.MeetingPrepare, s.newMeeting),
		post(paths.MeetingNew, policy.MeetingPrepare, s.callMeeting),
		get(paths.MeetingSeries, policy.MeetingRead, s.meetingSeriesList),
		get(paths.MeetingSeriesNew, policy.MeetingPrepare, s.newMeetingSeries),
		post(paths.MeetingSeriesNew, policy.MeetingPrepare, s.makeMeetingSeries),
		get(paths.MeetingSeriesMod, policy.MeetingPrepare, s.meetingSeriesPage),
		post(paths.MeetingSeriesMod, policy.MeetingPrepare, s.editMeetingSeries),
		get(paths.Meeting, policy.MeetingRead, s.meetingPage),
		get(paths.MeetingMinutes, policy.MeetingRead, s.minutesPage),
		get(paths.MeetingMod, policy.MeetingPrepare, s.editMeetingPage),
		post(paths.MeetingMod, policy.MeetingPrepare, s.editMeeting),
		get(paths.MeetingAct, policy.MeetingRead, s.meetingAct),
		post(paths.MeetingAct, policy.MeetingRead, s.moveMeeting),
		post(paths.MeetingAsk, policy.MeetingPrepare, s.askUnits),
	}
}

// meetingCode returns the code of the meeting that the URL names.
func meetingCode(r *http.Request) string { return chi.URLParam(r, "gb") }

// meetingCrumbs is the way to a meeting's page, or with further steps to a page about the meeting.
func meetingCrumbs(code string, further ...string) []ui.Crumb {
	crumbs := []ui.Crumb{{Label: "Giao ban", Href: paths.Meetings}}
	if code != "" {
		crumbs = append(crumbs, ui.Crumb{Label: code})
	}
	for _, label := range further {
		if code != "" {
			crumbs[len(crumbs)-1].Href = paths.ToMeeting(code)
		}
		crumbs = append(crumbs, ui.Crumb{Label: label})
	}
	return crumbs
}

func (s *Server) meetingList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	series := f.ID(meetings.KindField)
	list, err := s.App.MeetingList(r.Context(), who, series, f.Page())
	if err != nil {
		return err
	}
	view := meetings.List{
		ToCome: list.ToCome, Meetings: list.Meetings, Series: list.Series, Chosen: series, MayPrepare: list.MayPrepare,
		Pages: pagesOf(paths.Meetings, f, list.Page, list.Total, "cuộc giao ban"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Giao ban", paths.Meetings, ui.Crumb{Label: "Giao ban"}), meetings.ListPage(view))
}

// shownMeeting reads the page of the meeting that the URL names.
func (s *Server) shownMeeting(r *http.Request) (meetings.Show, error) {
	who, _ := actorOf(r)
	page, err := s.App.MeetingPage(r.Context(), who, meetingCode(r))
	return meetings.Show{
		Meeting: page.Meeting, Before: page.Before, Promised: page.Promised, Items: page.Items, Noted: page.Noted, Frozen: page.Frozen, Proposed: page.Proposed,
		Brief: paths.ToMeetingBrief(page.Meeting.Code), Offers: page.Offers, MayPrepare: page.MayPrepare, MayConclude: page.MayConclude, MayDecide: page.MayDecide, MayNote: page.MayNote, Today: s.App.Today(),
	}, err
}

func (s *Server) meetingPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.shownMeeting(r)
	if err != nil {
		return err
	}
	page := s.page(r, view.Title(), paths.Meetings, meetingCrumbs(view.Meeting.Code)...)
	return s.render(w, r, http.StatusOK, page, meetings.ShowPage(view))
}

func (s *Server) minutesPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.shownMeeting(r)
	if err != nil {
		return err
	}
	page := s.page(r, "Biên bản "+view.Meeting.Code, paths.Meetings, meetingCrumbs(view.Meeting.Code, "Biên bản")...)
	page.Print = s.printHead("Biên bản giao ban " + view.Meeting.Code)
	return s.render(w, r, http.StatusOK, page, meetings.MinutesPage(meetings.Minutes{Show: view}))
}

func (s *Server) newMeeting(w http.ResponseWriter, r *http.Request) error {
	return s.renderNewMeeting(w, r, http.StatusOK, queried(r).ID(meetings.KindField), nil)
}

// renderNewMeeting shows the form with what was typed or, where nothing was, with what the portal proposes for the series.
func (s *Server) renderNewMeeting(w http.ResponseWriter, r *http.Request, status int, series int64, typed *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.MeetingForm(r.Context(), who, series)
	if err != nil {
		return err
	}
	view := meetings.Form{Series: form.Series, Chairs: form.Chairs, Chosen: form.Plan.SeriesID, Entry: meetings.PlanEntry(form.Plan), Today: s.App.Today()}
	if typed != nil {
		view.Entry = *typed
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Meetings, meetingCrumbs("", view.Title())...), meetings.FormPage(view))
}

// typedPlan reads what the form of a meeting says.
func (s *Server) typedPlan(f *form) reform.MeetingPlan {
	year := s.App.Today().Year()
	return reform.MeetingPlan{
		SeriesID: f.ID(meetings.KindField), On: f.Date("ngay", year), At: f.Line("gio"), Place: f.Line("dia_diem"), ChairID: f.ID("chu_tri"),
		FlagOn: f.Date("ngay_hoi", year), AnswerOn: f.Date("tra_loi_truoc", year), AnswerAt: f.Line("gio_tra_loi"), Questions: f.Text("cau_hoi"),
	}
}

func (s *Server) callMeeting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	var meeting reform.Meeting
	plan := s.typedPlan(f)
	err = f.first(func() error { meeting, err = s.App.CallMeeting(r.Context(), who, plan); return err })
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderNewMeeting(w, r, status, plan.SeriesID, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(meeting.Code), "Đã thêm cuộc giao ban "+meeting.Code+". Thêm nội dung và đơn vị báo cáo bên dưới.")
}

func (s *Server) editMeetingPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderEditMeeting(w, r, http.StatusOK, nil)
}

func (s *Server) renderEditMeeting(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.MeetingEditForm(r.Context(), who, meetingCode(r))
	if err != nil {
		return err
	}
	view := meetings.Form{Meeting: form.Meeting, Series: form.Series, Chairs: form.Chairs, Entry: meetings.EditEntry(form.Meeting), Today: s.App.Today()}
	if typed != nil {
		view.Entry = *typed
	}
	page := s.page(r, view.Title(), paths.Meetings, meetingCrumbs(form.Meeting.Code, "Sửa")...)
	return s.render(w, r, status, page, meetings.FormPage(view))
}

func (s *Server) editMeeting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	code := meetingCode(r)
	return s.edit(w, r, edit{
		form: f, fields: meetings.Form{}.Fields(), next: paths.ToMeeting(code), done: "Đã lưu.",
		deed: func() error {
			in := app.EditMeeting{Code: code, Seen: f.Number(ui.VersionField), Plan: s.typedPlan(f)}
			return f.first(func() error { return s.App.EditMeeting(r.Context(), who, in) })
		},
		stored: func() (record, error) {
			form, err := s.App.MeetingEditForm(r.Context(), who, code)
			view := meetings.Form{Chairs: form.Chairs}
			return record{entry: meetings.EditEntry(form.Meeting), fields: view.Fields(), action: policy.MeetingPrepare, subject: form.Meeting.Subject()}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			entry := f.entry(lines)
			return s.renderEditMeeting(w, r, status, &entry)
		},
	})
}

// meetingAct asks before a step that a person takes; the brief is frozen where it is shown.
func (s *Server) meetingAct(w http.ResponseWriter, r *http.Request) error {
	return s.renderMeetingAct(w, r, http.StatusOK, nil)
}

func (s *Server) renderMeetingAct(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	act := reform.MeetingAct(chi.URLParam(r, "viec"))
	view, err := s.shownMeeting(r)
	if err != nil {
		return err
	}
	if act.Label() == "" || act == reform.MeetingFreeze {
		return fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	asked := meetings.Act{Meeting: view.Meeting, Act: act, Entry: meetings.WordsEntry(view.Meeting), Tasks: len(view.Noted)}
	step, err := reform.MeetingFlow.Next(view.Meeting.State, act)
	if err == nil {
		who, _ := actorOf(r)
		if _, err := policy.Allow(who, step.Needs, view.Meeting.Subject()); err != nil {
			return err
		}
	}
	if typed != nil {
		asked.Entry = *typed
	} else {
		asked.Barred = fault.Sentence(err)
	}
	page := s.page(r, asked.Title(), paths.Meetings, meetingCrumbs(view.Meeting.Code, asked.Title())...)
	return s.render(w, r, status, page, meetings.ActPage(asked))
}

var meetingDone = map[reform.MeetingAct]string{
	reform.MeetingConclude: "Đã kết thúc giao ban %s.", reform.MeetingCancel: "Giao ban %s không họp nữa.", reform.MeetingReopen: "Đã mở lại giao ban %s.",
}

func (s *Server) moveMeeting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.MoveMeeting{
		Code: meetingCode(r), Act: reform.MeetingAct(chi.URLParam(r, "viec")), Seen: f.Number(ui.VersionField), Note: f.Text("ly_do"),
		Words: reform.MeetingWords{Attendees: f.Text("thanh_phan"), Closing: f.Text("ket_luan")},
	}
	err = s.App.MoveMeeting(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderMeetingAct(w, r, status, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Code), fmt.Sprintf(meetingDone[in.Act], in.Code))
}

// askUnits tells the units what they are to prepare.
func (s *Server) askUnits(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.AskUnits{Meeting: meetingCode(r), Seen: f.Number(ui.VersionField)}
	asked, err := s.App.AskUnits(r.Context(), who, in)
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), fmt.Sprintf("Đã hỏi %d nội dung; lãnh đạo đơn vị nhận thông báo.", asked))
}
