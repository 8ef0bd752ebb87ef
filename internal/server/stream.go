package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func (s *Server) liveRoutes() []Route {
	return []Route{get(paths.Events, policy.BoardRead, s.events)}
}

const (
	// beat is how often a silent stream says that it is there, and looks whether its reader still may listen.
	beat = 20 * time.Second
	// streamGap is how long a stream is silent at least after it spoke.
	streamGap = 2 * time.Second
)

// events tells how much changed since the reader's page was made, and never what: who wants to know loads the page again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Accept") != "text/event-stream" {
		http.Redirect(w, r, paths.Home, http.StatusSeeOther)
		return nil
	}
	woken, leave, ok := s.live.join()
	if !ok {
		return fault.New(fault.Unavailable, "Đang có quá nhiều người theo dõi trực tiếp. Tải lại trang để xem cập nhật.")
	}
	defer leave()
	stream, err := s.openStream(w, r)
	if err != nil {
		return err
	}
	s.speak(r, stream, woken)
	return nil
}

// speak goes on until the reader leaves, may no longer listen, or the portal ends.
func (s *Server) speak(r *http.Request, stream *stream, woken <-chan struct{}) {
	pulse := time.NewTicker(cmp.Or(s.Beat, beat))
	defer pulse.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-s.live.closed:
			return
		case <-woken:
			err = stream.tell(s.live.now())
			rest(r, s.live.closed)
		case <-pulse.C:
			if !s.mayListen(r) {
				return
			}
			err = stream.say(":\n\n")
		}
		if err != nil {
			return
		}
	}
}

// rest keeps the stream silent for a moment.
func rest(r *http.Request, closed <-chan struct{}) {
	timer := time.NewTimer(streamGap)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-closed:
	case <-r.Context().Done():
	}
}

// stream is one reader's.
type stream struct {
	w    http.ResponseWriter
	out  *http.ResponseController
	from mark
	id   string
	lost bool // what came before from cannot be told
}

// openStream begins the answer and says from where it counts: from the mark that the reader brings, or from now on.
func (s *Server) openStream(w http.ResponseWriter, r *http.Request) (*stream, error) {
	st := &stream{w: w, out: http.NewResponseController(w), from: s.live.now()}
	brought := r.Header.Get("Last-Event-ID")
	if brought == "" {
		brought = r.URL.Query().Get("tu")
	}
	if from, ours := s.live.read(brought); ours {
		st.from = from
	} else {
		st.lost = brought != ""
	}
	st.id = s.live.text(st.from)
	for _, unlimited := range []func(time.Time) error{st.out.SetReadDeadline, st.out.SetWriteDeadline} {
		if err := unlimited(time.Time{}); err != nil {
			return nil, fmt.Errorf("open a stream: %w", err)
		}
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	return st, st.tell(s.live.now())
}

// activityTold is what a stream says: how much, and whether it may be more.
type activityTold struct {
	reform.Activity
	Missed bool `json:"missed"`
}

func (st *stream) tell(now mark) error {
	text, err := json.Marshal(activityTold{now.Since(st.from.Activity), st.lost || now.gaps > st.from.gaps})
	if err != nil {
		return err
	}
	return st.say("id: " + st.id + "\ndata: " + string(text) + "\n\n")
}

func (st *stream) say(text string) error {
	if _, err := st.w.Write([]byte(text)); err != nil {
		return err
	}
	return st.out.Flush()
}

// mayListen reports whether the reader's session goes on and still has the board: it may have been ended meanwhile. To listen is
// no use of the session, which ends as if nobody did.
func (s *Server) mayListen(r *http.Request) bool {
	cookie, err := r.Cookie(s.sessions.Cookie.Name)
	if err != nil {
		return false
	}
	fresh, err := s.sessions.Load(context.Background(), cookie.Value) // the request's own context keeps what it read at first
	if err != nil {
		return true // the database is away for a while
	}
	session := s.session(fresh)
	if session.Person == 0 {
		return false
	}
	v, err := s.visitor(r.WithContext(fresh), session)
	return err == nil && v.Who.Reach(policy.BoardRead) > policy.Nothing || fault.KindOf(err) == fault.Unavailable
}
