package app_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// demanding returns a task of the science division under way that names two deliverables, with one file reported.
func demanding(t *testing.T, d *small.Department) reform.Task {
	t.Helper()
	task := d.Draft()
	in := d.Assignment(task, d.Science)
	in.Deliverable = "Tờ trình\n\n  Danh mục văn bản  \n"
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	task = d.Move(d.Read(task.Code), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	d.Report(task, d.Science.Officer, 60, small.PDF("bao-cao.pdf", task.Code))
	return d.Read(task.Code)
}

func send(t *testing.T, d *small.Department, who small.Member, in app.SubmitCompletion) (reform.Report, error) {
	t.Helper()
	return d.App.SubmitCompletion(t.Context(), who.Actor, in)
}

func evidence(t *testing.T, d *small.Department, report reform.Report) []reform.Evidence {
	t.Helper()
	out, err := d.DB.Evidence(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), []int64{report.ID})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryDeliverableNeedsItsEvidence(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := demanding(t, d)
	files := files(t, d, task)
	in := small.Completion(task)
	in.Proofs = []app.Proof{{}, {Number: strings.Repeat("9", 101)}}
	_, err := send(t, d, d.Science.Officer, in)
	refused(t, "nothing for the first", err, fault.Invalid, "so_1")
	refused(t, "a number without end for the second", err, fault.Invalid, "so_2")
	in.Proofs = []app.Proof{{Number: "12/TTr-SKHCN"}}
	_, err = send(t, d, d.Science.Officer, in)
	refused(t, "nothing for the second", err, fault.Invalid, "so_2")
	in.Proofs = []app.Proof{{Number: "12/TTr-SKHCN", Files: []app.Upload{small.PDF("to-trinh.pdf", "x")}}, {Kept: []int64{files[0].ID}}}
	report, err := send(t, d, d.Science.Officer, in)
	if err != nil {
		t.Fatal(err)
	}
	got := evidence(t, d, report)
	if len(got) != 3 || got[0].Number != "12/TTr-SKHCN" || got[0].Deliverable != "Tờ trình" || got[1].FileName != "to-trinh.pdf" ||
		got[1].MediaType != "application/pdf" || got[2].Deliverable != "Danh mục văn bản" || got[2].AttachmentID != files[0].ID {
		t.Errorf("%+v", got)
	}
	if now := d.Read(task.Code); now.State != reform.TaskSubmitted || now.Percent != 60 || !now.Sent || now.SubmittedOn != d.App.Today() {
		t.Errorf("sent, the task is %+v", now)
	}
}

func TestTaskWithoutDeliverablesStillNeedsEvidence(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	in := d.Assignment(task, d.Science)
	in.Deliverable = ""
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	task = d.Move(d.Read(task.Code), d.Science.Head, app.MoveTask{Act: reform.TaskAccept})
	sent := small.Completion(task)
	sent.Proofs = nil
	_, err := send(t, d, d.Science.Head, sent)
	refused(t, "nothing at all", err, fault.Invalid, "Sản phẩm, tài liệu kiểm chứng")
	if _, err := send(t, d, d.Science.Head, small.Completion(task)); err != nil {
		t.Error(err)
	}
}

func TestOnlyFilesOfTheTaskAreChosenAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, other := demanding(t, d), d.Reported(d.Digital, 40)
	in := small.Completion(task)
	in.Proofs[1] = app.Proof{Kept: []int64{files(t, d, other)[0].ID}}
	_, err := send(t, d, d.Science.Officer, in)
	refused(t, "another unit's file", err, fault.Invalid, "tep_cu_2")
}

func files(t *testing.T, d *small.Department, task reform.Task) []reform.Attachment {
	t.Helper()
	out, err := d.DB.TaskFiles(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(out) == 0 {
		t.Fatalf("%d files (%v)", len(out), err)
	}
	return out
}

func TestCompletionIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	beside := reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating}
	task := d.InProgress(d.Science, beside)
	try := func(who small.Member, change func(*app.SubmitCompletion)) error {
		in := small.Completion(task)
		change(&in)
		_, err := send(t, d, who, in)
		return err
	}
	same := func(*app.SubmitCompletion) {}
	before := lines(t, d)
	refused(t, "a colleague", try(d.Colleague, same), fault.Forbidden, "không có quyền")
	refused(t, "a unit that cooperates", try(d.Digital.Head, same), fault.Forbidden, "không có quyền")
	refused(t, "another unit", try(d.Branch.Head, same), fault.NotFound, "Không tìm thấy")
	refused(t, "the Office", try(d.Clerk, same), fault.Forbidden, "không có quyền")
	refused(t, "a leader", try(d.Leader, same), fault.Forbidden, "không có quyền")
	refused(t, "no words", try(d.Science.Officer, func(in *app.SubmitCompletion) { in.Report.Done = "" }), fault.Invalid, "ket_qua")
	refused(t, "a stale page", try(d.Science.Officer, func(in *app.SubmitCompletion) { in.Seen-- }), fault.Conflict, "vừa được người khác")
	refused(t, "no number of the form", try(d.Science.Officer, func(in *app.SubmitCompletion) { in.Report.Token = "" }), fault.Invalid, "mã gửi")
	refused(t, "a wrong file", try(d.Science.Officer, func(in *app.SubmitCompletion) {
		in.Proofs[0].Files = []app.Upload{small.File("a.exe", "application/x-msdownload", []byte("MZ"))}
	}), fault.Invalid, "tep_1")
	refused(t, "eleven files", try(d.Science.Officer, func(in *app.SubmitCompletion) {
		for range reform.FilesPerForm {
			in.Proofs[0].Files = append(in.Proofs[0].Files, small.PDF("a.pdf", "x"))
		}
	}), fault.Invalid, "10 tệp")
	if after := d.Read(task.Code); after.Version != task.Version || after.Sent || lines(t, d) != before {
		t.Errorf("refused, yet the task is %+v, %d lines more", after, lines(t, d)-before)
	}
	d.Clock.Set(task.DueOn.AddDays(1).Start())
	refused(t, "late and silent", try(d.Science.Officer, func(in *app.SubmitCompletion) { in.Report.LateReason = "" }), fault.Invalid, "ly_do_qua_han")
	d.Complete(task, d.Science.Officer)
	refused(t, "sent already", try(d.Science.Officer, same), fault.Conflict, "trạng thái hiện tại")
}

func TestSameCompletionSentAgainIsOneReport(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	in := small.Completion(task)
	answers := make(chan int64, 6)
	for range cap(answers) {
		go func() {
			again := in
			again.Proofs = small.Completion(task).Proofs
			report, err := send(t, d, d.Science.Officer, again)
			if err != nil {
				t.Error(err)
			}
			answers <- report.ID
		}()
	}
	first := <-answers
	for range cap(answers) - 1 {
		if id := <-answers; id != first {
			t.Errorf("reports %d and %d", first, id)
		}
	}
	if n := len(reports(t, d, task)); n != 1 || len(evidence(t, d, newestReport(t, d, task).report)) != 1 {
		t.Errorf("%d reports", n)
	}
}

func TestReturnedReportIsSentAgainInItsPlace(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := demanding(t, d)
	first := small.Completion(task)
	first.Proofs[0].Number = "12/TTr-SKHCN"
	report, err := send(t, d, d.Science.Officer, first)
	if err != nil {
		t.Fatal(err)
	}
	task = d.Sign(d.Read(task.Code), d.Science.Head, reform.CompletionReturn)
	d.Clock.Advance(time.Hour)
	again := small.Completion(task)
	again.Report.Done = "Đã bổ sung phụ lục."
	again.Proofs = []app.Proof{{Number: "15/TTr-SKHCN"}, {Kept: []int64{files(t, d, task)[0].ID}}}
	second, err := send(t, d, d.Science.Head, again)
	if err != nil || second.ID != report.ID || second.State != reform.ReportSubmitted || second.Version != report.Version+2 {
		t.Fatalf("%+v (%v)", second, err)
	}
	now := newestReport(t, d, task)
	if now.report.AuthorID != d.Science.Head.Person || now.report.Done != "Đã bổ sung phụ lục." || !now.report.ReportedAt.Equal(d.Clock.Now()) ||
		now.task.State != reform.TaskSubmitted {
		t.Errorf("%+v", now.report)
	}
	sent, err := d.DB.ReportSent(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), d.Science.Head.Person, again.Report.Token)
	if err != nil || sent.ID != report.ID {
		t.Errorf("under the number of the second form stands report %d (%v)", sent.ID, err)
	}
	if got := evidence(t, d, second); len(got) != 2 || got[0].Number != "15/TTr-SKHCN" {
		t.Errorf("evidence %+v", got)
	}
	_, err = d.App.SignOff(t.Context(), d.Science.Head.Actor, d.SigningOff(task, reform.CompletionApprove))
	refused(t, "the head who wrote it anew", err, fault.Forbidden, "không tự xác nhận")
}

func TestEachStepOfACompletionLeavesItsLines(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	step := func(claim string, want []string, deed func()) {
		t.Helper()
		before := lines(t, d)
		deed()
		var got []string
		for _, e := range newest(t, d, lines(t, d)-before) {
			got = append(got, e.ObjectKind+" "+e.Action)
			if e.ObjectName != task.Code {
				t.Errorf("%s names %q", claim, e.ObjectName)
			}
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("%s left %v, want %v", claim, got, want)
		}
	}
	step("sending", []string{"task report.submit", "report report.submit"}, func() { d.Complete(task, d.Science.Officer) })
	step("sending back", []string{"task report.send_back", "report report.approve"}, func() { d.Sign(task, d.Science.Head, reform.CompletionReturn) })
	step("sending again", []string{"task report.submit", "report report.submit"}, func() { d.Complete(d.Read(task.Code), d.Science.Officer) })
	step("approving", []string{"report report.approve"}, func() { d.Sign(task, d.Science.Head, reform.CompletionApprove) })
	step("accepting", []string{"task report.accept", "report report.accept"}, func() { d.Sign(task, d.Clerk, reform.CompletionAccept) })
}
