package server

import (
	"fmt"
	"net/http"
	"strconv"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/meetings"
	"cchc/web/ui"
)

func (s *Server) agendaRoutes() []Route {
	return []Route{
		get(paths.AgendaNew, policy.MeetingPrepare, s.newAgendaItem),
		post(paths.AgendaNew, policy.MeetingPrepare, s.addAgendaItem),
		get(paths.AgendaMod, policy.MeetingPrepare, s.agendaItemPage),
		post(paths.AgendaMod, policy.MeetingPrepare, s.editAgendaItem),
		post(paths.AgendaShift, policy.MeetingPrepare, s.shiftAgendaItem),
		get(paths.AgendaDrop, policy.MeetingPrepare, s.askDropAgendaItem),
		post(paths.AgendaDrop, policy.MeetingPrepare, s.dropAgendaItem),
		get(paths.AgendaAnswer, policy.MeetingAnswer, s.meetingAsk),
		post(paths.AgendaAnswer, policy.MeetingAnswer, s.answerMeeting),
		get(paths.AgendaDecision, policy.ObstacleNote, s.spokenPage),
		post(paths.AgendaDecision, policy.ObstacleNote, s.noteDecision),
		get(paths.ConclusionNew, policy.MeetingConclude, s.newConclusion),
		post(paths.ConclusionNew, policy.MeetingConclude, s.noteConclusion),
		get(paths.ConclusionMod, policy.MeetingConclude, s.conclusionPage),
		post(paths.ConclusionMod, policy.MeetingConclude, s.rewordConclusion),
	}
}

func (s *Server) newAgendaItem(w http.ResponseWriter, r *http.Request) error {
	return s.renderAgendaItem(w, r, http.StatusOK, 0, nil)
}

func (s *Server) agendaItemPage(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderAgendaItem(w, r, http.StatusOK, number, nil)
}

func (s *Server) renderAgendaItem(w http.ResponseWriter, r *http.Request, status int, item int64, typed *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.AgendaForm(r.Context(), who, meetingCode(r), item)
	if err != nil {
		return err
	}
	view := meetings.Agenda{Meeting: form.Meeting, Item: form.Item, Cards: form.Cards, Units: form.Units, Entry: meetings.EntryOf(form.Item)}
	if typed != nil {
		view.Entry = *typed
	}
	page := s.page(r, view.Title(), paths.Meetings, meetingCrumbs(form.Meeting.Code, view.Title())...)
	return s.render(w, r, status, page, meetings.AgendaPage(view))
}

func typedItem(f *form) reform.AgendaWriting {
	return reform.AgendaWriting{
		Kind: reform.AgendaKind(f.Line(meetings.KindField)), CardID: f.ID(meetings.CardField), UnitID: f.ID("don_vi"), Title: f.Text("ten"), Ask: f.Text("hoi"),
	}
}

func (s *Server) addAgendaItem(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.AddAgendaItem{Meeting: meetingCode(r), AgendaWriting: typedItem(f)}
	item, err := s.App.AddAgendaItem(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderAgendaItem(w, r, status, 0, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), "Đã thêm vào chương trình: "+item.Title+".")
}

func (s *Server) editAgendaItem(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.EditAgendaItem{Meeting: meetingCode(r), ID: number, Seen: f.Number(ui.VersionField), AgendaWriting: typedItem(f)}
	err = s.App.EditAgendaItem(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderAgendaItem(w, r, status, number, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), "Đã lưu.")
}

// shiftAgendaItem moves the item by one place and comes back to it.
func (s *Server) shiftAgendaItem(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.ShiftAgendaItem{Meeting: meetingCode(r), ID: number, Seen: f.Number(ui.VersionField), Up: f.Raw(meetings.ShiftField) == meetings.ShiftUp}
	if err := s.App.ShiftAgendaItem(r.Context(), who, in); err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting)+"#muc-"+strconv.FormatInt(number, 10), "Đã đổi thứ tự.")
}

func (s *Server) askDropAgendaItem(w http.ResponseWriter, r *http.Request) error {
	return s.renderDropAgendaItem(w, r, http.StatusOK, nil)
}

func (s *Server) renderDropAgendaItem(w http.ResponseWriter, r *http.Request, status int, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	form, err := s.App.AgendaForm(r.Context(), who, meetingCode(r), number)
	if err != nil {
		return err
	}
	page := s.page(r, "Bỏ nội dung", paths.Meetings, meetingCrumbs(form.Meeting.Code, "Bỏ nội dung")...)
	return s.render(w, r, status, page, meetings.DropPage(meetings.Drop{Meeting: form.Meeting, Item: form.Item, Errors: lines}))
}

func (s *Server) dropAgendaItem(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.DropAgendaItem{Meeting: meetingCode(r), ID: number, Seen: f.Number(ui.VersionField)}
	err = s.App.DropAgendaItem(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderDropAgendaItem(w, r, status, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToMeeting(in.Meeting), "Đã bỏ khỏi chương trình.")
}

func (s *Server) meetingAsk(w http.ResponseWriter, r *http.Request) error {
	return s.renderAsk(w, r, http.StatusOK, nil)
}

func (s *Server) renderAsk(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	ask, err := s.App.MeetingAsk(r.Context(), who, meetingCode(r), number)
	if err != nil {
		return err
	}
	view := meetings.Ask{Ask: ask, Entry: meetings.AnswerEntry(ask)}
	if typed != nil {
		view.Entry = *typed
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.OwnUnit, ui.Crumb{Label: view.Title()}), meetings.AskPage(view))
}

func (s *Server) answerMeeting(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.AnswerMeeting{Meeting: meetingCode(r), ID: number, Seen: f.Number(ui.VersionField), Answer: f.Text("tra_loi")}
	err = s.App.AnswerMeeting(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderAsk(w, r, status, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToAgendaAnswer(in.Meeting, number), fmt.Sprintf("Đã gửi trả lời giao ban %s. Sửa được đến khi kết thúc giao ban.", in.Meeting))
}
