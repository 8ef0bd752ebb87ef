package survival_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, meetingDeeds) }

// meetingDeeds are the deeds of meetings.
var meetingDeeds = map[string]prepared{
	"MakeMeetingSeries": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := reform.MeetingSeries{Name: "Giao ban tháng", Rhythm: reform.RhythmMonthly, ChairID: d.Leader.Person}
		return func() error { _, err := a.MakeMeetingSeries(t.Context(), d.Clerk.Actor, in); return err }
	},
	"EditMeetingSeries": func(t *testing.T, d *small.Department, a *app.App) func() error {
		series := d.MeetingSeries()
		in := app.EditMeetingSeries{Series: series, Seen: series.Version}
		in.Series.Active = false
		return func() error { return a.EditMeetingSeries(t.Context(), d.Clerk.Actor, in) }
	},
	"CallMeeting": func(t *testing.T, d *small.Department, a *app.App) func() error {
		plan := d.Sitting(d.MeetingSeries()).Plan()
		tabled(d, plan)
		return func() error { _, err := a.CallMeeting(t.Context(), d.Clerk.Actor, plan); return err }
	},
	"EditMeeting": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		d.AskedBy(meeting, d.Science)
		in := app.EditMeeting{Code: meeting.Code, Seen: meeting.Version, Plan: meeting.Plan()}
		in.Plan.At = "14:00"
		return func() error { return a.EditMeeting(t.Context(), d.Clerk.Actor, in) }
	},
	"MoveMeeting cancel": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		d.AskedBy(meeting, d.Science)
		in := app.MoveMeeting{Code: meeting.Code, Act: reform.MeetingCancel, Seen: meeting.Version, Note: "Giám đốc đi công tác."}
		return func() error { return a.MoveMeeting(t.Context(), d.Clerk.Actor, in) }
	},
	"MoveMeeting conclude": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingFrozen)
		d.Clock.Set(meeting.SitsAt)
		in := app.MoveMeeting{Code: meeting.Code, Act: reform.MeetingConclude, Seen: meeting.Version, Words: reform.MeetingWords{Attendees: "Đủ."}}
		return func() error { return a.MoveMeeting(t.Context(), d.Clerk.Actor, in) }
	},
	"AddAgendaItem": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		d.AskedBy(meeting, d.Science)
		in := app.AddAgendaItem{Meeting: meeting.Code, AgendaWriting: small.Reporting(d.Units.Digital)}
		return func() error { _, err := a.AddAgendaItem(t.Context(), d.Clerk.Actor, in); return err }
	},
	"EditAgendaItem": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		item := d.AskedBy(meeting, d.Science)[0]
		in := app.EditAgendaItem{Meeting: meeting.Code, ID: item.ID, Seen: item.Version, AgendaWriting: reform.AgendaWriting{Ask: "Bao giờ xong?"}}
		return func() error { return a.EditAgendaItem(t.Context(), d.Clerk.Actor, in) }
	},
	"ShiftAgendaItem": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		item := d.AskedBy(meeting, d.Science, d.Digital)[1]
		in := app.ShiftAgendaItem{Meeting: meeting.Code, ID: item.ID, Seen: item.Version, Up: true}
		return func() error { return a.ShiftAgendaItem(t.Context(), d.Clerk.Actor, in) }
	},
	"DropAgendaItem": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		item := d.AgendaItem(meeting, small.Reporting(d.Units.Science))
		in := app.DropAgendaItem{Meeting: meeting.Code, ID: item.ID, Seen: item.Version}
		return func() error { return a.DropAgendaItem(t.Context(), d.Clerk.Actor, in) }
	},
	"AskUnits": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		d.AgendaItem(meeting, small.Reporting(d.Units.Science))
		in := app.AskUnits{Meeting: meeting.Code, Seen: meeting.Version}
		return func() error { _, err := a.AskUnits(t.Context(), d.Clerk.Actor, in); return err }
	},
	"PrepareMeetings": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		d.AgendaItem(meeting, small.Reporting(d.Units.Science))
		d.Clock.Set(meeting.FlagOn.Start().Add(12 * time.Hour))
		return func() error { return a.PrepareMeetings(t.Context()) }
	},
	"AnswerMeeting": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		item := d.AskedBy(meeting, d.Science)[0]
		in := app.AnswerMeeting{Meeting: meeting.Code, ID: item.ID, Seen: item.Version, Answer: "Xong trong tuần."}
		return func() error { return a.AnswerMeeting(t.Context(), d.Science.Head.Actor, in) }
	},
	"NoteConclusion": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := app.NoteConclusion{Meeting: d.Meeting(reform.MeetingFrozen).Code, ConclusionWriting: d.Concluding(d.Science)}
		in.Others = []int64{d.Units.Digital.ID}
		return func() error { _, err := a.NoteConclusion(t.Context(), d.Clerk.Actor, in); return err }
	},
	"NoteDecision": func(t *testing.T, d *small.Department, a *app.App) func() error {
		_, obstacle := d.Blocked(d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
		meeting := d.Held(d.Escalated(small.Options(d.Effect(reform.EffectLeadUnit)), obstacle))
		in := d.Noting(meeting, 1)
		return func() error { return a.NoteDecision(t.Context(), d.Clerk.Actor, in) }
	},
	"RewordConclusion": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingFrozen)
		noted := d.Word(meeting, "Khen Phòng Chuyển đổi số.")
		in := app.RewordConclusion{Meeting: meeting.Code, ID: noted.ID, Seen: noted.Version, Text: "Biểu dương Phòng Chuyển đổi số."}
		return func() error { return a.RewordConclusion(t.Context(), d.Clerk.Actor, in) }
	},
}

// tabled has the director put a card off to the meeting of the plan.
func tabled(d *small.Department, plan reform.MeetingPlan) {
	o := d.Received(d.Science, reform.AreaInstitutions)
	d.TableCard(d.Card(reform.CardSent, d.Leader, o), o.Code, plan.On)
}
