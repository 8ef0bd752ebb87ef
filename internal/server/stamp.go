package server

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/google/uuid"

	"cchc/web/ui"
)

// stamp is what the forms of a page carry and no view knows: each the number it will be sent under, and where it stands.
type stamp struct {
	place string // "" for a page whose forms are nobody's
	token string // of the form that came back to be put right; "" for new numbers
}

func (s *Server) stamp(r *http.Request) stamp {
	if _, ok := actorOf(r); !ok {
		return stamp{}
	}
	if r.Method != http.MethodPost {
		return stamp{place: r.URL.RequestURI()}
	}
	sent := sentOf(r)
	came := stamp{place: sent.page, token: sent.Token}
	if sent.taken || sent.Kept {
		came.token = ""
	}
	if came.place == "" {
		came.place = r.URL.Path
	}
	return came
}

// writeTo writes the page with its marks replaced; a form of a page that came back keeps its number.
func (s stamp) writeTo(w io.Writer, page []byte) {
	for {
		before, after, found := bytes.Cut(page, []byte(ui.MarkStart))
		_, _ = w.Write(before)
		if !found {
			return
		}
		kind, rest, _ := bytes.Cut(after, []byte(ui.MarkEnd))
		_ = ui.HiddenFields(s.fields(string(kind))).Render(context.Background(), w)
		page = rest
	}
}

func (s stamp) fields(kind string) []ui.Hidden {
	if s.place == "" {
		return nil
	}
	fields := []ui.Hidden{{Name: ui.TokenField, Value: s.number()}}
	if kind == ui.MarkForm {
		fields = append(fields, ui.Hidden{Name: ui.PlaceField, Value: s.place})
	}
	return fields
}

func (s stamp) number() string {
	if s.token != "" {
		return s.token
	}
	return uuid.Must(uuid.NewV7()).String()
}
