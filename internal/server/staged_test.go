package server_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// staged is what a script hears of a file it sent.
type staged struct {
	ID    int64
	Name  string
	Size  string
	Error string
}

func (v *visitor) stage(files ...file) (answer, staged) {
	v.portal.t.Helper()
	got := v.upload(paths.StageFile, nil, files...)
	var heard staged
	if err := json.Unmarshal([]byte(got.body), &heard); err != nil {
		v.portal.t.Fatalf("a script hears %q (%v)", got.body, err)
	}
	return got, heard
}

// staging is a report form filled in, with a file that the officer has uploaded before it.
func (p *portal) staging(name string) (reform.Task, url.Values, staged) {
	p.t.Helper()
	task, values := p.reporting()
	got, heard := p.as(p.Science.Officer).stage(file{"tep", name, "application/pdf", pdf("đã tải trước")})
	want(p.t, "staging a file", got, http.StatusOK)
	values.Set("tep_tam", id(heard.ID))
	return task, values, heard
}

func TestStagedFileGoesWithItsForm(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, heard := p.staging("Dự thảo.pdf")
	if heard.Name != "Dự thảo.pdf" || heard.Size == "" {
		t.Errorf("the script hears %+v", heard)
	}
	want(t, "the report", p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, file{"tep", "kem.pdf", "application/pdf", pdf("")}), http.StatusSeeOther)
	files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		wanted := map[string]string{"Dự thảo.pdf": "%PDF-1.7\nđã tải trước", "kem.pdf": "%PDF-1.7\n"}[f.Name]
		if got := p.as(p.Clerk).get(paths.ToFile(f.ID)); got.body != wanted || f.UploadedBy != p.Science.Officer.Person {
			t.Errorf("%s came back as %q", f.Name, got.body)
		}
	}
	if n := p.count(`select count(*) from staged_file`); n != 0 {
		t.Errorf("%d files still wait", n)
	}
}

func TestStagedFileIsUnderTheLimitsOfAnyFile(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Science.Officer)
	for what, c := range map[string]struct {
		files []file
		says  string
	}{
		"a program called a PDF": {[]file{{"tep", "bao-cao.pdf", "application/pdf", strings.NewReader("MZ\x90\x00" + strings.Repeat("\x00", 200))}}, "không thuộc loại được nhận"},
		"an empty file":          {[]file{{"tep", "rong.pdf", "application/pdf", strings.NewReader("")}}, "rỗng"},
		"a file over the limit":  {[]file{{"tep", "to.pdf", "application/pdf", io.MultiReader(pdf(""), io.LimitReader(zeros{}, reform.FileMaxBytes))}}, "lớn hơn 50 MB"},
		"no file":                {nil, "Chọn một tệp"},
		"two files":              {many(2), "Chọn một tệp"},
	} {
		got, heard := v.stage(c.files...)
		want(t, what, got, http.StatusUnprocessableEntity)
		if !strings.Contains(heard.Error, c.says) || heard.ID != 0 {
			t.Errorf("%s: the script hears %+v", what, heard)
		}
	}
	if n := p.count(`select count(*) from staged_file`); n != 0 {
		t.Errorf("%d files wait", n)
	}
}

func TestStagedFileOfAnotherOrOfNobodyIsRefusedAndTheRestIsKept(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, foreign := p.as(p.Colleague).stage(file{"tep", "cua-nguoi-khac.pdf", "application/pdf", pdf("")})
	task, values, own := p.staging("cua-toi.pdf")
	for _, number := range []string{id(foreign.ID), "999999", "-1", "abc", "1 or 1=1"} {
		values["tep_tam"] = []string{id(own.ID), number}
		got := p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values)
		want(t, "with the file "+number, got, http.StatusUnprocessableEntity)
		page := got.page(t)
		page.sound()
		page.saysWrong("tep")
		shows(t, got, "không còn chờ gửi", "cua-toi.pdf")
		again := page.form(paths.ToReport(task.Code)).values
		if again.Get("ket_qua") != values.Get("ket_qua") || len(again["tep_tam"]) != 1 || again.Get("tep_tam") != id(own.ID) {
			t.Errorf("with the file %s the form came back with %v", number, again)
		}
		if strings.Contains(got.body, "cua-nguoi-khac") {
			t.Error("the name of another person's file is told")
		}
	}
	if files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID); err != nil || len(files) != 0 {
		t.Errorf("%d files were kept (%v)", len(files), err)
	}
}

// TestNoFileHasToBeChosenAgain sends a form with a mistake, with a file in it and one uploaded before.
func TestNoFileHasToBeChosenAgain(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, _ := p.staging("truoc.pdf")
	path := paths.ToReport(task.Code)
	values.Set("ket_qua", "")
	got := p.as(p.Science.Officer).upload(path, values, file{"tep", "cung-luc.pdf", "application/pdf", pdf("cùng lúc")}, file{"tep", "xau.exe", "", strings.NewReader("MZ")})
	want(t, "a mistake", got, http.StatusUnprocessableEntity)
	shows(t, got, "truoc.pdf", "cung-luc.pdf", "Đã tải lên", "xau.exe")
	again := got.page(t).form(path).values
	again.Set("ket_qua", "Đã sửa")
	want(t, "put right", p.as(p.Science.Officer).upload(path, again), http.StatusSeeOther)
	files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestDraftComesBackWithItsFiles(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, heard := p.staging("trong-ban-nhap.pdf")
	v, path := p.as(p.Science.Officer), paths.ToReport(task.Code)
	want(t, "saving a draft", v.post(paths.Drafts, values), http.StatusSeeOther)
	got := v.get(path)
	shows(t, got, "trong-ban-nhap.pdf", "Đã tải lên")
	again := got.page(t).form(path).values
	if again.Get("tep_tam") != id(heard.ID) || strings.Contains(got.body, "Chọn lại tệp") {
		t.Errorf("the draft came back with %v", again["tep_tam"])
	}
	want(t, "sending it", v.upload(path, again), http.StatusSeeOther)
	shows(t, v.get(paths.ToTask(task.Code)), "trong-ban-nhap.pdf")
}

func TestFilesOfADocumentWaitWhileOneSearchesOrChooses(t *testing.T) {
	t.Parallel()
	p := open(t)
	v, d := p.as(p.Clerk), p.Directive("07")
	path := paths.ToDocumentEdit(d.ID)
	mine, theirs := v.get(path).page(t).form(path).values, p.as(p.SecondClerk).get(path).page(t).form(path).values
	theirs.Set("trich_yeu", "Của họ")
	want(t, "theirs", p.as(p.SecondClerk).upload(path, theirs), http.StatusSeeOther)
	mine.Set("tim", "1")
	got := v.upload(path, mine, file{"tep", "van-ban.pdf", "application/pdf", pdf("")})
	want(t, "searching", got, http.StatusOK)
	values := got.page(t).form(path).values
	values.Del("tim")
	values.Set("trich_yeu", "Của tôi")
	got = v.upload(path, values)
	want(t, "mine", got, http.StatusConflict)
	shows(t, got, "van-ban.pdf")
	want(t, "my choice", v.upload(path, got.page(t).form(path).values), http.StatusSeeOther)
	shows(t, v.get(paths.ToDocument(d.ID)), "Của tôi", "van-ban.pdf")
}

func TestSameFilesCannotBeSentTwice(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, _ := p.staging("mot-lan.pdf")
	path := paths.ToReport(task.Code)
	v := p.as(p.Science.Officer)
	want(t, "the report", v.upload(path, values), http.StatusSeeOther)
	want(t, "the same form again", v.upload(path, values), http.StatusSeeOther)
	other := v.get(path).page(t).form(path).values
	for _, name := range []string{"ket_qua", "tien_do", "tep_tam"} {
		other.Set(name, values.Get(name))
	}
	want(t, "another form with the same file", v.upload(path, other), http.StatusUnprocessableEntity)
	if files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID); err != nil || len(files) != 1 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestMoreThanTenFilesAreRefusedHoweverTheyCame(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, _ := p.staging("truoc.pdf")
	got := p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, many(10)...)
	want(t, "eleven files", got, http.StatusUnprocessableEntity)
	shows(t, got, "tối đa 10 tệp")
}

func TestWhoOnlyReadsStagesNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, who := range []small.Member{p.Leader, p.Observer, p.Admin} {
		want(t, who.Username, p.as(who).upload(paths.StageFile, nil, many(1)...), http.StatusForbidden)
	}
}

func TestFilesNeverSentAreForgotten(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values, _ := p.staging("se-gui.pdf")
	p.as(p.Science.Officer).stage(file{"tep", "khong-gui.pdf", "application/pdf", pdf("không ai cần")})
	want(t, "the report", p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values), http.StatusSeeOther)
	p.Clock.Advance(reform.StagedFor - time.Minute)
	p.forget()
	if n := p.count(`select count(*) from staged_file`); n != 1 {
		t.Errorf("%d files wait before their time is over", n)
	}
	p.Clock.Advance(2 * time.Minute)
	p.forget()
	if n, blobs := p.count(`select count(*) from staged_file`), p.count(`select count(*) from blob`); n != 0 || blobs != 1 {
		t.Errorf("%d files wait, %d blobs are kept", n, blobs)
	}
	if n := p.count(`select count(*) from blob_piece`); n != 1 {
		t.Errorf("%d pieces are kept", n)
	}
}

func (p *portal) forget() {
	p.t.Helper()
	if err := p.App.ForgetStaged(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}

func TestOfTooManyWaitingFilesTheNewestStay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var first, last reform.StagedFile
	for i := range reform.StagedMost + 2 {
		staged, err := d.App.StageFile(t.Context(), d.Clerk.Actor, small.PDF("a.pdf", "như nhau"))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = staged
		}
		last = staged
	}
	files, err := d.App.StagedFiles(t.Context(), d.Clerk.Actor, []int64{first.ID, last.ID})
	if err != nil || len(files) != 1 || files[0].ID != last.ID {
		t.Errorf("%v wait (%v)", files, err)
	}
}
