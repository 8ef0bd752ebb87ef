package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"cchc/internal/reform"
	"cchc/internal/viet"
)

// sandboxed is the content policy of a file shown in the browser: it runs nothing and reaches nothing of the portal.
const sandboxed = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'"

// What is shown beside a report may stand in a frame of the portal itself, and of nobody else. A browser's own reader of PDF
// does not start in a sandbox, so a PDF is kept from everything else in another way: it may load nothing.
const (
	framed    = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
	framedPDF = "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)

// file sends the file's bytes piece by piece: for download, or with ?xem=1 to be shown where a browser can do so safely.
func (s *Server) file(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	file, err := s.App.File(r.Context(), who, number)
	if err != nil {
		return err
	}
	setFileHeaders(w.Header(), file, queried(r).On("xem"))
	if err := s.App.CopyFile(r.Context(), w, file); err != nil {
		// The length was promised and the file is cut short, so the browser sees that it failed; no page can follow.
		traceOf(r).err = fmt.Errorf("file %d: %w", number, err)
	}
	return nil
}

func setFileHeaders(header http.Header, file reform.Attachment, shown bool) {
	how, guard := "attachment", sandboxed
	if shown && reform.Inline(file.MediaType) {
		how, guard = "inline", framed
		if file.MediaType == "application/pdf" {
			guard = framedPDF
		}
	}
	header.Set("Content-Security-Policy", guard)
	header.Set("Content-Type", file.MediaType)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Disposition", disposition(how, file.Name))
	header.Set("Content-Length", strconv.FormatInt(file.Size, 10))
}

// disposition names the file as RFC 6266 asks: in ASCII for old clients, in full for the others.
func disposition(how, name string) string {
	return how + `; filename="` + asciiName(name) + `"; filename*=UTF-8''` + extended(name)
}

// asciiName returns the name without tones and without what could end a quoted string.
func asciiName(name string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r > '~':
			return -1
		case strings.ContainsRune(`"\/%;`, r):
			return '_'
		default:
			return r
		}
	}, viet.Fold(name))
	if strings.Trim(plain, " ._") == "" {
		return "tep"
	}
	return plain
}

// extended encodes the name as RFC 8187 asks: every byte but the few that a parameter may hold.
func extended(name string) string {
	var out strings.Builder
	for _, b := range []byte(name) {
		if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || strings.IndexByte("!#$&+-.^_`|~", b) >= 0 {
			out.WriteByte(b)
		} else {
			fmt.Fprintf(&out, "%%%02X", b)
		}
	}
	return out.String()
}
