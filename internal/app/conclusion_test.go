package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestConclusionBecomesATaskOfItsUnitAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingFrozen)
	in := app.NoteConclusion{Meeting: meeting.Code, ConclusionWriting: d.Concluding(d.Science)}
	in.Others = []int64{d.Units.Digital.ID}
	noted, err := d.App.NoteConclusion(t.Context(), d.Clerk.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	task := d.Read(noted.Task)
	if task.State != reform.TaskAssigned || task.LeadUnitID != d.Units.Science.ID || task.DueOn != in.DueOn || task.OriginalDueOn != in.DueOn ||
		task.Title != "Rà soát thủ tục chậm giải quyết." || task.Description != in.Text || !task.Concluded || len(task.OtherUnits) != 1 ||
		task.Area != in.Area || task.Deliverable != in.Deliverable {
		t.Errorf("the task is %+v", task)
	}
	hears(t, d, "of the work", map[string]string{
		"khanhdv": task.Code + ": giao theo kết luận giao ban GB-2026-001, hạn 07/12/2026", "gianglv": "giao theo kết luận",
		"phuoclv": "bản tóm tắt", "hoalt": "bản tóm tắt", // that the brief stands, from before
	})
	origin, err := d.DB.TaskMeeting(t.Context(), policy.See(d.Science.Officer.Actor, policy.TaskRead), task.ID)
	if err != nil || origin.Code != meeting.Code || !origin.SitsAt.Equal(meeting.SitsAt) {
		t.Errorf("it came from %+v (%v)", origin, err)
	}
	word := d.Word(meeting, "Biểu dương Phòng Chuyển đổi số.")
	if word.TaskID != 0 || len(concluded(t, d, meeting)) != 2 {
		t.Errorf("the word is %+v", word)
	}
}

func concluded(t *testing.T, d *small.Department, meeting reform.Meeting) []reform.Conclusion {
	t.Helper()
	all, err := d.DB.Conclusions(t.Context(), policy.See(d.Leader.Actor, policy.MeetingRead), meeting.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestConclusionsShowHowTheirTasksStand(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingFrozen)
	noted, _ := d.Conclusion(meeting, d.Science)
	today := d.App.Today()
	one := concluded(t, d, meeting)[0]
	if one.ID != noted.ID || one.Timeliness(today) != reform.OpenInTime || one.Timeliness(today.AddDays(15)) != reform.OpenOverdue || one.Unit != d.Units.Science.Name {
		t.Errorf("it is %+v", one)
	}
	if (reform.Conclusion{Kind: reform.ConclusionWord}).Timeliness(today) != "" {
		t.Error("a word has a class")
	}
}

func TestOnlyThoseWhoConcludeMayAndInTheFieldsTheyHave(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingFrozen)
	in := app.NoteConclusion{Meeting: meeting.Code, ConclusionWriting: d.Concluding(d.Science)}
	note := func(who small.Member) error { _, err := d.App.NoteConclusion(t.Context(), who.Actor, in); return err }
	refused(t, "a head", note(d.Science.Head), fault.NotFound, "")
	refused(t, "an observer", note(d.Observer), fault.Forbidden, "")
	if err := note(d.ViceLeader); err != nil {
		t.Errorf("in a field of hers: %v", err)
	}
	in.Area = reform.AreaInstitutions
	refused(t, "outside her fields", note(d.ViceLeader), fault.Forbidden, "lĩnh vực bạn không phụ trách")
	in.UnitID, in.DueOn, in.Text = d.Units.Outside.ID, d.App.Today().AddDays(-1), ""
	err := note(d.Clerk)
	for _, field := range []string{"chu_tri: ", "han: ", "noi_dung: "} {
		refused(t, "wrong fields", err, fault.Invalid, field)
	}
	if all := concluded(t, d, meeting); len(all) != 1 {
		t.Errorf("%d conclusions", len(all))
	}
}

func TestMeetingBeforeIsTheLastOfItsSeriesWhoseBriefStood(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scope := policy.See(d.Clerk.Actor, policy.MeetingRead)
	series := d.MeetingSeries()
	first := d.FreezeMeeting(d.Sitting(series))
	unfrozen := d.Sitting(series)
	last := d.Sitting(series)
	d.Meeting(reform.MeetingFrozen) // of another series
	before, err := d.DB.MeetingBefore(t.Context(), scope, last)
	if err != nil || before.Code != first.Code {
		t.Errorf("before %s and %s came %s (%v)", last.Code, unfrozen.Code, before.Code, err)
	}
	if _, err := d.DB.MeetingBefore(t.Context(), scope, first); fault.KindOf(err) != fault.NotFound {
		t.Errorf("before the first: %v", err)
	}
	if _, err := d.DB.MeetingBefore(t.Context(), policy.See(d.Science.Head.Actor, policy.MeetingRead), last); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a head reads it: %v", err)
	}
}

func TestWordsOfAConclusionAreMendedAndItsTaskStays(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	meeting := d.Meeting(reform.MeetingFrozen)
	noted, task := d.Conclusion(meeting, d.Science)
	in := app.RewordConclusion{Meeting: meeting.Code, ID: noted.ID, Seen: noted.Version, Text: "Rà soát hết thủ tục."}
	if err := d.App.RewordConclusion(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	refused(t, "a stale page", d.App.RewordConclusion(t.Context(), d.Clerk.Actor, in), fault.Conflict, "")
	if now := concluded(t, d, meeting)[0]; now.Text != in.Text || d.Read(task.Code).Title != task.Title {
		t.Errorf("it is %+v", now)
	}
}
