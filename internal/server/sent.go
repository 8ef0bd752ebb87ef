package server

import (
	"crypto/sha256"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// sentForm is the form that came with a request.
type sentForm struct {
	policy.Form
	page     string        // where the form stands; "" where it did not say
	seen     string        // the draft it was typed over
	recalled *reform.Draft // the draft of the page being opened, once it was asked for
	draft    bool          // what is typed into it is kept as a draft
	taken    bool          // other words were carried out under its number, so that it needs a new one
}

func sentOf(r *http.Request) *sentForm {
	if v, ok := r.Context().Value(visitorKey{}).(visitor); ok {
		return v.sent
	}
	return &sentForm{}
}

// take notes which form the request carries, so that its deeds are done once.
func take(r *http.Request, values url.Values) {
	sent := sentOf(r)
	if page := values.Get(ui.PlaceField); page != "" {
		sent.page = ownPath(page)
	}
	sent.seen, sent.draft = values.Get(ui.SeenField), values.Has(ui.SeenField)
	token, err := uuid.Parse(values.Get(ui.TokenField))
	if err != nil || sent.Token != "" {
		return
	}
	sent.Token, sent.Digest = token.String(), sha256.Sum256([]byte(r.URL.Path+"\n"+values.Encode()))
}

// firstResult returns what the request's form was answered when it was sent before; false where this is the first time.
func (s *Server) firstResult(r *http.Request) (reform.SentForm, bool) {
	who, ok := actorOf(r)
	if !ok || r.Method != http.MethodPost || !who.Form.Numbered() {
		return reform.SentForm{}, false
	}
	first, found, err := s.App.FirstResult(r.Context(), who)
	if err != nil || !found {
		return first, false
	}
	sentOf(r).taken = true
	return first, first.Same(who.Form)
}

// repeated answers a form that was sent before as it was answered then, and reports whether it was.
func (s *Server) repeated(w http.ResponseWriter, r *http.Request) bool {
	first, again := s.firstResult(r)
	if !again {
		return false
	}
	if first.Location == "" { // the portal ended between the deed and the note of where it led
		first.Location = paths.RecordOf(r.URL.Path)
	}
	s.sessions.Put(r.Context(), flashKey, "Đã gửi lúc "+calendar.Clock(first.SentAt)+". "+first.Sentence)
	http.Redirect(w, r, first.Location, http.StatusSeeOther)
	return true
}

// keepResult notes where a form led that was carried out just now. The deed is done whether or not the note is.
func (s *Server) keepResult(r *http.Request, path, sentence string) {
	who, ok := actorOf(r)
	if !ok || who.Form == nil || !who.Form.Kept {
		return
	}
	if err := s.App.KeepResult(r.Context(), who, path, sentence); err != nil {
		traceOf(r).err = err
	}
}
