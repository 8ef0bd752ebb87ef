package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"cchc/web"
)

// unchanged answers 304 where the reader still has the page as it would be made now, and otherwise names the page that is about to be
// made. The name holds all that the page is made of: what was written so far, the day, the reader and all that their frame shows, the
// address and the program. A sentence that is to be shown once belongs to no name, and neither does a page on a computer that
// several people use: that is kept nowhere. The turns are what the page says besides that changes by the hour, without a write.
func (s *Server) unchanged(w http.ResponseWriter, r *http.Request, turns ...int) (bool, error) {
	if !opened(r) || sharedComputer(r) || s.sessions.Exists(r.Context(), flashKey) || s.sessions.Exists(r.Context(), forgetKey) {
		return false, nil
	}
	mark, ok, err := s.App.Mark(r.Context())
	if err != nil || !ok {
		return false, err
	}
	visitor := visitorOf(r)
	waiting, err := s.App.WaitingObstacles(r.Context(), visitor.Who)
	if err != nil {
		return false, err
	}
	visitor.Who.Request, visitor.Who.Address, visitor.Who.Form = "", "", nil
	name := fmt.Sprint(s.Version, web.Asset("ui.css"), s.live.run, mark, s.App.Today(), visitor, waiting, turns, s.sessions.Token(r.Context()), r.URL.RequestURI())
	sum := sha256.Sum256([]byte(name))
	tag := `W/"` + hex.EncodeToString(sum[:16]) + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	if !holds(r.Header.Get("If-None-Match"), tag) {
		return false, nil
	}
	w.WriteHeader(http.StatusNotModified)
	return true, nil
}

// holds reports whether the tag is among those that a request brought; "*" asks for no page in particular and is none.
func holds(brought, tag string) bool {
	for one := range strings.SplitSeq(brought, ",") {
		if strings.TrimPrefix(strings.TrimSpace(one), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
