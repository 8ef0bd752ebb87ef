package server

import (
	"mime"
	"net/http"
	"strings"
	"testing"

	"cchc/internal/reform"
)

func TestFileNamesAreSaidInASCIIAndInFull(t *testing.T) {
	for name, want := range map[string]string{
		"bao-cao.pdf": `attachment; filename="bao-cao.pdf"; filename*=UTF-8''bao-cao.pdf`,
		"Dự thảo QĐ.docx": `attachment; filename="du thao qd.docx"; ` +
			`filename*=UTF-8''D%E1%BB%B1%20th%E1%BA%A3o%20Q%C4%90.docx`,
		`a";b.pdf`: `attachment; filename="a__b.pdf"; filename*=UTF-8''a%22%3Bb.pdf`,
		"日本":       `attachment; filename="tep"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`,
	} {
		if got := disposition("attachment", name); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestNoNameCanBreakTheHeader(t *testing.T) {
	for _, name := range []string{"a\r\nSet-Cookie: x=1", `"; filename=evil.exe`, "\x00\x7f", `..\..\a.pdf`, "%41.pdf", strings.Repeat("ơ", 200) + ".pdf", ""} {
		header := disposition("inline", name)
		if strings.ContainsAny(header, "\r\n\x00") || strings.Count(header, `"`) != 2 {
			t.Errorf("%q gives %q", name, header)
		}
		how, parameters, err := mime.ParseMediaType(header)
		if err != nil || how != "inline" || parameters["filename"] != name {
			t.Errorf("%q is read back as %q: %v", name, parameters["filename"], err)
		}
	}
}

func TestOnlySafeTypesAreShownInTheBrowser(t *testing.T) {
	for kind, shown := range map[string]bool{
		"application/pdf": true, "image/png": true, "image/jpeg": true, "text/plain": false, "text/html": false,
		"image/svg+xml": false, "application/msword": false,
	} {
		for _, asked := range []bool{true, false} {
			header := http.Header{}
			setFileHeaders(header, reform.Attachment{Name: "tep", MediaType: kind, Size: 7}, asked)
			inline := strings.HasPrefix(header.Get("Content-Disposition"), "inline")
			if inline != (shown && asked) {
				t.Errorf("%s asked to be shown %v: %s", kind, asked, header.Get("Content-Disposition"))
			}
			guard := header.Get("Content-Security-Policy")
			if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Content-Length") != "7" || !strings.Contains(guard, "default-src 'none'") {
				t.Errorf("%s: %v", kind, header)
			}
			if reader := inline && kind == "application/pdf"; strings.HasPrefix(guard, "sandbox;") == reader {
				t.Errorf("%s asked to be shown %v is kept apart by %q", kind, asked, guard)
			}
			if framed := strings.Contains(guard, "frame-ancestors 'self'"); framed != inline {
				t.Errorf("%s asked to be shown %v may be framed: %v", kind, asked, framed)
			}
		}
	}
}
