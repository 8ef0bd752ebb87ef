package server

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cchc/internal/reform"
	"cchc/web/ui"
)

// stamp is what the forms of a page carry and no view knows: each the number it will be sent under, where it stands and
// whose it is; and one of them may be filled with a draft.
type stamp struct {
	place  string // "" for a page whose forms are nobody's
	token  string // of the form that came back to be put right; "" for new numbers
	person string
	title  string
	seen   string // the draft that a form which came back was typed over
	draft  *reform.Draft
	resent bool // the draft was sent after the session had ended
}

func (s *Server) stamp(r *http.Request, title string) stamp {
	who, ok := actorOf(r)
	if !ok {
		return stamp{}
	}
	st := stamp{place: r.URL.RequestURI(), person: s.personMark(who.Person), title: title}
	if r.Method != http.MethodPost {
		return st
	}
	sent := sentOf(r)
	st.seen = sent.seen
	if st.place = sent.page; st.place == "" {
		st.place = r.URL.Path
	}
	if !sent.taken && !sent.Kept {
		st.token = sent.Token
	}
	return st
}

// writeTo writes the page with its marks replaced; a form of a page that came back keeps its number.
func (s *stamp) writeTo(w io.Writer, page []byte) {
	for {
		before, after, found := bytes.Cut(page, []byte(ui.MarkStart))
		_, _ = w.Write(before)
		if !found {
			return
		}
		kind, rest, _ := bytes.Cut(after, []byte(ui.MarkEnd))
		draft := s.draftFor(string(kind))
		_ = ui.HiddenFields(s.fields(string(kind), draft)).Render(context.Background(), w)
		page = rest
		if draft != nil {
			note := ui.Draft{Form: draft.Form, SavedAt: draft.SavedAt, Files: draft.Files(), Returned: s.resent}
			_ = ui.DraftNote(note).Render(context.Background(), w)
			page = fill(w, rest, typedIn(*draft))
		}
	}
}

// draftFor returns the draft for the first form it fits: one that keeps drafts, or whichever form was sent too late.
func (s *stamp) draftFor(kind string) *reform.Draft {
	if s.draft == nil || kind == ui.MarkButton || kind == ui.MarkForm && !s.resent {
		return nil
	}
	draft := s.draft
	s.draft = nil
	return draft
}

func (s *stamp) fields(kind string, draft *reform.Draft) []ui.Hidden {
	if s.place == "" {
		return nil
	}
	fields := []ui.Hidden{{Name: ui.TokenField, Value: s.number()}}
	if kind == ui.MarkButton {
		return fields
	}
	fields = append(fields, ui.Hidden{Name: ui.PlaceField, Value: s.place}, ui.Hidden{Name: ui.PersonField, Value: s.person},
		ui.Hidden{Name: ui.TitleField, Value: s.title})
	switch {
	case draft != nil:
		fields = append(fields, ui.Hidden{Name: ui.SeenField, Value: draft.Mark()})
	case kind == ui.MarkDraft:
		fields = append(fields, ui.Hidden{Name: ui.SeenField, Value: s.seen})
	}
	return fields
}

func (s *stamp) number() string {
	if s.token != "" {
		return s.token
	}
	return uuid.Must(uuid.NewV7()).String()
}

// personMark names a person in a form such that nobody else can make it: it tells whose a form is once its session is gone.
func (s *Server) personMark(person int64) string {
	id := strconv.FormatInt(person, 10)
	mac := hmac.New(sha256.New, s.marking[:])
	mac.Write([]byte(id))
	return id + "." + hex.EncodeToString(mac.Sum(nil)[:16])
}

// markedPerson returns whose mark it is; 0 where this program has not made it.
func (s *Server) markedPerson(mark string) int64 {
	id, _, _ := strings.Cut(mark, ".")
	person, err := parseID(id)
	if err != nil || person <= 0 || !hmac.Equal([]byte(mark), []byte(s.personMark(person))) {
		return 0
	}
	return person
}
