package app_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const said = "Đơn vị thống nhất, gửi kèm số liệu."

func cooperating(unit reform.Unit) reform.TaskUnit {
	return reform.TaskUnit{UnitID: unit.ID, Part: reform.Cooperating, Share: "Cung cấp số liệu"}
}

// shareOf returns the unit's share of the task as it is now.
func shareOf(t *testing.T, d *small.Department, task reform.Task, unit reform.Unit) reform.TaskUnit {
	t.Helper()
	shares, err := d.DB.EveryShare(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	at := slices.IndexFunc(shares, func(s reform.TaskUnit) bool { return s.UnitID == unit.ID })
	if err != nil || at < 0 {
		t.Fatalf("%s has no share in %s (%v)", unit.Name, task.Code, err)
	}
	return shares[at]
}

func answer(t *testing.T, d *small.Department, who small.Member, task reform.Task, share reform.TaskUnit, files ...app.Upload) error {
	t.Helper()
	return d.App.AnswerShare(t.Context(), who.Actor, app.AnswerShare{Code: task.Code, Share: share.ID, Seen: share.Version, Answer: said, Files: files})
}

func askAgain(t *testing.T, d *small.Department, who small.Member, task reform.Task, share reform.TaskUnit) error {
	t.Helper()
	return d.App.AskShareAgain(t.Context(), who.Actor, app.AskShareAgain{Code: task.Code, Share: share.ID, Seen: share.Version, Note: "Nêu rõ số liệu."})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// withAnswer returns a task of the digital division whose share the unit has answered.
func withAnswer(t *testing.T, d *small.Department, unit reform.Unit, by small.Member) (reform.Task, reform.TaskUnit) {
	t.Helper()
	task := d.InProgress(d.Digital, cooperating(unit))
	must(t, answer(t, d, by, task, shareOf(t, d, task, unit)))
	return task, shareOf(t, d, task, unit)
}

// Each act on a share, by each role, on a share of one's own unit, of one below it and of another's: it is taken exactly when
// policy and the flow say so, and the task's page offers exactly what can be taken.
func TestSharesAreAnsweredAndAskedForByThoseWhoMay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, owing := range []small.Team{d.Science, d.Centre} {
		for _, state := range []reform.ShareState{reform.ShareAsked, reform.ShareAnswered} {
			for _, who := range append(cast(d), d.Digital.Head, d.Digital.Officer, d.Centre.Head, d.Centre.Officer) {
				for _, act := range []reform.ShareAct{reform.ShareAnswer, reform.ShareAskAgain} {
					tryShare(t, d, owing, state, who, act)
				}
			}
		}
	}
}

func tryShare(t *testing.T, d *small.Department, owing small.Team, state reform.ShareState, who small.Member, act reform.ShareAct) {
	t.Helper()
	task := d.InProgress(d.Digital, cooperating(owing.Unit))
	share := shareOf(t, d, task, owing.Unit)
	if state == reform.ShareAnswered {
		must(t, answer(t, d, owing.Head, task, share))
		share = shareOf(t, d, task, owing.Unit)
	}
	claim := fmt.Sprintf("%s (%v): %s of the %s share of %s", who.Username, who.Roles, act, state, owing.Unit.Name)
	page, _ := d.App.TaskPage(t.Context(), who.Actor, task.Code)
	shown := slices.ContainsFunc(page.Shares, func(s app.ShareMay) bool {
		return act == reform.ShareAnswer && s.MayAnswer || act == reform.ShareAskAgain && s.MayAskAgain
	})
	try := map[reform.ShareAct]func(*testing.T, *small.Department, small.Member, reform.Task, reform.TaskUnit) error{
		reform.ShareAnswer: func(t *testing.T, d *small.Department, who small.Member, task reform.Task, share reform.TaskUnit) error {
			return d.App.AnswerShare(t.Context(), who.Actor, app.AnswerShare{Code: task.Code, Share: share.ID, Seen: share.Version, Answer: "Ý kiến khác."})
		},
		reform.ShareAskAgain: askAgain,
	}[act]
	err := try(t, d, who, task, share)
	if shown != (err == nil) {
		t.Errorf("%s: offered %v, answered %v", claim, shown, err)
	}
	wanted := shareRefusals(who, task, share, act)
	if len(wanted) == 0 && err != nil || len(wanted) > 0 && (err == nil || !slices.Contains(wanted, fault.KindOf(err)) || fault.Sentence(err) == "") {
		t.Errorf("%s: %v, want one of %v", claim, err, wanted)
	}
}

// shareRefusals are the kinds of fault that policy and the flow give as answers; none when the act is to be taken.
func shareRefusals(who small.Member, task reform.Task, share reform.TaskUnit, act reform.ShareAct) []fault.Kind {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task.Subject()); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	needs := map[reform.ShareAct]policy.Action{reform.ShareAnswer: policy.ShareAnswer, reform.ShareAskAgain: policy.ShareAskAgain}[act]
	var kinds []fault.Kind
	if _, err := reform.ShareFlow.Next(share.State, act); err != nil {
		kinds = append(kinds, fault.Conflict)
	}
	if _, err := policy.Allow(who.Actor, needs, share.Subject(act, task)); err != nil {
		kinds = append(kinds, fault.Forbidden)
	}
	return kinds
}

func TestAnswerIsKeptWithItsFilesAndItsLine(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital, cooperating(d.Units.Science))
	before := lines(t, d)
	must(t, answer(t, d, d.Science.Officer, task, shareOf(t, d, task, d.Units.Science), small.PDF("so-lieu.pdf", "x")))
	share := shareOf(t, d, task, d.Units.Science)
	if share.State != reform.ShareAnswered || share.Answer != said || share.Answerer != "Nguyễn Văn An" || !share.AnsweredAt.Equal(d.Clock.Now()) {
		t.Errorf("%+v", share)
	}
	event := newest(t, d, 1)[0]
	if lines(t, d) != before+1 || event.Action != "share.answer" || event.ObjectKind != "share" || event.ObjectID != share.ID || event.ObjectName != task.Code {
		t.Errorf("%d lines more, %+v", lines(t, d)-before, event)
	}
	page, err := d.App.TaskPage(t.Context(), d.Digital.Officer.Actor, task.Code)
	told := slices.ContainsFunc(page.Events, func(e reform.AuditEvent) bool { return e.ID == event.ID })
	if err != nil || len(page.Files) != 1 || page.Files[0].ShareID != share.ID || !told {
		t.Errorf("the lead sees %+v, told %v (%v)", page.Files, told, err)
	}
}

func TestSameAnswerSentTwiceIsOneAnswer(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital, cooperating(d.Units.Science))
	share := shareOf(t, d, task, d.Units.Science)
	must(t, answer(t, d, d.Science.Officer, task, share))
	before := lines(t, d)
	must(t, answer(t, d, d.Science.Officer, task, share))
	if now := shareOf(t, d, task, d.Units.Science); now.Version != share.Version+1 || lines(t, d) != before {
		t.Errorf("version %d after %d, %d lines more", now.Version, share.Version, lines(t, d)-before)
	}
	refused(t, "a colleague's on the same page", answer(t, d, d.Colleague, task, share), fault.Conflict, "trạng thái hiện tại")
}

func TestShareIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, done := withAnswer(t, d, d.Units.Science, d.Science.Officer)
	other := d.InProgress(d.Digital, cooperating(d.Units.Science))
	share := shareOf(t, d, other, d.Units.Science)
	try := func(change func(*app.AnswerShare)) error {
		in := app.AnswerShare{Code: other.Code, Share: share.ID, Seen: share.Version, Answer: said}
		change(&in)
		return d.App.AnswerShare(t.Context(), d.Science.Head.Actor, in)
	}
	refused(t, "no words", try(func(in *app.AnswerShare) { in.Answer = "" }), fault.Invalid, "tra_loi")
	refused(t, "a stale page", try(func(in *app.AnswerShare) { in.Seen = 0 }), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "a share of another task", try(func(in *app.AnswerShare) { in.Share = done.ID }), fault.NotFound, "Không tìm thấy")
	refused(t, "a program", try(func(in *app.AnswerShare) {
		in.Files = []app.Upload{small.File("a.exe", "application/x-msdownload", []byte("MZ"))}
	}), fault.Invalid, "tep")
	refused(t, "asking again without a reason", d.App.AskShareAgain(t.Context(), d.Digital.Officer.Actor,
		app.AskShareAgain{Code: task.Code, Share: done.ID, Seen: done.Version}), fault.Invalid, "ly_do")
	d.Move(d.Read(other.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không cần nữa."})
	refused(t, "a task that is over", try(func(*app.AnswerShare) {}), fault.Conflict, "đã kết thúc")
	if now := shareOf(t, d, other, d.Units.Science); now.State != reform.ShareAsked || now.Version != share.Version {
		t.Errorf("%+v", now)
	}
}

func TestShareAskedForAgainKeepsTheFirstAnswerInThePast(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, share := withAnswer(t, d, d.Units.Science, d.Science.Officer)
	d.Clock.Advance(time.Hour)
	must(t, askAgain(t, d, d.Digital.Officer, task, share))
	again := shareOf(t, d, task, d.Units.Science)
	if again.State != reform.ShareAsked || again.AskedAgain != "Nêu rõ số liệu." || again.Answer != said {
		t.Errorf("%+v", again)
	}
	d.Clock.Advance(time.Hour)
	must(t, d.App.AnswerShare(t.Context(), d.Colleague.Actor, app.AnswerShare{Code: task.Code, Share: again.ID, Seen: again.Version, Answer: "42 hồ sơ."}))
	page, err := d.App.TaskPage(t.Context(), d.Digital.Officer.Actor, task.Code)
	var told []string
	for _, event := range page.Events {
		for _, change := range event.Changes {
			if change.Field == "answer" {
				told = append(told, change.To)
			}
		}
	}
	if err != nil || !slices.Equal(told, []string{"42 hồ sơ.", said}) || page.Shares[0].Answer != "42 hồ sơ." || page.Shares[0].AskedAgain != "" {
		t.Errorf("told %q, %+v (%v)", told, page.Shares, err)
	}
}

func TestGivingATaskAgainKeepsItsAnswers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Digital, cooperating(d.Units.Science), cooperating(d.Units.Centre))
	must(t, answer(t, d, d.Science.Officer, task, shareOf(t, d, task, d.Units.Science), small.PDF("a.pdf", "x")))
	first := shareOf(t, d, task, d.Units.Science)
	decline := app.MoveTask{Act: reform.TaskDecline, Note: "Không thuộc chức năng."}
	task = d.Assign(d.Move(d.Read(task.Code), d.Digital.Head, decline), d.Digital, cooperating(d.Units.Science))
	if now := shareOf(t, d, task, d.Units.Science); now.ID != first.ID || now.State != reform.ShareAnswered || now.Answer != said {
		t.Errorf("the share that stays became %+v", now)
	}
	if units := task.OtherUnits; !slices.Equal(units, []int64{d.Units.Science.ID}) {
		t.Errorf("beside the lead stand %v", units)
	}
	task = d.Assign(d.Move(task, d.Digital.Head, decline), d.Science)
	dropped := shareOf(t, d, task, d.Units.Science)
	if dropped.State != reform.ShareWithdrawn || dropped.Answer != said || len(task.OtherUnits) != 0 {
		t.Errorf("the share of what became the lead is %+v beside %v", dropped, task.OtherUnits)
	}
	withdrawn := slices.ContainsFunc(newest(t, d, 2), func(e reform.AuditEvent) bool { return e.ObjectKind == "share" && e.ObjectID == dropped.ID })
	if !withdrawn {
		t.Error("nothing in the audit log tells of the share that was dropped")
	}
}

func TestUnitWithdrawnSeesTheTaskNoLonger(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Digital, cooperating(d.Units.Science))
	must(t, answer(t, d, d.Science.Officer, task, shareOf(t, d, task, d.Units.Science), small.PDF("a.pdf", "x")))
	page, err := d.App.TaskPage(t.Context(), d.Science.Head.Actor, task.Code)
	must(t, err)
	decline := app.MoveTask{Act: reform.TaskDecline, Note: "Không thuộc chức năng."}
	task = d.Assign(d.Move(d.Read(task.Code), d.Digital.Head, decline), d.Digital)
	for _, who := range []small.Member{d.Science.Officer, d.Science.Head} {
		_, err := d.App.TaskPage(t.Context(), who.Actor, task.Code)
		refused(t, who.Username+" opens the task", err, fault.NotFound, "")
		_, err = d.App.File(t.Context(), who.Actor, page.Files[0].ID)
		refused(t, who.Username+" opens the file", err, fault.NotFound, "")
		list, err := d.App.TaskList(t.Context(), who.Actor, reform.TaskFilter{})
		if err != nil || list.Total != 0 || len(list.Lines) != 0 {
			t.Errorf("%s still lists %d tasks (%v)", who.Username, list.Total, err)
		}
	}
	task = d.Assign(d.Move(task, d.Digital.Head, decline), d.Digital, cooperating(d.Units.Science))
	if again := shareOf(t, d, task, d.Units.Science); again.State != reform.ShareAsked || again.Answer != said {
		t.Errorf("asked for again it is %+v", again)
	}
}

func TestFileOfAnAnswerIsReadWithinTheTasksReach(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital, cooperating(d.Units.Science), reform.TaskUnit{UnitID: d.Units.Centre.ID, Part: reform.Monitoring})
	must(t, answer(t, d, d.Science.Officer, task, shareOf(t, d, task, d.Units.Science), small.PDF("a.pdf", "x")))
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, task.Code)
	must(t, err)
	for _, who := range d.Everybody() {
		_, allowed := policy.Allow(who.Actor, policy.FileRead, task.Subject())
		before := lines(t, d)
		_, err := d.App.File(t.Context(), who.Actor, page.Files[0].ID)
		if (err == nil) != (allowed == nil) || err != nil && fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v, policy says %v", who.Username, err, allowed)
		}
		if own := who.Person == d.Science.Officer.Person; err == nil && !own && lines(t, d) != before+1 {
			t.Errorf("%s reads somebody else's file and %d lines tell of it", who.Username, lines(t, d)-before)
		}
	}
}

func TestFileOfAnAnswerIsNoProductOfTheTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital, cooperating(d.Units.Science))
	must(t, answer(t, d, d.Science.Officer, task, shareOf(t, d, task, d.Units.Science), small.PDF("a.pdf", "x")))
	in := small.Completion(d.Read(task.Code))
	in.Proofs[0] = app.Proof{Kept: []int64{files(t, d, task)[0].ID}}
	_, err := send(t, d, d.Digital.Officer, in)
	refused(t, "sending it with another unit's file alone", err, fault.Invalid, "tep_cu_1")
}

func TestUnitFindsWhatItOwes(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	late, own := cooperating(d.Units.Science), cooperating(d.Units.Science)
	own.DueOn = d.App.Today().AddDays(3)
	first, second := d.InProgress(d.Digital, late), d.InProgress(d.Digital, own)
	withAnswer(t, d, d.Units.Science, d.Science.Head)
	over := d.InProgress(d.Digital, late)
	d.Move(over, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	want := []string{second.Code, first.Code}
	owed := func(lines []reform.ShareLine) []string {
		var codes []string
		for _, line := range lines {
			codes = append(codes, line.Code)
		}
		return codes
	}
	for _, who := range []small.Member{d.Science.Officer, d.Colleague, d.Science.Head} {
		page, err := d.App.WorkPage(t.Context(), who.Actor, reform.TaskFilter{})
		if err != nil || !slices.Equal(owed(page.Owed.Lines), want) || !page.Owed.May {
			t.Errorf("%s owes %+v, want %v (%v)", who.Username, page.Owed, want, err)
		}
	}
	unit, err := d.App.UnitPage(t.Context(), d.Science.Head.Actor, 0, reform.DueNow)
	if err != nil || !slices.Equal(owed(unit.Owed.Lines), want) || unit.Owed.Lines[0].DueOn != own.DueOn || unit.Owed.Lines[1].DueOn != first.DueOn {
		t.Errorf("the unit's page shows %+v (%v)", unit.Owed, err)
	}
	watched, err := d.App.UnitPage(t.Context(), d.Leader.Actor, d.Units.Science.ID, reform.DueNow)
	if err != nil || len(watched.Owed.Lines) != 2 || watched.Owed.May {
		t.Errorf("who only watches sees %+v (%v)", watched.Owed, err)
	}
	if page, err := d.App.WorkPage(t.Context(), d.Digital.Officer.Actor, reform.TaskFilter{}); err != nil || len(page.Owed.Lines) != 0 {
		t.Errorf("the lead owes %+v (%v)", page.Owed, err)
	}
}

func TestShareIsNotDueAfterItsTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	in := d.Assignment(task, d.Digital, cooperating(d.Units.Science))
	in.Units[0].DueOn = in.DueOn.AddDays(1)
	refused(t, "a day after", d.App.AssignTask(t.Context(), d.Clerk.Actor, in), fault.Invalid, reform.ShareDueField(d.Units.Science.ID))
	in.Units[0].DueOn = in.DueOn
	must(t, d.App.AssignTask(t.Context(), d.Clerk.Actor, in))
}

func TestOfficeAnswersForItsOwnShare(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital, cooperating(d.Units.Office), cooperating(d.Units.Science))
	must(t, answer(t, d, d.Clerk, task, shareOf(t, d, task, d.Units.Office)))
	refused(t, "the Office for another unit", answer(t, d, d.Clerk, task, shareOf(t, d, task, d.Units.Science)), fault.Forbidden, "không có quyền")
}

func TestUnitThatAnsweredMayComeToLeadTheTaskAndGoBeside(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, _ := withAnswer(t, d, d.Units.Science, d.Science.Officer)
	give := func(unit reform.Unit) {
		t.Helper()
		task = d.Read(task.Code)
		to := reform.Reassignment{LeadUnit: unit.ID, KeepOld: true, Note: "Đúng chức năng."}
		must(t, d.App.ReassignTask(t.Context(), d.Clerk.Actor, app.ReassignTask{Code: task.Code, Seen: task.Version, To: to}))
	}
	give(d.Units.Science)
	if now := shareOf(t, d, task, d.Units.Science); now.State != reform.ShareWithdrawn || now.Answer != said {
		t.Errorf("the share of what leads the task now is %+v", now)
	}
	if now := d.Read(task.Code); !slices.Equal(now.OtherUnits, []int64{d.Units.Digital.ID}) {
		t.Errorf("beside it stand %v", now.OtherUnits)
	}
	give(d.Units.Centre)
	if now := shareOf(t, d, task, d.Units.Science); now.State != reform.ShareAsked || now.Answer != said {
		t.Errorf("beside the task again its share is %+v", now)
	}
}
