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
