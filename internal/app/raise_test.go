package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// raiseRefusals returns the kinds of fault that policy and the task give as answers; none when the obstacle is to be raised.
func raiseRefusals(who small.Member, task reform.Task) []fault.Kind {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task.Subject()); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	subject := reform.Obstacle{OfficerID: task.OfficerID, UnitID: task.LeadUnitID, TaskArea: task.Area}.Subject()
	if _, err := policy.Allow(who.Actor, policy.ObstacleRaise, subject); err != nil {
		return []fault.Kind{fault.Forbidden}
	}
	if task.Blockable() != nil {
		return []fault.Kind{fault.Conflict}
	}
	return nil
}

// Raising, by each role, on each kind of task in each state: it is done exactly when policy and the task say so, and the task's page
// offers exactly that.
func TestRaisingIsOfferedExactlyWhereItCanBeDone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	raised := 0
	for _, state := range reform.TaskStates() {
		for _, s := range situations(d) {
			task := s.make(state)
			for _, who := range cast(d) {
				page, _ := d.App.TaskPage(t.Context(), who.Actor, task.Code)
				wanted := raiseRefusals(who, task)
				_, err := d.App.RaiseObstacle(t.Context(), who.Actor, app.RaiseObstacle{Code: task.Code, Blocking: d.Blocking()})
				if shown := page.May.Raise && page.May.RaiseBarred == ""; shown != (err == nil) {
					t.Errorf("%s on %s %s task: offered %v, answered %v", who.Username, s.name, state, shown, err)
				}
				if len(wanted) == 0 && err != nil || len(wanted) > 0 && (err == nil || !slices.Contains(wanted, fault.KindOf(err))) {
					t.Errorf("%s on %s %s task: %v, want %v", who.Username, s.name, state, err, wanted)
				}
				if err == nil {
					raised++
				}
			}
		}
	}
	if raised < 8 {
		t.Errorf("only %d obstacles were raised", raised)
	}
}

func TestObstacleIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, done := d.InProgress(d.Science), d.TaskIn(reform.TaskCompleted, d.Science)
	officer := d.Science.Officer.Actor
	try := func(code string, change func(*reform.Blocking), files ...app.Upload) error {
		in := app.RaiseObstacle{Code: code, Blocking: d.Blocking(), Files: files}
		if change != nil {
			change(&in.Blocking)
		}
		_, err := d.App.RaiseObstacle(t.Context(), officer, in)
		return err
	}
	refused(t, "a task that is over", try(done.Code, nil), fault.Conflict, "Chỉ báo vướng mắc khi")
	refused(t, "no words", try(task.Code, func(b *reform.Blocking) { b.Title = "" }), fault.Invalid, "vuong_mac")
	refused(t, "no cause", try(task.Code, func(b *reform.Blocking) { b.Cause = "weather" }), fault.Invalid, "loai")
	refused(t, "since tomorrow", try(task.Code, func(b *reform.Blocking) { b.SinceOn = d.App.Today().AddDays(1) }), fault.Invalid, "tu_ngay")
	refused(t, "needed yesterday", try(task.Code, func(b *reform.Blocking) { b.NeededBy = d.App.Today().AddDays(-1) }), fault.Invalid, "can_truoc")
	refused(t, "a program", try(task.Code, nil, small.File("cai-dat.exe", "application/x-msdownload", []byte("MZ"))), fault.Invalid, "tep")
	if now := d.Read(task.Code); now.BlockedOnce {
		t.Error("a refused obstacle was kept")
	}
}

func statement(d *small.Department) app.PostReport {
	return app.PostReport{Report: small.Statement(40), Obstacle: &app.RaiseObstacle{
		Blocking: d.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "hai")},
	}}
}

func TestReportAndWhatBlocksAreKeptTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	officer := d.Science.Officer.Actor
	task := d.InProgress(d.Science)
	good := statement(d)
	good.Code = task.Code
	sent, err := d.App.PostReport(t.Context(), officer, good)
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.App.TaskPage(t.Context(), officer, task.Code)
	if err != nil || len(page.Obstacles) != 1 || page.Obstacles[0].ReportID != sent.ID || page.Obstacles[0].State != reform.ObstacleSubmitted {
		t.Fatalf("%+v (%v)", page.Obstacles, err)
	}
	if again, err := d.App.PostReport(t.Context(), officer, good); err != nil || again.ID != sent.ID {
		t.Errorf("the same form again: %d, %v", again.ID, err)
	}
	other := d.InProgress(d.Science)
	for claim, c := range map[string]struct {
		change func(*app.PostReport)
		words  []string
	}{
		"a wrong report":   {func(in *app.PostReport) { in.Report.Done = "" }, []string{"ket_qua"}},
		"a wrong obstacle": {func(in *app.PostReport) { in.Obstacle.Blocking.Tried = "" }, []string{"da_lam"}},
		"both wrong":       {func(in *app.PostReport) { in.Report.Done, in.Obstacle.Blocking.Cause = "", "" }, []string{"ket_qua", "loai"}},
		"a broken file": {func(in *app.PostReport) {
			in.Obstacle.Files[0].Name = "ho\u0301ng.pdf"
		}, nil},
		"a file refused": {func(in *app.PostReport) {
			in.Obstacle.Files = []app.Upload{small.File("a.exe", "application/x-msdownload", []byte("MZ"))}
		}, []string{reform.BlockedFilesField}},
	} {
		in := statement(d)
		in.Code = other.Code
		c.change(&in)
		_, err := d.App.PostReport(t.Context(), officer, in)
		for _, word := range c.words {
			refused(t, claim, err, fault.Invalid, word)
		}
		if now := d.Read(other.Code); err == nil || now.BlockedOnce || now.Percent != other.Percent || now.LastReportAt != nil || len(reports(t, d, other)) != 0 {
			t.Errorf("%s: %v, and something was kept: %+v", claim, err, now.Progress)
		}
	}
	if page, _ = d.App.TaskPage(t.Context(), officer, task.Code); len(page.Obstacles) != 1 || len(page.Reports) != 1 {
		t.Errorf("%d obstacles, %d reports", len(page.Obstacles), len(page.Reports))
	}
}

func TestReturnedObstacleIsSaidAnewAndSentAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleReturned, d.InProgress(d.Science), d.Science)
	form, err := d.App.MendForm(t.Context(), d.Science.Officer.Actor, o.Code)
	if err != nil || form.Closed != "" || form.Return.Note == "" || form.Return.Actor != d.Science.Head.Name {
		t.Fatalf("%+v (%v)", form, err)
	}
	d.Clock.Advance(24 * time.Hour)
	in := app.MendObstacle{Code: o.Code, Seen: o.Version, Blocking: d.Blocking(), Files: []app.Upload{small.PDF("bo-sung.pdf", "ba")}}
	in.Blocking.Tried = "Đã có công văn số 15 và làm việc ngày 20/11."
	stale := in
	stale.Seen--
	refused(t, "a stale page", d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, stale), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "a colleague", d.App.MendObstacle(t.Context(), d.Colleague.Actor, in), fault.Forbidden, "không có quyền")
	refused(t, "another unit", d.App.MendObstacle(t.Context(), d.Digital.Head.Actor, in), fault.NotFound, "Không tìm thấy")
	wrong := in
	wrong.Blocking.Request = ""
	refused(t, "nothing asked for", d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, wrong), fault.Invalid, "de_nghi")
	if err := d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, in); err != nil {
		t.Fatal(err)
	}
	now := d.ReadObstacle(o.Code)
	if now.State != reform.ObstacleSubmitted || now.Tried != in.Blocking.Tried || now.Version != o.Version+1 || now.DueOn.IsZero() || !now.EnteredAt.Equal(d.Clock.Now()) {
		t.Errorf("%+v", now)
	}
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	files, err := d.DB.ObstacleFiles(t.Context(), scope, o.ID)
	if err != nil || len(files) != 1 || files[0].Name != "bo-sung.pdf" {
		t.Errorf("%v (%v)", files, err)
	}
	refused(t, "sent already", d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, in), fault.Conflict, "")
	event := newest(t, d, 1)[0]
	if event.Action != string(policy.ObstacleRaise) || event.ObjectName != o.Code {
		t.Errorf("%+v", event)
	}
}

func TestHeadWhoMendsAnObstacleDoesNotConfirmIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleReturned, d.InProgress(d.Science), d.Science)
	if err := d.App.MendObstacle(t.Context(), d.Science.Head.Actor, app.MendObstacle{Code: o.Code, Seen: o.Version, Blocking: d.Blocking()}); err != nil {
		t.Fatal(err)
	}
	if now := d.ReadObstacle(o.Code); now.AuthorID != d.Science.Head.Person {
		t.Errorf("its author is %s", now.Author)
	}
	in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleConfirm, Seen: o.Version + 1}
	refused(t, "the head's own words", d.App.MoveObstacle(t.Context(), d.Science.Head.Actor, in), fault.Forbidden, "không tự xác nhận")
	if err := d.App.MoveObstacle(t.Context(), d.Leader.Actor, in); err != nil {
		t.Errorf("a leader confirms for the head: %v", err)
	}
}

func TestFileOfAnObstacleIsReadWithinReach(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	o, err := d.App.RaiseObstacle(t.Context(), d.Science.Officer.Actor, app.RaiseObstacle{
		Code: task.Code, Blocking: d.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "một")},
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := d.DB.ObstacleFiles(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.ID)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v (%v)", files, err)
	}
	for _, who := range d.Everybody() {
		_, allowed := policy.Allow(who.Actor, policy.FileRead, task.Subject())
		_, err := d.App.File(t.Context(), who.Actor, files[0].ID)
		if (err == nil) != (allowed == nil) || err != nil && fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v, policy says %v", who.Username, err, allowed)
		}
	}
}

func TestTaskTellsItsObstacles(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	page, err := d.App.TaskPage(t.Context(), d.Observer.Actor, task.Code)
	if err != nil || page.Obstacles != nil || page.Blocked.Steps != nil {
		t.Errorf("a task without obstacles: %+v (%v)", page.Blocked, err)
	}
	d.Obstacle(reform.ObstacleReceived, task, d.Science)
	page, err = d.App.TaskPage(t.Context(), d.Observer.Actor, task.Code)
	if err != nil || len(page.Obstacles) != 1 || len(page.Blocked.Steps) != 3 || !strings.HasPrefix(page.Blocked.Steps[0].ObjectName, "VM-") {
		t.Errorf("%+v (%v)", page.Blocked, err)
	}
}
