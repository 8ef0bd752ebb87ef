package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// sentTask is a task that was sent as complete, with the report that did it.
type sentTask struct {
	task   reform.Task
	report reform.Report
}

// keepSent notes the task's newest report where it is a completion.
func (l *land) keepSent(task reform.Task) {
	l.t.Helper()
	reports, err := l.DB.Reports(l.t.Context(), policy.See(l.Clerk.Actor, policy.TaskRead), task.ID, 1)
	if err != nil {
		l.t.Fatal(err)
	}
	if len(reports) > 0 && reports[0].Kind == reform.ReportCompletion {
		l.sent = append(l.sent, sentTask{task, reports[0]})
	}
}

// waiting returns the science division's report that waits for its head.
func (l *land) waiting() reform.Report { return l.UnderWay(l.in(reform.TaskSubmitted)) }

// signOffTargets are the pages of completion reports, or the steps out of each one's state.
func (l *land) signOffTargets(route server.Route, who small.Member) []target {
	var all []target
	for _, sent := range l.sent {
		if route.Pattern == paths.SignOff {
			all = append(all, target{paths.ToSignOff(sent.report.ID), fateOf(who, sent.task, policy.TaskRead)})
			continue
		}
		for _, step := range reform.CompletionFlow.Out(sent.report.State) {
			path, f := paths.ToSignOffAct(sent.report.ID, string(step.Act)), fateOf(who, sent.task, policy.TaskRead)
			if _, err := policy.Allow(who.Actor, step.Needs, sent.report.Subject(sent.task)); err != nil && f == allowed {
				f = forbidden
			}
			if step.Act == reform.CompletionSubmit {
				f = missing // has a form of its own
			}
			all = append(all, target{path, f})
		}
	}
	return append(all, target{unknown(strings.ReplaceAll(route.Pattern, "{viec}", "approve"), "999999"), missing})
}

// pdfFor is a file for the field that is a PDF as far as the portal looks.
func pdfFor(field, name string) file {
	return file{field, name, "application/pdf", strings.NewReader("%PDF-1.7\n" + name)}
}

func TestFilesOfEachDeliverableAreToldApart(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.DraftTitled("Hai sản phẩm")
	in := p.Assignment(task, p.Science)
	in.Deliverable = "Tờ trình\nDanh mục"
	if err := p.App.AssignTask(t.Context(), p.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	task = p.Move(p.Read(task.Code), p.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: p.Science.Officer.Person})
	v := p.as(p.Science.Officer)
	values := url.Values{"ket_qua": {"Đã xong."}, "phien_ban": {strconv.Itoa(task.Version)}, "ma_gui": {uuid.NewString()}, "so_1": {"12/TTr"}}
	got := v.upload(paths.ToCompletion(task.Code), values, pdfFor("tep_1", "to-trinh.pdf"), file{"tep_2", "a.exe", "application/pdf", strings.NewReader("MZ\x90")})
	want(t, "a file that is not taken", got, http.StatusUnprocessableEntity)
	page := got.page(t)
	page.sound()
	page.saysWrong("tep_2")
	page.keeps(page.form(paths.ToCompletion(task.Code)), url.Values{"ket_qua": {"Đã xong."}, "so_1": {"12/TTr"}})
	got = v.upload(paths.ToCompletion(task.Code), values, pdfFor("tep_1", "to-trinh.pdf"), pdfFor("tep_2", "danh-muc.pdf"))
	want(t, "the form put right", got, http.StatusSeeOther)
	again := v.upload(paths.ToCompletion(task.Code), values, pdfFor("tep_1", "to-trinh.pdf"), pdfFor("tep_2", "danh-muc.pdf"))
	if again.StatusCode != http.StatusSeeOther || again.to() != got.to() {
		t.Errorf("sent again: %d to %q, first to %q", again.StatusCode, again.to(), got.to())
	}
	report := p.UnderWay(task)
	proofs, err := p.DB.Evidence(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), []int64{report.ID})
	if err != nil || len(proofs) != 3 || proofs[1].FileName != "to-trinh.pdf" || proofs[2].Position != 2 || proofs[2].FileName != "danh-muc.pdf" {
		t.Errorf("%+v (%v)", proofs, err)
	}
	read := v.get(got.to())
	for _, words := range []string{"12/TTr", "to-trinh.pdf", "danh-muc.pdf", "Chờ lãnh đạo đơn vị duyệt", "<iframe"} {
		if !strings.Contains(read.body, words) {
			t.Errorf("the report's page lacks %q", words)
		}
	}
}

func TestWhatIsShownInAPageMayBeFramedByThePortalAlone(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.Reported(p.Science, 40)
	files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	v := p.as(p.Clerk)
	for path, ancestors := range map[string]string{
		paths.ToFileView(files[0].ID): "frame-ancestors 'self'", paths.ToFile(files[0].ID): "frame-ancestors 'none'", paths.ToTask(task.Code): "frame-ancestors 'none'",
	} {
		guard := v.get(path).Header.Get("Content-Security-Policy")
		if !strings.Contains(guard, ancestors) || path != paths.ToTask(task.Code) && !strings.Contains(guard, "default-src 'none'") {
			t.Errorf("%s is kept by %q", path, guard)
		}
	}
}

func TestManyAreSignedOffAndEachRefusalIsTold(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two, stale := p.Submitted(p.Science), p.Submitted(p.Science), p.Submitted(p.Science)
	v := p.as(p.Science.Head)
	queue := v.get(paths.ToApprove).page(t)
	queue.sound()
	form := queue.form(paths.ToApprove)
	want(t, "nothing chosen", v.post(paths.ToApprove, form.values), http.StatusUnprocessableEntity)
	form = v.get(paths.ToApprove).page(t).form(paths.ToApprove)
	for _, task := range []reform.Task{one, two, stale} {
		report := p.UnderWay(task)
		form.values.Add("chon", strconv.FormatInt(report.ID, 10)+":"+strconv.Itoa(report.Version))
	}
	p.exec("update report set version = version + 1 where id = " + strconv.FormatInt(p.UnderWay(stale).ID, 10))
	got := v.post(paths.ToApprove, form.values)
	want(t, "one of three is stale", got, http.StatusConflict)
	got.page(t).sound()
	for _, words := range []string{"Đã duyệt 2 báo cáo; 1 báo cáo chưa thực hiện được", stale.Code, "vừa được người khác thay đổi"} {
		if !strings.Contains(got.body, words) {
			t.Errorf("the answer lacks %q", words)
		}
	}
	for task, state := range map[string]reform.ReportState{one.Code: reform.ReportApproved, two.Code: reform.ReportApproved, stale.Code: reform.ReportSubmitted} {
		if got := p.UnderWay(p.Read(task)).State; got != state {
			t.Errorf("%s is %s", task, got)
		}
	}
	clerk := p.as(p.Clerk)
	form = clerk.get(paths.ToVerify).page(t).form(paths.ToVerify)
	report := p.UnderWay(one)
	form.values.Add("chon", strconv.FormatInt(report.ID, 10)+":"+strconv.Itoa(report.Version))
	want(t, "all are accepted", clerk.post(paths.ToVerify, form.values), http.StatusSeeOther)
	if now := p.Read(one.Code); now.State != reform.TaskCompleted {
		t.Errorf("%s is %s", now.Code, now.State)
	}
}
