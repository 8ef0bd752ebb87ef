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

// handOver is everything of the science division's officer, for their colleague.
func handOver(d *small.Department, tasks ...reform.Task) app.HandOver {
	in := app.HandOver{Person: d.Science.Officer.Person, Successor: d.Colleague.Person}
	for _, task := range tasks {
		in.Tasks = append(in.Tasks, app.HeldTask{Code: task.Code, Seen: task.Version})
	}
	return in
}

// typed keeps a draft of the member's at the form.
func typed(t *testing.T, d *small.Department, who small.Member, form string) {
	t.Helper()
	_, err := d.DB.Pool().Exec(t.Context(), `insert into form_draft (person_id, form, title, fields, page, turn, saved_at)
		values ($1, $2, 'Báo cáo tiến độ', '{"ket_qua": ["riêng"]}', gen_random_uuid(), 1, $3)`,
		who.Person, form, d.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
}

func TestOnePersonsWorkGoesToAnotherInOneAct(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := []reform.Task{d.InProgress(d.Science), d.Submitted(d.Science), d.TaskIn(reform.TaskSuspended, d.Science)}
	kept, done := d.InProgress(d.Science), d.TaskIn(reform.TaskCompleted, d.Science)
	typed(t, d, d.Science.Officer, "/nhiem-vu/"+tasks[0].Code+"/bao-cao")
	typed(t, d, d.Science.Officer, "/nhiem-vu/"+kept.Code+"/bao-cao")
	typed(t, d, d.Science.Officer, "/nhiem-vu/moi")
	typed(t, d, d.Colleague, "/nhiem-vu/moi")
	d.Deputyship(d.Science.Head, d.Science.Officer, d.App.Today(), d.App.Today().AddDays(3))
	in := handOver(d, tasks...)
	in.Drafts, in.EndDeputies = []string{"/nhiem-vu/" + tasks[0].Code + "/bao-cao", "/nhiem-vu/moi"}, true
	moved, to, err := d.App.HandOver(t.Context(), d.Science.Head.Actor, in)
	if err != nil || to != d.Colleague.Name || moved != (reform.HandedOver{Tasks: 3, Drafts: 1, Deputies: 1}) {
		t.Fatalf("%+v to %s (%v)", moved, to, err)
	}
	for _, task := range tasks {
		if now := d.Read(task.Code); now.OfficerID != d.Colleague.Person || now.State != task.State {
			t.Errorf("%s, %s, is %s's", task.Code, now.State, now.Officer)
		}
	}
	if d.Read(kept.Code).OfficerID != d.Science.Officer.Person || d.Read(done.Code).OfficerID != d.Science.Officer.Person {
		t.Error("a task that was not chosen, or is over, moved too")
	}
	page, err := d.App.HandOverPage(t.Context(), d.Science.Head.Actor, d.Science.Officer.Person)
	if err != nil || page.Total != 1 || len(page.Drafts) != 2 || len(page.Deputies) != 0 {
		t.Errorf("what is left: %+v (%v)", page, err)
	}
	event := newest(t, d, 1)[0]
	if event.Action != "work.hand_over" || event.ObjectName != d.Science.Officer.Username || event.Note != moved.Sentence(d.Colleague.Name) {
		t.Errorf("the audit log ends with %+v", event)
	}
}

func TestHandOverIsForTheHeadOfTheBranchAndTheChief(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		task := d.InProgress(d.Centre)
		in := app.HandOver{Person: d.Centre.Officer.Person, Successor: d.Centre.Head.Person, Tasks: []app.HeldTask{{Code: task.Code, Seen: task.Version}}}
		_, pageErr := d.App.HandOverPage(t.Context(), who.Actor, d.Centre.Officer.Person)
		_, _, err := d.App.HandOver(t.Context(), who.Actor, in)
		switch who.Username {
		case d.Centre.Head.Username, d.Branch.Head.Username, d.Chief.Username:
			if err != nil || pageErr != nil {
				t.Errorf("%s: %v, %v", who.Username, err, pageErr)
			}
		case d.Science.Head.Username, d.Digital.Head.Username:
			refused(t, who.Username, err, fault.NotFound, "Không tìm thấy")
			refused(t, who.Username+", the page", pageErr, fault.NotFound, "Không tìm thấy")
		default:
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
			refused(t, who.Username+", the page", pageErr, fault.Forbidden, "không có quyền")
		}
	}
}

func TestHandOverIsAllOrNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first, second := d.InProgress(d.Science), d.InProgress(d.Science)
	head := d.Science.Head
	stale := handOver(d, first, second)
	stale.Tasks[1].Seen--
	stranger := handOver(d, first, second)
	stranger.Successor = d.Digital.Officer.Person
	clerk := handOver(d, first)
	clerk.Successor = d.Clerk.Person
	herself := handOver(d, first)
	herself.Successor = herself.Person
	others := handOver(d, first, d.Assigned(d.Science))
	for _, c := range []struct {
		claim string
		in    app.HandOver
		kind  fault.Kind
		words string
	}{
		{"a stale page", stale, fault.Conflict, "vừa được người khác thay đổi"}, {"another unit's officer", stranger, fault.Invalid, "nhiem_vu"},
		{"one who takes no tasks", clerk, fault.Invalid, "nguoi_nhan"}, {"the person themselves", herself, fault.Invalid, "nguoi_nhan"},
		{"nobody", app.HandOver{Person: d.Science.Officer.Person}, fault.Invalid, "nguoi_nhan"}, {"nothing", handOver(d), fault.Invalid, "nhiem_vu"},
		{"a task that is not theirs", others, fault.Conflict, "không còn do người này xử lý"},
	} {
		before := lines(t, d)
		_, _, err := d.App.HandOver(t.Context(), head.Actor, c.in)
		refused(t, c.claim, err, c.kind, c.words)
		if lines(t, d) != before || d.Read(first.Code).OfficerID != d.Science.Officer.Person {
			t.Errorf("%s: something moved", c.claim)
		}
	}
}

func TestWhoHoldsOpenTasksStaysInTheUnit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Science.Officer.Person)
	if err != nil {
		t.Fatal(err)
	}
	moved, closed, renamed := person, person, person
	moved.UnitID, closed.Active, renamed.Position = d.Units.Digital.ID, false, "Chuyên viên chính"
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, renamed); err != nil {
		t.Errorf("another position in the same unit: %v", err)
	}
	moved.Version, closed.Version = person.Version+1, person.Version+1
	refused(t, "changing unit", d.App.EditPerson(t.Context(), d.Admin.Actor, moved), fault.Invalid, "don_vi")
	refused(t, "closing the account", d.App.EditPerson(t.Context(), d.Admin.Actor, closed), fault.Invalid, "dang_dung")
	form, err := d.App.PersonForm(t.Context(), d.Admin.Actor, person.ID)
	if err != nil || form.Held != 1 || form.MayHandOver {
		t.Errorf("the form says %d tasks, handing over %v (%v)", form.Held, form.MayHandOver, err)
	}
	if _, _, err := d.App.HandOver(t.Context(), d.Science.Head.Actor, handOver(d, task)); err != nil {
		t.Fatal(err)
	}
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, moved); err != nil {
		t.Errorf("after the handover: %v", err)
	}

}

func TestOnlyHeadSeesWhatWaitsForThem(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	_, err := d.DB.Pool().Exec(t.Context(), `insert into extension (task_id, author_id, reason, from_on, proposed_on, requested_at) values ($1, $2, 'Chờ số liệu', $3, $4, $5)`,
		task.ID, d.Science.Officer.Person, task.DueOn.String(), task.DueOn.AddDays(5).String(), d.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	waiting := func() []reform.Waiting {
		page, err := d.App.HandOverPage(t.Context(), d.Chief.Actor, d.Science.Head.Person)
		if err != nil {
			t.Fatal(err)
		}
		return page.Waiting
	}
	if got := waiting(); len(got) != 1 || got[0].Code != task.Code || got[0].Kind != reform.WaitExtension {
		t.Errorf("%+v", got)
	}
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Colleague.Person)
	if err != nil {
		t.Fatal(err)
	}
	person.Roles = []policy.Role{policy.Head}
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, person); err != nil {
		t.Fatal(err)
	}
	if got := waiting(); len(got) != 0 {
		t.Errorf("with a second head: %+v", got)
	}
}

func TestWhatAPersonFollowsGoesWithTheirOtherWork(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	follow(t, d, d.SecondClerk.Person, d.InProgress(d.Science), d.InProgress(d.Digital))
	page, err := d.App.HandOverPage(t.Context(), d.Chief.Actor, d.SecondClerk.Person)
	offered := slices.ContainsFunc(page.Successors, func(p reform.Person) bool { return p.ID == d.Clerk.Person })
	if err != nil || page.Followed != 2 || !offered {
		t.Errorf("%d are followed, the clerk is offered: %t (%v)", page.Followed, offered, err)
	}
	in := app.HandOver{Person: d.SecondClerk.Person, Successor: d.Colleague.Person, Followed: true}
	_, _, err = d.App.HandOver(t.Context(), d.Chief.Actor, in)
	refused(t, "to who is not of the Office", err, fault.Invalid, "người của Văn phòng")
	in.Successor = d.Clerk.Person
	moved, _, err := d.App.HandOver(t.Context(), d.Chief.Actor, in)
	if err != nil || moved != (reform.HandedOver{Followed: 2}) {
		t.Fatalf("%+v (%v)", moved, err)
	}
	if page := board(t, d, d.Clerk, reform.BoardFilter{Follower: reform.FollowedByMe}); page.Total != 2 {
		t.Errorf("the successor follows %d tasks", page.Total)
	}
	if list, err := d.App.Notices(t.Context(), d.Clerk.Actor, 1); err != nil || len(list.Notices) != 1 || list.Notices[0].Title != "Bạn được giao theo dõi 2 nhiệm vụ" {
		t.Errorf("%+v (%v)", list.Notices, err)
	}
	if note := newest(t, d, 1)[0].Note; note != "Đã bàn giao việc theo dõi 2 nhiệm vụ cho "+d.Clerk.Name+"." {
		t.Errorf("the audit log says %q", note)
	}
}
