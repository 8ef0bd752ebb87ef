package app_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func post(t *testing.T, d *small.Department, who small.Member, task reform.Task, report reform.Report, files ...app.Upload) (reform.Report, error) {
	t.Helper()
	return d.App.PostReport(t.Context(), who.Actor, app.PostReport{Code: task.Code, Report: report, Files: files})
}

func reports(t *testing.T, d *small.Department, task reform.Task) []reform.Report {
	t.Helper()
	page, err := d.App.TaskPage(t.Context(), d.Clerk.Actor, task.Code)
	if err != nil {
		t.Fatal(err)
	}
	return page.Reports
}

func TestReportMovesTheTasksProgress(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	d.Report(task, d.Science.Officer, 30)
	d.Clock.Advance(time.Hour)
	in := small.Statement(55)
	in.ExpectedOn = d.App.Today().AddDays(9)
	in.ID, in.TaskID, in.AuthorID, in.UnitID, in.PercentBefore, in.Kind = 77, 77, 77, 77, 77, reform.ReportCompletion
	if _, err := post(t, d, d.Science.Officer, task, in); err != nil {
		t.Fatal(err)
	}
	got := reports(t, d, task)[0]
	if got.Percent != 55 || got.PercentBefore != 30 || got.AuthorID != d.Science.Officer.Person ||
		got.UnitID != d.Units.Science.ID || got.TaskID != task.ID || got.Kind != reform.ReportUpdate || !got.ReportedAt.Equal(d.Clock.Now()) || got.ExpectedOn != in.ExpectedOn {
		t.Errorf("%+v", got)
	}
	now := d.Read(task.Code)
	if now.Percent != 55 || now.LastReportAt == nil || !now.LastReportAt.Equal(d.Clock.Now()) || now.State != reform.TaskInProgress {
		t.Errorf("the task stands at %d%%, last reported %v", now.Percent, now.LastReportAt)
	}
	event := newest(t, d, 1)[0]
	if event.Action != "report.post" || event.ObjectKind != "report" || event.ObjectID != got.ID || event.ObjectName != task.Code || event.ActorID != d.Science.Officer.Person {
		t.Errorf("%+v", event)
	}
}

func TestSameFormSentAgainIsOneReport(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	form := small.Statement(40)
	first, err := post(t, d, d.Science.Officer, task, form, small.PDF("a.pdf", "x"))
	if err != nil {
		t.Fatal(err)
	}
	before := lines(t, d)
	changed := form
	changed.Percent, changed.Done = 90, "Khác"
	second, err := post(t, d, d.Science.Officer, task, changed, small.PDF("a.pdf", "x"))
	if err != nil || second.ID != first.ID || second.Percent != 40 {
		t.Errorf("the second is %+v (%v)", second, err)
	}
	if n := len(reports(t, d, task)); n != 1 || d.Read(task.Code).Percent != 40 || lines(t, d) != before {
		t.Errorf("%d reports, %d%%, %d lines more", n, d.Read(task.Code).Percent, lines(t, d)-before)
	}
	if other, err := post(t, d, d.Science.Head, task, form); err != nil || other.ID == first.ID {
		t.Errorf("another person's form of the same number is %+v (%v)", other, err)
	}
}

func TestFormSentManyTimesAtOnceIsOneReport(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	form := small.Statement(40)
	ids := make(chan int64, 8)
	for range cap(ids) {
		go func() {
			report, err := post(t, d, d.Science.Officer, task, form, small.PDF("a.pdf", "x"))
			if err != nil {
				t.Errorf("%v", err)
			}
			ids <- report.ID
		}()
	}
	first := <-ids
	for range cap(ids) - 1 {
		if id := <-ids; id != first {
			t.Errorf("reports %d and %d", first, id)
		}
	}
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil || len(page.Reports) != 1 || len(page.Files) != 1 {
		t.Errorf("%d reports with %d files (%v)", len(page.Reports), len(page.Files), err)
	}
}

func TestReportIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	beside := reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating}
	task := d.InProgress(d.Science, beside)
	sent := d.Submitted(d.Science)
	tokenless := small.Statement(10)
	tokenless.Token = "1"
	silent := small.Statement(10)
	silent.Done = ""
	for _, c := range []struct {
		claim  string
		who    small.Member
		task   reform.Task
		report reform.Report
		kind   fault.Kind
		words  string
	}{
		{"a colleague", d.Colleague, task, small.Statement(10), fault.Forbidden, "không có quyền"},
		{"a unit beside the lead", d.Digital.Head, task, small.Statement(10), fault.Forbidden, "không có quyền"},
		{"the Office", d.Clerk, task, small.Statement(10), fault.Forbidden, "không có quyền"},
		{"another unit", d.Centre.Head, task, small.Statement(10), fault.NotFound, "Không tìm thấy"},
		{"sent already", d.Science.Officer, sent, small.Statement(10), fault.Conflict, "Chờ xác nhận"},
		{"a form without its number", d.Science.Officer, task, tokenless, fault.Invalid, "mã gửi"},
		{"nothing done", d.Science.Officer, task, silent, fault.Invalid, "ket_qua"},
	} {
		_, err := post(t, d, c.who, c.task, c.report)
		refused(t, c.claim, err, c.kind, c.words)
	}
	if n := len(reports(t, d, task)); n != 0 {
		t.Errorf("%d reports were kept", n)
	}
}

func TestLateReportSaysWhy(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	report := small.Statement(10)
	report.LateReason = ""
	d.Clock.Set(task.DueOn.AddDays(1).Start().Add(-time.Second))
	if _, err := post(t, d, d.Science.Officer, task, report); err != nil {
		t.Errorf("in the last second of the due day: %v", err)
	}
	d.Clock.Advance(time.Second)
	report.Token = uuid.NewString()
	_, err := post(t, d, d.Science.Officer, task, report)
	refused(t, "a second later", err, fault.Invalid, "ly_do_qua_han")
}

func TestRefusedFilesKeepNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	good := small.PDF("tot.pdf", "x")
	many := make([]app.Upload, reform.FilesPerForm+1)
	for i := range many {
		many[i] = small.PDF("a.pdf", "x")
	}
	for claim, files := range map[string][]app.Upload{
		"a program":                {good, small.File("cai-dat.exe", "application/x-msdownload", []byte("MZ"))},
		"a program in disguise":    {small.File("bao-cao.pdf", "application/x-msdownload", []byte("MZ"))},
		"a script":                 {small.File("a.sh", "text/plain; charset=utf-8", []byte("#!/bin/sh"))},
		"a page":                   {small.File("a.html", "text/html; charset=utf-8", []byte("<script>"))},
		"an empty file":            {small.File("a.pdf", "application/pdf", nil)},
		"more files than one form": many,
	} {
		_, err := post(t, d, d.Science.Officer, task, small.Statement(10), files...)
		refused(t, claim, err, fault.Invalid, "tep")
	}
	broken := small.PDF("hong.pdf", "x")
	broken.Bytes = strings.NewReader("")
	broken.Name = "ho\u0301ng.pdf"
	if _, err := post(t, d, d.Science.Officer, task, small.Statement(10), good, broken); err == nil {
		t.Error("a name in decomposed form was kept")
	}
	var blobs, attachments int
	err := d.DB.Pool().QueryRow(t.Context(), `select (select count(*) from blob), (select count(*) from attachment)`).Scan(&blobs, &attachments)
	if err != nil || blobs != 0 || attachments != 0 || len(reports(t, d, task)) != 0 {
		t.Errorf("%d blobs, %d attachments, %d reports (%v)", blobs, attachments, len(reports(t, d, task)), err)
	}
}

func TestFilesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	for _, size := range []int{1, 256<<10 - 1, 256 << 10, 256<<10 + 1, 1<<20 + 7} {
		content := bytes.Repeat([]byte{0, 1, 2, 255, '\n'}, size/5+1)[:size]
		d.Report(task, d.Science.Officer, 10, small.File("so-lieu.pdf", "application/pdf", content))
		page, err := d.App.TaskPage(t.Context(), d.Clerk.Actor, task.Code)
		if err != nil {
			t.Fatal(err)
		}
		file, err := d.App.File(t.Context(), d.Clerk.Actor, page.Files[0].ID)
		var back bytes.Buffer
		copyErr := d.App.CopyFile(t.Context(), &back, file)
		if err != nil || copyErr != nil || !bytes.Equal(back.Bytes(), content) || file.Size != int64(size) || file.Name != "so-lieu.pdf" || file.MediaType != "application/pdf" {
			t.Errorf("of %d bytes %d came back, %+v (%v, %v)", size, back.Len(), file, err, copyErr)
		}
	}
}

func TestSameBytesAreKeptOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, other := d.InProgress(d.Science), d.InProgress(d.Digital)
	done := make(chan error, 2)
	send := func(who small.Member, task reform.Task, name string) {
		_, err := post(t, d, who, task, small.Statement(10), small.PDF(name, "cùng một nội dung"))
		done <- err
	}
	go send(d.Science.Officer, task, "a.pdf")
	go send(d.Digital.Officer, other, "b.pdf")
	for range 2 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	var blobs, attachments, pieces int
	err := d.DB.Pool().QueryRow(t.Context(), `select (select count(*) from blob), (select count(*) from attachment), (select count(*) from blob_piece)`).
		Scan(&blobs, &attachments, &pieces)
	if err != nil || blobs != 1 || attachments != 2 || pieces != 1 {
		t.Errorf("%d blobs in %d pieces for %d attachments (%v)", blobs, pieces, attachments, err)
	}
	var kept []byte
	sum := sha256.Sum256([]byte("%PDF-1.7\ncùng một nội dung"))
	if err := d.DB.Pool().QueryRow(t.Context(), `select sha256 from blob`).Scan(&kept); err != nil || !bytes.Equal(kept, sum[:]) {
		t.Errorf("kept under %x (%v)", kept, err)
	}
}

func TestFileIsReadWithinReachAndItsReadingIsKept(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Monitoring})
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil {
		t.Fatal(err)
	}
	id := page.Files[0].ID
	for _, who := range d.Everybody() {
		before := lines(t, d)
		_, allowed := policy.Allow(who.Actor, policy.FileRead, task.Subject())
		_, err := d.App.File(t.Context(), who.Actor, id)
		if (err == nil) != (allowed == nil) || err != nil && fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v, policy says %v", who.Username, err, allowed)
		}
		kept := lines(t, d) - before
		if own := who.Person == d.Science.Officer.Person; kept != 0 && (own || err != nil) || kept != 1 && !own && err == nil {
			t.Errorf("%s: %d lines (%v)", who.Username, kept, err)
		}
	}
}
