package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestSeriesProposesItsNextSittingInWorkingDays(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first := d.Sitting(d.MeetingSeries())
	plan := first.Plan()
	if first.Code != "GB-2026-001" || plan.On.String() != "2026-11-30" || plan.At != "08:00" || plan.FlagOn.String() != "2026-11-25" ||
		plan.AnswerOn.String() != "2026-11-27" || plan.AnswerAt != "17:00" || first.Chair != d.Leader.Name || first.Place != "Phòng họp tầng 2" {
		t.Errorf("the first sitting is %+v", plan)
	}
	series, err := d.DB.MeetingSeriesByID(t.Context(), policy.See(d.Clerk.Actor, policy.MeetingRead), first.SeriesID)
	if err != nil {
		t.Fatal(err)
	}
	if next := d.Sitting(series); next.Code != "GB-2026-002" || next.Plan().On.String() != "2026-12-07" {
		t.Errorf("the next is %s on %s", next.Code, next.Plan().On)
	}
}

func TestMeetingIsCalledAndMovedByTheOfficeAlone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	plan := meeting.Plan()
	for _, who := range []small.Member{d.Science.Head, d.Science.Officer, d.Leader, d.Observer, d.Admin} {
		_, err := d.App.CallMeeting(t.Context(), who.Actor, plan)
		refused(t, who.Username+" calls a meeting", err, fault.Forbidden, "không có quyền")
	}
	plan.On, plan.AnswerOn, plan.At = plan.On.AddDays(-14), plan.On, "25"
	_, err := d.App.CallMeeting(t.Context(), d.Clerk.Actor, plan)
	refused(t, "a meeting in the past", err, fault.Invalid, "không được trước hôm nay")
	refused(t, "an hour that is none", err, fault.Invalid, "gio: ")
	err = d.App.EditMeeting(t.Context(), d.Clerk.Actor, app.EditMeeting{Code: meeting.Code, Seen: meeting.Version + 1, Plan: meeting.Plan()})
	refused(t, "a stale page", err, fault.Conflict, "vừa được người khác")
	err = d.App.EditMeeting(t.Context(), d.Science.Head.Actor, app.EditMeeting{Code: meeting.Code, Seen: meeting.Version, Plan: meeting.Plan()})
	refused(t, "a head edits", err, fault.NotFound, "")
}

func TestCardPutOffToAMeetingIsOnItsAgenda(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.MeetingSeries()
	o, other := d.Received(d.Science, reform.AreaInstitutions), d.Received(d.Digital, reform.AreaInstitutions)
	d.TableCard(d.Card(reform.CardSent, d.Leader, o), o.Code, d.App.Today().AddDays(7))
	waiting := d.Card(reform.CardSent, d.Leader, other)
	meeting := d.Sitting(series)
	items := d.Agenda(meeting)
	if len(items) != 1 || items[0].Obstacle != o.Code || items[0].CardState != reform.CardSent || items[0].Leader != d.Leader.Name {
		t.Fatalf("the agenda is %+v", items)
	}
	d.AgendaItem(meeting, reform.AgendaWriting{Kind: reform.AgendaCard, CardID: waiting.ID})
	_, err := d.App.AddAgendaItem(t.Context(), d.Clerk.Actor, app.AddAgendaItem{
		Meeting: meeting.Code, AgendaWriting: reform.AgendaWriting{Kind: reform.AgendaCard, CardID: waiting.ID},
	})
	refused(t, "the same card twice", err, fault.Invalid, "chưa có trong chương trình")
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, o.Code, 1)); err != nil {
		t.Fatal(err)
	}
	if now := d.Agenda(meeting)[0]; now.CardState != reform.CardDecided || now.Decider != d.Leader.Name || now.Direction == "" || now.DecidedAt == nil {
		t.Errorf("decided, it is %+v", now)
	}
}

func TestItemsGoUpAndDownAndOff(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	for _, title := range []string{"một", "hai", "ba"} {
		d.AgendaItem(meeting, reform.AgendaWriting{Kind: reform.AgendaMatter, Title: title})
	}
	order := func() string {
		all := ""
		for _, item := range d.Agenda(meeting) {
			all += item.Title + " "
		}
		return all
	}
	shift := func(at int, up bool) error {
		item := d.Agenda(meeting)[at]
		return d.App.ShiftAgendaItem(t.Context(), d.Clerk.Actor, app.ShiftAgendaItem{Meeting: meeting.Code, ID: item.ID, Seen: item.Version, Up: up})
	}
	for _, c := range []struct {
		at   int
		up   bool
		want string
	}{{2, true, "một ba hai "}, {0, true, "một ba hai "}, {0, false, "ba một hai "}, {2, false, "ba một hai "}} {
		if err := shift(c.at, c.up); err != nil || order() != c.want {
			t.Errorf("the order is %q (%v), want %q", order(), err, c.want)
		}
	}
	item := d.Agenda(meeting)[0]
	drop := app.DropAgendaItem{Meeting: meeting.Code, ID: item.ID, Seen: item.Version}
	refused(t, "a leader drops", d.App.DropAgendaItem(t.Context(), d.Leader.Actor, drop), fault.Forbidden, "")
	if err := d.App.DropAgendaItem(t.Context(), d.Clerk.Actor, drop); err != nil || order() != "một hai " {
		t.Errorf("the order is %q (%v)", order(), err)
	}
}

func TestMeetingEndsAfterItsBriefStandsAndOpensAgainWithAReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingPlanned)
	end := func(seen int) error {
		return d.App.MoveMeeting(t.Context(), d.Leader.Actor, app.MoveMeeting{
			Code: meeting.Code, Act: reform.MeetingConclude, Seen: seen, Words: reform.MeetingWords{Attendees: "Đủ."},
		})
	}
	refused(t, "ended before its brief stands", end(meeting.Version), fault.Conflict, "Chốt bản tóm tắt trước")
	frozen := d.FreezeMeeting(meeting)
	refused(t, "ended before it sat", end(frozen.Version), fault.Conflict, "Chưa đến ngày họp")
	d.Clock.Set(meeting.SitsAt.Add(time.Hour))
	if err := end(frozen.Version); err != nil {
		t.Fatal(err)
	}
	over := d.ReadMeeting(meeting.Code)
	if over.State != reform.MeetingConcluded || over.ConcludedBy != d.Leader.Name || !over.ConcludedAt.Equal(d.Clock.Now()) {
		t.Errorf("ended, it is %+v", over)
	}
	_, err := d.App.NoteConclusion(t.Context(), d.Clerk.Actor, app.NoteConclusion{Meeting: meeting.Code, ConclusionWriting: d.Concluding(d.Science)})
	refused(t, "noted after the end", err, fault.Conflict, "đã kết luận")
	reopen := app.MoveMeeting{Code: meeting.Code, Act: reform.MeetingReopen, Seen: over.Version}
	refused(t, "opened without a reason", d.App.MoveMeeting(t.Context(), d.Clerk.Actor, reopen), fault.Invalid, "ly_do")
	reopen.Note = "Bổ sung một kết luận."
	if err := d.App.MoveMeeting(t.Context(), d.Clerk.Actor, reopen); err != nil {
		t.Fatal(err)
	}
	if now := d.ReadMeeting(meeting.Code); now.State != reform.MeetingFrozen || now.ConcludedAt != nil || now.Attendees != "Đủ." {
		t.Errorf("open again, it is %+v", now)
	}
}
