package app_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func preview(t *testing.T, d *small.Department, code string) app.BriefPreview {
	t.Helper()
	p, err := d.App.BriefPreview(t.Context(), d.Clerk.Actor, code)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBriefTellsWhatWaitsWhatChangedAndWhatWasPromised(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	late := d.InProgress(d.Science)
	card := d.Received(d.Digital, reform.AreaProcedures)
	d.Card(reform.CardSent, d.Leader, card)
	first := d.Sitting(d.MeetingSeries())
	was := d.Snapshot(first)
	d.Clock.Set(first.SitsAt)
	d.Conclude(d.ReadMeeting(first.Code))
	d.Clock.Advance(40 * 24 * time.Hour)
	series, err := d.DB.MeetingSeriesByID(t.Context(), policy.See(d.Clerk.Actor, policy.MeetingRead), first.SeriesID)
	if err != nil {
		t.Fatal(err)
	}
	next := d.Sitting(series)
	b := preview(t, d, next.Code).Whole
	if b.SinceCode != was.Code || !b.Since.Equal(was.At) || b.Numbers.Before != was.Brief.Numbers.Now {
		t.Errorf("it compares with %s at %s, %+v", b.SinceCode, b.Since, b.Numbers.Before)
	}
	if len(b.Decide) != 1 || b.Decide[0].Obstacle != card.Code || b.Decide[0].Waited < 20 || b.Decide[0].Proposed == "" || b.Numbers.Wait.Now != 1 {
		t.Errorf("to decide: %+v, %+v", b.Decide, b.Numbers.Wait)
	}
	if !slices.ContainsFunc(b.Changes, func(c reform.BriefChange) bool { return c.Kind == reform.NewsOverdue && c.Code == late.Code }) {
		t.Errorf("changes: %+v", b.Changes)
	}
	if len(b.Questions) < 2 || !strings.Contains(strings.Join(b.Questions, " "), card.Code) {
		t.Errorf("to ask: %q", b.Questions)
	}
	units, areas := reform.Classes{}, reform.Classes{}
	for _, row := range b.Units {
		units = units.Plus(row.Now)
	}
	for _, row := range b.Areas {
		areas = areas.Plus(row.Now)
	}
	if units != b.Numbers.Now || areas != b.Numbers.Now || units.Total() == 0 {
		t.Errorf("units make %+v, areas %+v, of %+v", units, areas, b.Numbers.Now)
	}
}

func TestOfficeMovesLinesOutAndWordsTheQuestions(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Card(reform.CardSent, d.Leader, d.Received(d.Digital, reform.AreaProcedures))
	d.InProgress(d.Science)
	meeting := d.Sitting(d.MeetingSeries())
	keys := preview(t, d, meeting.Code).Whole.Keys()
	if len(keys) < 2 {
		t.Fatalf("lines %q", keys)
	}
	in := app.PrepareBrief{Code: meeting.Code, Seen: meeting.Version, LeftOut: keys[:1], Questions: "Vì sao chậm?\nBao giờ xong?"}
	if err := d.App.PrepareBrief(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	p := preview(t, d, meeting.Code)
	if slices.Contains(p.Brief.Keys(), keys[0]) || p.Brief.LeftOut != 1 || !slices.Equal(p.Brief.Questions, []string{"Vì sao chậm?", "Bao giờ xong?"}) {
		t.Errorf("the brief is %+v", p.Brief)
	}
	if err := d.App.PrepareBrief(t.Context(), d.Clerk.Actor, in); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a stale page prepared it: %v", err)
	}
	for _, who := range []small.Member{d.Science.Head, d.Leader, d.Observer, d.Admin} {
		in.Seen = p.Meeting.Version
		if err := d.App.PrepareBrief(t.Context(), who.Actor, in); err == nil {
			t.Errorf("%s prepared it", who.Name)
		}
		if _, err := d.App.FreezeMeeting(t.Context(), who.Actor, app.FreezeMeeting{Code: meeting.Code, Seen: p.Meeting.Version}); err == nil {
			t.Errorf("%s froze it", who.Name)
		}
	}
	frozen := d.Snapshot(p.Meeting)
	frozen.Brief.Code, p.Brief.At = "", frozen.Brief.At
	if !reflect.DeepEqual(frozen.Brief.Sections(), p.Brief.Sections()) {
		t.Errorf("frozen:\n%+v\nshown before:\n%+v", frozen.Brief.Sections(), p.Brief.Sections())
	}
}

func TestBriefThatTwoPagesDoNotHoldIsNotFrozen(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Sitting(d.MeetingSeries())
	if _, err := d.DB.Pool().Exec(t.Context(), `update meeting set questions = repeat('mmmm ', 290) where code = $1`, meeting.Code); err != nil {
		t.Fatal(err)
	}
	for n := range 30 {
		task := d.InProgress(d.Science)
		if _, err := d.DB.Pool().Exec(t.Context(), `update task set title = repeat('Rà soát thủ tục ', 18) || $2::text where id = $1`, task.ID, strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
	}
	p := preview(t, d, meeting.Code)
	_, err := d.App.FreezeMeeting(t.Context(), d.Clerk.Actor, app.FreezeMeeting{Code: meeting.Code, Seen: meeting.Version})
	if p.Room.Fits() || fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "thừa") {
		t.Fatalf("%+v frozen: %v", p.Room, err)
	}
	in := app.PrepareBrief{Code: meeting.Code, Seen: meeting.Version, LeftOut: p.Proposed, Questions: "Vì sao?"}
	if err := d.App.PrepareBrief(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	if s := d.Snapshot(d.ReadMeeting(meeting.Code)); s.Brief.LeftOut != len(p.Proposed) || !s.Brief.Measure().Fits() {
		t.Errorf("%d lines were moved out of %d proposed", s.Brief.LeftOut, len(p.Proposed))
	}
}
