package server

import (
	"encoding/base64"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// keptCookie holds the key of what was posted after the session had ended. The database has only its hash.
const keptCookie = "cchc-giu"

// lapsedKey marks a request whose session knew a person but has ended.
type lapsedKey struct{}

// late is a form that came without a session: what was typed, and whose it is as far as can be told.
type late struct {
	uploads
	person int64 // 0 while nobody is known to have typed it
}

// keepPost keeps what was posted without a session, for the person whose session it was, and returns the form to come back
// to; "" where nothing was kept: nobody is known to have typed it, or nothing was typed.
func (s *Server) keepPost(w http.ResponseWriter, r *http.Request) string {
	form := late{uploads: uploads{form: form{values: url.Values{}}}}
	form.person, _ = r.Context().Value(lapsedKey{}).(int64)
	if err := s.readLate(w, r, &form); err != nil {
		return ""
	}
	place := ownPath(form.values.Get(ui.PlaceField))
	if form.person == 0 || len(reform.TypedFields(form.values)) == 0 || place == paths.Home || r.URL.Path == paths.Password {
		return ""
	}
	key, err := s.App.KeepPost(r.Context(), form.person, place, form.values.Get(ui.TitleField), form.values)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Internal || kind == fault.Unavailable) {
		traceOf(r).err = err
	}
	if err != nil {
		return ""
	}
	http.SetCookie(w, s.ownCookie(keptCookie, base64.RawURLEncoding.EncodeToString(key), reform.PostKept))
	return place
}

// readLate reads the text of the form and the names of its files, or returns why it cannot. Whose it is it learns from the
// form's own mark where the session does not tell.
func (s *Server) readLate(w http.ResponseWriter, r *http.Request, form *late) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		r.Body = http.MaxBytesReader(w, r.Body, bodyMost)
		err := r.ParseForm()
		form.values = r.PostForm
		s.learn(form)
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, uploadsMost)
	parts, err := r.MultipartReader()
	for err == nil {
		var part *multipart.Part
		if part, err = parts.NextPart(); err == nil {
			err = s.readLatePart(form, part)
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// errStranger ends the reading of a form that nobody is known to have typed before its files.
var errStranger = errors.New("a form of nobody has files")

func (s *Server) readLatePart(form *late, part *multipart.Part) error {
	switch {
	case part.FileName() == "":
		err := form.read(part)
		s.learn(form)
		return err
	case form.person == 0:
		return errStranger
	default:
		form.values.Add(part.FormName(), part.FileName())
		_, err := io.Copy(io.Discard, part)
		return err
	}
}

func (s *Server) learn(form *late) {
	if form.person == 0 {
		form.person = s.markedPerson(form.values.Get(ui.PersonField))
	}
}

// keptKey returns the key that the browser has; false for none.
func keptKey(r *http.Request) ([]byte, bool) {
	cookie, err := r.Cookie(keptCookie)
	if err != nil {
		return nil, false
	}
	key, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	return key, err == nil && len(key) == app.KeyBytes
}

// resume makes what the person posted too late a draft of theirs and returns its form; "" where there is nothing of theirs.
func (s *Server) resume(w http.ResponseWriter, r *http.Request, person int64) string {
	key, ok := keptKey(r)
	if !ok {
		return ""
	}
	form, err := s.App.ResumePost(r.Context(), policy.Actor{Person: person}, key)
	if err != nil {
		traceOf(r).err = err
	}
	if err != nil || form == "" {
		return ""
	}
	s.sessions.Put(r.Context(), resentKey, form)
	http.SetCookie(w, s.ownCookie(keptCookie, "", -time.Second))
	return form
}
