package reform_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"cchc/internal/reform"
)

func TestFilesAreTakenByTypeAndEndingTogether(t *testing.T) {
	t.Parallel()
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	for _, c := range []struct {
		name, mediaType string
		size            int64
		want            bool
	}{
		{"bao-cao.pdf", "application/pdf", 10, true},
		{"BAO-CAO.PDF", "application/pdf", 10, true},
		{"báo cáo.docx", word, 10, true},
		{"anh.jpeg", "image/jpeg", 10, true},
		{"so-lieu.csv", "text/plain; charset=utf-8", 10, true},
		{"day.pdf", "application/pdf", reform.FileMaxBytes, true},
		{"qua-lon.pdf", "application/pdf", reform.FileMaxBytes + 1, false},
		{"rong.pdf", "application/pdf", 0, false},
		{"bao-cao.pdf", "application/x-msdownload", 10, false},
		{"cai-dat.exe", "application/x-msdownload", 10, false},
		{"cai-dat.exe", "application/pdf", 10, false},
		{"bao-cao.pdf.exe", "application/pdf", 10, false},
		{"trang.html", "text/html; charset=utf-8", 10, false},
		{"trang.txt", "text/html; charset=utf-8", 10, false},
		{"hinh.svg", "image/svg+xml", 10, false},
		{"nen.zip", "application/zip", 10, false},
		{"macro.docm", "application/vnd.ms-word.document.macroenabled.12", 10, false},
		{"khong-duoi", "application/pdf", 10, false},
		{"bao-cao.docx", "application/pdf", 10, false},
		{"a.pdf", "", 10, false},
	} {
		if err := reform.CheckFile("tep", c.name, c.mediaType, c.size); (err == nil) != c.want {
			t.Errorf("%s of %q, %d bytes: %v", c.name, c.mediaType, c.size, err)
		}
	}
}

func TestRefusedFileIsNamed(t *testing.T) {
	t.Parallel()
	err := reform.CheckFile("tep", "cai-dat.exe", "application/x-msdownload", 10)
	if got := complains(t, err); len(got) != 1 || got[0] != "tep" || !strings.Contains(err.Error(), "cai-dat.exe") {
		t.Errorf("%v", err)
	}
}

func TestFileNamesLoseWhatCouldMislead(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]string{
		"bao-cao.pdf":                  "bao-cao.pdf",
		`C:\Users\An\bao cao.pdf`:      "bao cao.pdf",
		"../../etc/passwd":             "passwd",
		"ba\u0301o ca\u0301o.pdf":      "báo cáo.pdf",
		"bao\u202ecao.pdf":             "baocao.pdf",
		"bao\r\ncao.pdf":               "bao cao.pdf",
		`bao"cao<1>.pdf`:               "baocao1.pdf",
		"":                             "tep",
		"///":                          "tep",
		"\x00\x01":                     "tep",
		strings.Repeat("a", 199) + "b": strings.Repeat("a", 199) + "b",
	} {
		if got := reform.FileName(sent); got != want {
			t.Errorf("%q becomes %q, want %q", sent, got, want)
		}
	}
	if got := reform.FileName(strings.Repeat("ộ", 400) + ".pdf"); utf8.RuneCountInString(got) > 200 || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long name becomes %q", got)
	}
}

func TestAnyFileNameCanBeKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sent := rapid.OneOf(rapid.String(), rapid.StringN(190, 400, -1)).Draw(t, "name")
		got := reform.FileName(sent)
		if n := utf8.RuneCountInString(got); n < 1 || n > 200 || !norm.NFC.IsNormalString(got) || !utf8.ValidString(got) {
			t.Fatalf("%q becomes %q", sent, got)
		}
		if strings.ContainsAny(got, "/\\\"\r\n\x00") {
			t.Fatalf("%q becomes %q", sent, got)
		}
	})
}

func TestOnlyPicturesAndPDFAreShownInThePage(t *testing.T) {
	t.Parallel()
	for mediaType, want := range map[string]bool{
		"application/pdf": true, "image/png": true, "text/html": false, "image/svg+xml": false, "text/plain": false, "": false,
	} {
		if got := reform.Inline(mediaType); got != want {
			t.Errorf("%q: %v", mediaType, got)
		}
	}
}
