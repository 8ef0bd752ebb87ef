package server

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

// sent is one part of a form: a field, or a file where it has a name.
type sent struct {
	field, file, kind string
	content           io.Reader
}

func field(name, value string) sent { return sent{field: name, content: strings.NewReader(value)} }

func document(name, content string) sent {
	return sent{field: fileField, file: name, kind: "application/octet-stream", content: strings.NewReader(content)}
}

// reading sends the parts as a browser would and returns what the portal read of them.
func reading(t *testing.T, parts ...sent) (*uploads, error) {
	t.Helper()
	read, write := io.Pipe()
	form := multipart.NewWriter(write)
	go func() { write.CloseWithError(writeParts(form, parts)) }()
	request := httptest.NewRequest(http.MethodPost, "/", read)
	request.Header.Set("Content-Type", form.FormDataContentType())
	s := &Server{Options: Options{TempDir: t.TempDir()}}
	up, err := s.readUploads(httptest.NewRecorder(), request)
	_ = read.Close()
	if up != nil {
		t.Cleanup(up.close)
	}
	return up, err
}

func writeParts(form *multipart.Writer, parts []sent) error {
	for _, part := range parts {
		header := textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name=%q`, part.field)}}
		if part.kind != "" {
			header.Set("Content-Disposition", multipart.FileContentDisposition(part.field, part.file))
			header.Set("Content-Type", part.kind)
		}
		to, err := form.CreatePart(header)
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, part.content); err != nil {
			return err
		}
	}
	return form.Close()
}

func names(up *uploads) string {
	var names []string
	for _, file := range up.files {
		names = append(names, file.Name)
	}
	return strings.Join(names, ", ")
}

// refusals are the sentences said about the file field.
func refusals(up *uploads) string {
	f, _ := fault.As(up.Err())
	if f == nil {
		return ""
	}
	return f.Fields[0].Name + ": " + f.Fields[0].Message
}

func TestFilesAndFieldsOfAFormAreRead(t *testing.T) {
	up, err := reading(t, field("ket_qua", "Đã xong."), document("bao-cao.pdf", "%PDF-1.7\nnội dung"), field("tien_do", "45"))
	if err != nil || up.Err() != nil {
		t.Fatal(err, up.Err())
	}
	if up.Text("ket_qua") != "Đã xong." || up.Number("tien_do") != 45 || names(up) != "bao-cao.pdf" {
		t.Errorf("read %v and %s", up.values, names(up))
	}
	content, err := io.ReadAll(up.files[0].Bytes)
	if err != nil || string(content) != "%PDF-1.7\nnội dung" || up.files[0].Size != int64(len(content)) {
		t.Errorf("kept %q (%d bytes), %v", content, up.files[0].Size, err)
	}
}

func TestTooLargeFileIsRefusedAndTheRestIsKept(t *testing.T) {
	large := sent{field: fileField, file: "lon.txt", kind: "text/plain", content: io.LimitReader(letters{}, reform.FileMaxBytes+1)}
	up, err := reading(t, field("ket_qua", "Trước tệp"), large, document("nho.pdf", "%PDF-1.7"), field("viec_tiep", "Sau tệp"))
	if err != nil {
		t.Fatal(err)
	}
	if got := refusals(up); got != "tep: Tệp “lon.txt” lớn hơn 50 MB." {
		t.Errorf("refused with %q", got)
	}
	if up.Text("ket_qua") != "Trước tệp" || up.Text("viec_tiep") != "Sau tệp" || names(up) != "nho.pdf" {
		t.Errorf("kept %v and %s", up.values, names(up))
	}
}

func TestFileOfExactlyTheLimitIsTaken(t *testing.T) {
	full := sent{field: fileField, file: "vua.txt", kind: "text/plain", content: io.LimitReader(letters{}, reform.FileMaxBytes)}
	up, err := reading(t, full)
	if err != nil || up.Err() != nil || names(up) != "vua.txt" || up.files[0].Size != reform.FileMaxBytes {
		t.Errorf("took %s: %v, %s", names(up), err, refusals(up))
	}
}

// letters is an endless text.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestExecutablesAreRefusedWhateverTheyAreCalled(t *testing.T) {
	windows := "MZ\x90\x00\x03" + strings.Repeat("\x00", 80)
	linux := "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 80)
	for name, content := range map[string]string{
		"bao-cao.pdf": windows, "bao-cao.docx": linux, "anh.png": "#!/bin/sh\nrm -rf /\n", "cai-dat.exe": windows,
		"trang.pdf": "<!doctype html><script>alert(1)</script>", "trang.html": "<!doctype html><p>x", "anh.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
	} {
		up, err := reading(t, document(name, content))
		if err != nil || len(up.files) != 0 || !strings.Contains(refusals(up), "“"+name+"” không thuộc loại được nhận") {
			t.Errorf("%s: took %s, said %q, %v", name, names(up), refusals(up), err)
		}
	}
}

func TestEveryRefusedFileIsNamed(t *testing.T) {
	up, err := reading(t, document("a.exe", "MZ"+strings.Repeat("\x00", 80)), document("rong.pdf", ""), document("tot.pdf", "%PDF-1.7"))
	if err != nil {
		t.Fatal(err)
	}
	if got := refusals(up); !strings.Contains(got, "“a.exe”") || !strings.Contains(got, "“rong.pdf” rỗng") || names(up) != "tot.pdf" {
		t.Errorf("kept %s, said %q", names(up), got)
	}
}

func TestNamesOfFilesAreCleaned(t *testing.T) {
	for came, kept := range map[string]string{
		`C:\Users\an\Dự thảo.pdf`: "Dự thảo.pdf", "../../etc/báo cáo.pdf": "báo cáo.pdf", "Ba\u0301o ca\u0301o.pdf": "Báo cáo.pdf",
		"a\u00a0\u200bb.pdf": "a b.pdf", `x<y>|?.pdf`: "xy.pdf",
	} {
		up, err := reading(t, document(came, "%PDF-1.7"))
		if err != nil || names(up) != kept {
			t.Errorf("%q is kept as %q, want %q: %v, %s", came, names(up), kept, err, refusals(up))
		}
	}
}

func TestLongNameIsCutBeforeItsEnding(t *testing.T) {
	up, err := reading(t, document(strings.Repeat("dài", 90)+".pdf", "%PDF-1.7"))
	if err != nil || len([]rune(names(up))) != 200 || !strings.HasSuffix(names(up), ".pdf") {
		t.Errorf("kept %q: %v", names(up), err)
	}
}

func TestFileFieldLeftEmptyIsNoFile(t *testing.T) {
	up, err := reading(t, sent{field: fileField, kind: "application/octet-stream", content: strings.NewReader("")})
	if err != nil || up.Err() != nil || len(up.files) != 0 || up.On(fileField) {
		t.Errorf("read %s and %v: %v, %s", names(up), up.values, err, refusals(up))
	}
}

func TestNoMoreThanTenFilesWaitOnDisk(t *testing.T) {
	parts := []sent{}
	for i := range 40 {
		parts = append(parts, document(fmt.Sprintf("%d.pdf", i), "%PDF-1.7"))
	}
	up, err := reading(t, append(parts, field("ket_qua", "còn"))...)
	if err != nil {
		t.Fatal(err)
	}
	if len(up.temps) != reform.FilesPerForm || refusals(up) != "tep: Mỗi lần gửi tối đa 10 tệp." || up.Text("ket_qua") != "còn" {
		t.Errorf("%d files wait, said %q, kept %v", len(up.temps), refusals(up), up.values)
	}
}

func TestFieldsTogetherCannotFillTheMemory(t *testing.T) {
	parts := []sent{}
	for range 8 {
		parts = append(parts, sent{field: "ket_qua", content: io.LimitReader(letters{}, bodyMost/4)})
	}
	if up, err := reading(t, parts...); fault.KindOf(err) != fault.TooLarge {
		t.Errorf("read %v: %v", up, err)
	}
}

func TestClosedUploadsLeaveNothingOnDisk(t *testing.T) {
	up, err := reading(t, document("a.pdf", "%PDF-1.7"), document("b.exe", "MZ"))
	if err != nil {
		t.Fatal(err)
	}
	waiting := up.temps
	up.close()
	for _, temp := range waiting {
		if _, err := os.Stat(temp.Name()); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", temp.Name(), err)
		}
	}
}

func TestFormCutShortIsTold(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/", bytes.NewBufferString("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnửa"))
	request.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	s := &Server{Options: Options{TempDir: t.TempDir()}}
	if _, err := s.readUploads(httptest.NewRecorder(), request); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a form cut short gives %v", err)
	}
}
