package server

import (
	"bytes"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/web/layout"
	"cchc/web/pages/notices"
	"cchc/web/ui"
)

// statuses is which status each kind of fault becomes.
var statuses = map[fault.Kind]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.Forbidden: http.StatusForbidden, fault.NotFound: http.StatusNotFound,
	fault.Conflict: http.StatusConflict, fault.TooLarge: http.StatusRequestEntityTooLarge, fault.Unavailable: http.StatusServiceUnavailable,
	fault.Internal: http.StatusInternalServerError, fault.Repeated: http.StatusConflict,
}

const sentenceUnknown = "Có lỗi ngoài dự kiến ở máy chủ. Nội dung vừa gửi chưa được ghi. Thử lại; nếu vẫn lỗi, đọc mã bên dưới cho quản trị hệ thống."

// fail sends the page of an error. What the reader can do nothing about is logged with the request's code and said in one sentence.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f, known := fault.As(err)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		f, known = &fault.Fault{Kind: fault.TooLarge, Message: "Nội dung gửi lên quá lớn. Mỗi tệp tối đa 50 MB, mỗi lần tối đa 10 tệp."}, true
	}
	if !known {
		f = &fault.Fault{Kind: fault.Internal, Message: sentenceUnknown}
	}
	if !known || f.Kind == fault.Unavailable || f.Kind == fault.Internal {
		traceOf(r).err = err
	}
	if f.Kind == fault.Unavailable {
		w.Header().Set("Retry-After", "30")
	}
	status := statuses[f.Kind]
	view := notices.Error{Status: status, Sentence: f.Message, Code: requestID(r), Home: paths.Home}
	if r.Method == http.MethodGet {
		view.Retry = r.URL.RequestURI()
	}
	page := s.page(r, notices.Title(status), "")
	page.Flash = nil
	if err := s.render(w, r, status, page, notices.Show(view)); err != nil {
		http.Error(w, f.Message, status)
	}
}

const (
	sentenceNoSession   = "Cổng đang tạm ngừng vì không mở được phiên làm việc. Chờ ít phút rồi thử lại; nội dung vừa gửi chưa được ghi."
	sentenceSessionLost = "Cổng vừa tạm ngừng nên chưa rõ nội dung vừa gửi đã vào hay chưa. Chờ ít phút rồi mở lại trang để xem trước khi gửi lại."
)

// failBare answers where the session itself could not be read or kept, and so no page that knows its reader can be made.
func (s *Server) failBare(w http.ResponseWriter, r *http.Request, err error) {
	traceOf(r).err = err
	w.Header().Del("Location")
	w.Header().Set("Retry-After", "30")
	sentence := sentenceNoSession
	if traceOf(r).person != 0 && r.Method != http.MethodGet { // the session was read, so the work may be done
		sentence = sentenceSessionLost
	}
	view := notices.Error{
		Status: http.StatusServiceUnavailable, Sentence: sentence, Code: requestID(r), Home: paths.Home, Retry: r.URL.RequestURI(),
	}
	page := layout.Page{Title: notices.Title(view.Status), Sample: s.Sample}
	var whole bytes.Buffer
	if err := layout.NarrowShell(page).Render(templ.WithChildren(r.Context(), notices.Show(view)), &whole); err != nil {
		http.Error(w, view.Sentence, view.Status)
		return
	}
	sendPage(w, view.Status, whole.Bytes(), stamp{})
}

// entryErrors turns the fields of an invalid or conflicting fault into lines of a form's error summary; false for any other error.
func entryErrors(err error) ([]ui.FieldError, int, bool) {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalid && f.Kind != fault.Conflict && f.Kind != fault.TooLarge {
		return nil, 0, false
	}
	var lines []ui.FieldError
	for _, field := range f.Fields {
		lines = append(lines, ui.FieldError{Field: field.Name, Message: field.Message})
	}
	if len(lines) == 0 {
		lines = []ui.FieldError{{Message: f.Message}}
	}
	return lines, statuses[f.Kind], true
}
