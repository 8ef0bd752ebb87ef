package app_test

import (
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// follow has the clerk give the tasks to the person (0: nobody).
func follow(t *testing.T, d *small.Department, person int64, tasks ...reform.Task) app.FollowsMade {
	t.Helper()
	in := app.FollowTasks{Person: person}
	for _, task := range tasks {
		in.Tasks = append(in.Tasks, task.Code)
	}
	made, err := d.App.FollowTasks(t.Context(), d.Clerk.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAPersonOfTheOfficeFollowsTasksAndIsToldOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first, second, done := d.InProgress(d.Science), d.Assigned(d.Digital), d.TaskIn(reform.TaskCompleted, d.Science)
	if made := follow(t, d, d.SecondClerk.Person, first, second, done); made.Given != 2 || made.Skipped != 1 || made.Name != d.SecondClerk.Name {
		t.Errorf("%+v", made)
	}
	if task := d.Read(first.Code); task.Follower != d.SecondClerk.Name || task.Version != first.Version {
		t.Errorf("followed by %q, version %d of %d", task.Follower, task.Version, first.Version)
	}
	list, err := d.App.Notices(t.Context(), d.SecondClerk.Actor, 1)
	if err != nil || len(list.Notices) != 1 || list.Notices[0].Kind != reform.NoticeFollow || list.Notices[0].Title != "Bạn được giao theo dõi 2 nhiệm vụ" {
		t.Errorf("%+v (%v)", list.Notices, err)
	}
	acts := auditOf(t, d, policy.TaskFollow)
	if len(acts) != 2 || !slices.Equal(acts[0].Changes, []reform.Change{{Field: "follower", To: d.SecondClerk.Name}}) {
		t.Errorf("%+v", acts)
	}
	if made := follow(t, d, 0, first); made.Given != 1 || d.Read(first.Code).Follower != "" {
		t.Errorf("nobody follows it: %+v", made)
	}
}

func TestTheBoardShowsWhatEachFollows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	mine, theirs, nobodys := d.InProgress(d.Science), d.InProgress(d.Digital), d.InProgress(d.Centre)
	follow(t, d, d.Clerk.Person, mine)
	follow(t, d, d.SecondClerk.Person, theirs)
	for follower, want := range map[int64]reform.Task{
		reform.FollowedByMe: mine, d.SecondClerk.Person: theirs, reform.FollowedByNobody: nobodys,
	} {
		f := reform.BoardFilter{Follower: follower}
		page := board(t, d, d.Clerk, reform.BoardFilterIn(f.Query().Encode()))
		if len(page.Lines) != 1 || page.Total != 1 || page.Lines[0].Code != want.Code {
			t.Errorf("%s: %d of %d lines", f.Query().Encode(), len(page.Lines), page.Total)
		}
	}
	if page := board(t, d, d.SecondClerk, reform.BoardFilter{Follower: reform.FollowedByMe}); len(page.Lines) != 1 || page.Lines[0].Follower != d.SecondClerk.Name {
		t.Errorf("another reader's own: %+v", page.Lines)
	}
	preview, err := d.App.FollowPage(t.Context(), d.Clerk.Actor, app.NudgePick{Filter: &reform.BoardFilter{Follower: reform.FollowedByMe}})
	if err != nil || len(preview.Tasks) != 1 || preview.Tasks[0].Follower != d.Clerk.Name || len(preview.People) != 3 {
		t.Errorf("%+v (%v)", preview, err)
	}
}

func TestOnlyTheOfficeSaysWhoFollows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, done := d.InProgress(d.Science), d.TaskIn(reform.TaskCompleted, d.Science)
	give := func(who small.Member, person int64, codes ...string) error {
		_, err := d.App.FollowTasks(t.Context(), who.Actor, app.FollowTasks{Tasks: codes, Person: person})
		return err
	}
	refused(t, "a head", give(d.Science.Head, d.Clerk.Person, task.Code), fault.Forbidden, "không có quyền")
	refused(t, "a leader", give(d.Leader, d.Clerk.Person, task.Code), fault.Forbidden, "không có quyền")
	refused(t, "an officer as follower", give(d.Clerk, d.Science.Officer.Person, task.Code), fault.Invalid, "")
	refused(t, "no task", give(d.Clerk, d.Clerk.Person), fault.Invalid, "")
	refused(t, "what is over", give(d.Clerk, d.Clerk.Person, done.Code), fault.Conflict, "đã kết thúc")
	_, err := d.App.FollowPage(t.Context(), d.Science.Head.Actor, app.NudgePick{Codes: []string{task.Code}})
	refused(t, "a head's page", err, fault.Forbidden, "không có quyền")
}

func TestTasksOfAFollowerWhoLeavesWaitForAnother(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first, second, done := d.InProgress(d.Science), d.InProgress(d.Digital), d.InProgress(d.Centre)
	follow(t, d, d.SecondClerk.Person, first, second, done)
	d.Move(done, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
	edit := func(change func(*reform.Person)) {
		t.Helper()
		person, err := d.App.Person(t.Context(), d.Admin.Actor, d.SecondClerk.Person)
		if err == nil {
			change(&person)
			err = d.App.EditPerson(t.Context(), d.Admin.Actor, person)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	waits := func() int {
		t.Helper()
		page := board(t, d, d.Clerk, reform.BoardFilter{Follower: reform.FollowedByGone})
		if len(page.Lines) != page.Total || page.Left != page.Total || page.Total > 0 && !page.Lines[0].FollowerLeft {
			t.Errorf("the list has %d of %d, the board says %d", len(page.Lines), page.Total, page.Left)
		}
		return page.Total
	}
	edit(func(p *reform.Person) { p.Position = "Chuyên viên chính" })
	if n := waits(); n != 0 {
		t.Errorf("%d tasks wait while nobody left", n)
	}
	edit(func(p *reform.Person) { p.UnitID = d.Units.Science.ID })
	if n := waits(); n != 2 {
		t.Errorf("%d tasks wait after the follower moved, of 2 that are open", n)
	}
	for _, who := range []small.Member{d.Clerk, d.Chief} {
		list, err := d.App.Notices(t.Context(), who.Actor, 1)
		if err != nil || len(list.Notices) != 1 || list.Notices[0].Title != d.SecondClerk.Name+" chuyển công tác hoặc nghỉ: 2 nhiệm vụ cần giao lại người theo dõi" {
			t.Errorf("%s is told %+v (%v)", who.Username, list.Notices, err)
		}
	}
	follow(t, d, d.SecondClerk.Person, first) // who moved may be asked again
	follow(t, d, d.Chief.Person, second)
	if n := waits(); n != 0 {
		t.Errorf("%d tasks wait that were given again", n)
	}
	edit(func(p *reform.Person) { p.Active = false })
	if n := waits(); n != 1 {
		t.Errorf("%d tasks wait after the account was closed, of 1", n)
	}
}
