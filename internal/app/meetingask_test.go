package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestUnitsAreAskedOnceAndOnlyTheirHeadsSeeAndAnswer(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	before := d.AgendaItem(meeting, small.Reporting(d.Units.Science))
	if _, err := d.DB.MeetingAsk(t.Context(), policy.See(d.Science.Head.Actor, policy.MeetingAnswer), meeting.Code, before.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the head sees it before the unit is asked (%v)", err)
	}
	items := d.AskedBy(meeting, d.Digital)
	hears(t, d, "on the flag day", map[string]string{
		"khanhdv": "GB-2026-001: chuẩn bị báo cáo giao ban 08:00 30/11/2026, trả lời trước 17:00 27/11/2026", "gianglv": "GB-2026-001: chuẩn bị",
	})
	_, again := d.App.AskUnits(t.Context(), d.Clerk.Actor, app.AskUnits{Meeting: meeting.Code, Seen: meeting.Version})
	refused(t, "asked again", again, fault.Conflict, "đã được hỏi")
	answer := app.AnswerMeeting{Meeting: meeting.Code, ID: items[0].ID, Seen: items[0].Version, Answer: "Xong trong tuần."}
	for _, who := range []small.Member{d.Digital.Head, d.Branch.Head, d.Science.Officer, d.Clerk, d.Leader} {
		refused(t, who.Username+" answers for science", d.App.AnswerMeeting(t.Context(), who.Actor, answer), fault.NotFound, "")
	}
	d.AnswerMeeting(meeting, items[0], d.Science.Head, answer.Answer)
	refused(t, "a stale answer", d.App.AnswerMeeting(t.Context(), d.Science.Head.Actor, answer), fault.Conflict, "")
	got := d.Agenda(meeting)
	if got[0].Answer != answer.Answer || got[0].AnsweredBy != d.Science.Head.Name || !got[1].Silent() {
		t.Errorf("the agenda is %+v", got)
	}
	open, err := d.DB.OpenAsks(t.Context(), policy.See(d.Digital.Head.Actor, policy.MeetingAnswer), 10)
	if err != nil || len(open) != 1 || open[0].ID != items[1].ID || open[0].Meeting != meeting.Code {
		t.Errorf("the other head is asked %+v (%v)", open, err)
	}
	refused(t, "an answered item dropped", d.App.DropAgendaItem(t.Context(), d.Clerk.Actor, app.DropAgendaItem{
		Meeting: meeting.Code, ID: got[0].ID, Seen: got[0].Version,
	}), fault.Conflict, "đã trả lời")
}

func TestOfficeAnswersForItselfAndALaterItemIsToldAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	d.AskedBy(meeting, d.Science)
	forget(t, d)
	item := d.AgendaItem(meeting, small.Reporting(d.Units.Office))
	hears(t, d, "asked after the others", map[string]string{"namvv": "chuẩn bị báo cáo", "hunghv": "chuẩn bị báo cáo"})
	d.AnswerMeeting(meeting, item, d.SecondClerk, "Đã xong.")
	if got := d.Agenda(meeting)[1]; got.AnsweredBy != d.SecondClerk.Name {
		t.Errorf("it is %+v", got)
	}
}

func TestDeputyOfAHeadAnswers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	today := d.App.Today()
	meeting := d.Meeting(reform.MeetingPlanned)
	item := d.AskedBy(meeting, d.Science)[0]
	under := d.Deputyship(d.Science.Head, d.Colleague, today, today.AddDays(10))
	d.AnswerMeeting(meeting, item, d.Acting(d.Colleague, under), "Xong trong tuần.")
	if got := d.Agenda(meeting)[0]; got.AnsweredBy != d.Colleague.Name || got.AnsweredFor != d.Science.Head.Name {
		t.Errorf("it is %+v", got)
	}
}

func TestPortalAsksOnTheFlagDayAndRemindsTheSilentOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	science := d.AgendaItem(meeting, small.Reporting(d.Units.Science))
	d.AgendaItem(meeting, small.Reporting(d.Units.Digital))
	prepare := func(on calendar.Date, hour int) {
		t.Helper()
		d.Clock.Set(on.Start().Add(time.Duration(hour) * time.Hour))
		for _, program := range []*app.App{d.App, secondProgram(d)} {
			if err := program.PrepareMeetings(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
	prepare(meeting.FlagOn, 9)
	hears(t, d, "while the Office may still do it", nil)
	prepare(meeting.FlagOn, 10)
	hears(t, d, "on the flag day", map[string]string{"khanhdv": "chuẩn bị báo cáo", "gianglv": "chuẩn bị báo cáo"})
	d.AnswerMeeting(meeting, science, d.Science.Head, "Xong trong tuần.")
	prepare(meeting.FlagOn, 16)
	hears(t, d, "later that day", nil)
	prepare(meeting.FlagOn.AddDays(1), 8)
	hears(t, d, "a working day before they must", map[string]string{"gianglv": "chưa trả lời câu hỏi giao ban, hạn 17:00 27/11/2026"})
	prepare(meeting.FlagOn.AddDays(2), 8)
	hears(t, d, "the day after", nil)
	if now := d.ReadMeeting(meeting.Code); now.AskedAt == nil || now.RemindedAt == nil || now.Version != meeting.Version || now.Answered != 1 {
		t.Errorf("it is %+v", now)
	}
}

func TestUnitsThatWereAskedHearThatAMeetingMovesOrDoesNotSit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	d.AskedBy(meeting, d.Science)
	forget(t, d)
	plan := meeting.Plan()
	plan.At = "14:00"
	if err := d.App.EditMeeting(t.Context(), d.Clerk.Actor, app.EditMeeting{Code: meeting.Code, Seen: meeting.Version, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	hears(t, d, "moved", map[string]string{"khanhdv": "đổi lịch, giao ban 14:00 30/11/2026"})
	off := app.MoveMeeting{Code: meeting.Code, Act: reform.MeetingCancel, Seen: meeting.Version + 1, Note: "Giám đốc đi công tác."}
	if err := d.App.MoveMeeting(t.Context(), d.Clerk.Actor, off); err != nil {
		t.Fatal(err)
	}
	hears(t, d, "called off", map[string]string{"khanhdv": "không họp giao ban 14:00 30/11/2026 nữa"})
}
