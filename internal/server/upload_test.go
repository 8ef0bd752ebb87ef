package server_test

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// reporting is the report form of a task under way, filled in as it should be.
func (p *portal) reporting() (reform.Task, url.Values) {
	p.t.Helper()
	task := p.InProgress(p.Science)
	form := p.as(p.Science.Officer).get(paths.ToReport(task.Code)).page(p.t).form(paths.ToReport(task.Code))
	form.values.Set("ket_qua", "Đã lấy ý kiến bốn phòng.")
	form.values.Set("viec_tiep", "Tổng hợp.")
	form.values.Set("tien_do", "45")
	return task, form.values
}

func pdf(content string) io.Reader { return strings.NewReader("%PDF-1.7\n" + content) }

func TestReportArrivesWithItsFileWholeAndUnderItsName(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	content := strings.Repeat("số liệu ", 10_000)
	name := "Báo cáo “quý IV”; bản đẹp.pdf"
	got := p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, file{"tep", name, "application/pdf", pdf(content)})
	want(t, "the report", got, http.StatusSeeOther)
	if got.to() != paths.ToTask(task.Code) {
		t.Errorf("a sent report leads to %q", got.to())
	}
	if after := p.Read(task.Code); after.Percent != 45 {
		t.Errorf("the task stands at %d%%", after.Percent)
	}
	files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(files) != 1 {
		t.Fatalf("files: %v, %v", files, err)
	}
	down := p.as(p.Clerk).get(paths.ToFile(files[0].ID))
	if down.body != "%PDF-1.7\n"+content {
		t.Errorf("the file came back with %d bytes", len(down.body))
	}
	how, parts, err := mime.ParseMediaType(down.Header.Get("Content-Disposition"))
	if err != nil || how != "attachment" || parts["filename"] != strings.NewReplacer(`"`, "", "?", "").Replace(name) {
		t.Errorf("disposition %q: %s of %q (%v)", down.Header.Get("Content-Disposition"), how, parts["filename"], err)
	}
	if !strings.Contains(down.Header.Get("Content-Security-Policy"), "sandbox") || down.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the file is sent with %v", down.Header)
	}
}

func TestOnlyPicturesAndPDFAreShownInTheBrowser(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	want(t, "the report", p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values,
		file{"tep", "a.pdf", "application/pdf", pdf("")}, file{"tep", "b.txt", "text/html", strings.NewReader("chỉ là chữ")}), http.StatusSeeOther)
	files, err := p.DB.TaskFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		got := p.as(p.Clerk).get(paths.ToFileView(f.ID))
		how, _, _ := strings.Cut(got.Header.Get("Content-Disposition"), ";")
		if wanted := map[bool]string{true: "inline", false: "attachment"}[f.Name == "a.pdf"]; how != wanted {
			t.Errorf("%s is sent %s as %s", f.Name, how, got.Header.Get("Content-Type"))
		}
		if strings.Contains(got.Header.Get("Content-Type"), "html") {
			t.Errorf("%s is sent as %s", f.Name, got.Header.Get("Content-Type"))
		}
	}
}

func TestRefusedFilesAreSaidBesideTheirFieldAndTheRestIsKept(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		files []file
		says  string
	}{
		"a program":                {[]file{{"tep", "cai-dat.exe", "application/pdf", strings.NewReader("MZ\x90\x00" + strings.Repeat("\x00", 200))}}, "cai-dat.exe"},
		"a program called a PDF":   {[]file{{"tep", "bao-cao.pdf", "application/pdf", strings.NewReader("MZ\x90\x00" + strings.Repeat("\x00", 200))}}, "bao-cao.pdf"},
		"a page called a text":     {[]file{{"tep", "ghi-chu.txt", "text/plain", strings.NewReader("<!DOCTYPE html><script>alert(1)</script>")}}, "ghi-chu.txt"},
		"a drawing with a script":  {[]file{{"tep", "anh.svg", "image/svg+xml", strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)}}, "anh.svg"},
		"an empty file":            {[]file{{"tep", "rong.pdf", "application/pdf", strings.NewReader("")}}, "rong.pdf"},
		"a file over the limit":    {[]file{{"tep", "to.pdf", "application/pdf", io.MultiReader(pdf(""), io.LimitReader(zeros{}, reform.FileMaxBytes))}}, "lớn hơn 50 MB"},
		"one good, one bad":        {[]file{{"tep", "tot.pdf", "application/pdf", pdf("")}, {"tep", "xau.exe", "", strings.NewReader("MZ")}}, "xau.exe"},
		"more files than are sent": {many(11), "tối đa 10 tệp"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p := open(t)
			task, values := p.reporting()
			got := p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, c.files...)
			want(t, what, got, http.StatusUnprocessableEntity)
			if !strings.Contains(got.body, c.says) {
				t.Errorf("%s: the page does not say %q", what, c.says)
			}
			page := got.page(t)
			page.sound()
			page.saysWrong("tep")
			page.keeps(page.form(paths.ToReport(task.Code)), values)
			if after := p.Read(task.Code); after.Percent != 0 {
				t.Errorf("%s: the report was kept", what)
			}
		})
	}
}

// zeros is a file without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func many(n int) []file {
	files := make([]file, 0, n)
	for range n {
		files = append(files, file{"tep", "a.pdf", "application/pdf", pdf("")})
	}
	return files
}

func TestTheSameFormSentTwiceIsOneReport(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	for range 3 {
		want(t, "the report", p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values), http.StatusSeeOther)
	}
	reports, err := p.DB.Reports(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID, 10)
	if err != nil || len(reports) != 1 {
		t.Errorf("%d reports were kept (%v)", len(reports), err)
	}
}

func TestReportOnATaskGivenToAnotherKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	now := p.Read(task.Code)
	to := url.Values{"phien_ban": {id(int64(now.Version))}, "nguoi_xu_ly": {id(p.Colleague.Person)}}
	want(t, "naming another", p.as(p.Science.Head).post(paths.ToTaskStaff(task.Code), to), http.StatusSeeOther)
	got := p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values)
	want(t, "the report", got, http.StatusForbidden)
	if !strings.Contains(got.body, "Đã lấy ý kiến bốn phòng.") {
		t.Error("what was typed is lost")
	}
	got.page(t).sound()
}

func TestUploadsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := open(t, func(o *server.Options) { o.TempDir = dir })
	task, values := p.reporting()
	p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, file{"tep", "a.pdf", "application/pdf", pdf("")})
	p.as(p.Science.Officer).upload(paths.ToReport(task.Code), values, file{"tep", "a.exe", "", strings.NewReader("MZ")})
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d files are left (%v)", len(left), err)
	}
}
