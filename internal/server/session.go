package server

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/scs/pgxstore"
	"github.com/alexedwards/scs/v2"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
)

// A session ends after an hour without a request, and after twelve hours whatever happens.
const (
	sessionIdle  = time.Hour
	sessionTotal = 12 * time.Hour
	// Seen is written at most once a minute, so that looking at pages does not write to the database each time.
	sessionNoted = time.Minute
)

// The keys of a session.
const (
	personKey = "person"
	epochKey  = "epoch"
	deputyKey = "deputyship"
	beganKey  = "began"
	seenKey   = "seen"
	flashKey  = "flash"
)

func newSessions(o Options) *scs.SessionManager {
	sessions := scs.New()
	sessions.Store = &recentStore{Store: pgxstore.NewWithCleanupInterval(o.App.DB.Pool(), 10*time.Minute), clock: o.Clock}
	sessions.Codec = &sessionCodec{}
	sessions.Lifetime = sessionTotal
	sessions.Cookie.Name = "cchc"
	sessions.Cookie.HttpOnly = true
	sessions.Cookie.SameSite = http.SameSiteLaxMode
	sessions.Cookie.Secure = strings.HasPrefix(o.Origin, "https://")
	sessions.Cookie.Persist = false
	return sessions
}

// visitor is who sent a request.
type visitor struct {
	app.Visitor
	sent *sentForm
}

type visitorKey struct{}

// openedKey marks a request whose session was read: only such a request may ask it for anything.
type openedKey struct{}

func opened(r *http.Request) bool { return r.Context().Value(openedKey{}) != nil }

func actorOf(r *http.Request) (policy.Actor, bool) {
	v, ok := r.Context().Value(visitorKey{}).(visitor)
	return v.Who, ok
}

// visitorOf returns who sent the request; the zero value for a stranger.
func visitorOf(r *http.Request) app.Visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v.Visitor
}

func mustChange(r *http.Request) bool { return visitorOf(r).MustChange }

// signedIn puts the session's person into the request; a session that idled too long or was ended is dropped.
func (s *Server) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), openedKey{}, true)
		r = r.WithContext(ctx)
		session := s.session(ctx)
		if session.Person == 0 {
			next.ServeHTTP(w, r)
			return
		}
		v, err := s.visitor(r, session)
		if fault.KindOf(err) == fault.NotFound && err != nil {
			_ = s.sessions.Destroy(ctx)
			next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, lapsedKey{}, session.Person)))
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		note(r, v.Who.Person)
		r = r.WithContext(context.WithValue(ctx, visitorKey{}, v))
		if session.Deputyship != 0 && v.Acting.ID == 0 {
			s.standInEnded(next).ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// session returns what the request's session remembers.
func (s *Server) session(ctx context.Context) app.Session {
	return app.Session{
		Person: s.sessions.GetInt64(ctx, personKey), Epoch: s.sessions.GetInt(ctx, epochKey), Deputyship: s.sessions.GetInt64(ctx, deputyKey),
	}
}

func (s *Server) visitor(r *http.Request, session app.Session) (visitor, error) {
	ctx, now := r.Context(), s.Clock()
	began, seen := time.Unix(s.sessions.GetInt64(ctx, beganKey), 0), time.Unix(s.sessions.GetInt64(ctx, seenKey), 0)
	if now.Sub(seen) > sessionIdle || now.Sub(began) > sessionTotal {
		return visitor{}, fault.New(fault.NotFound, "Phiên làm việc đã hết hạn.")
	}
	v, err := s.App.Visitor(ctx, session)
	if err != nil {
		return visitor{}, err
	}
	if now.Sub(seen) > sessionNoted && r.URL.Path != paths.Events { // a page left open is no use of the session
		s.sessions.Put(ctx, seenKey, now.Unix())
	}
	sent := &sentForm{}
	v.Who.Request, v.Who.Address, v.Who.Form = requestID(r), s.address(r), &sent.Form
	return visitor{Visitor: v, sent: sent}, nil
}

// begin starts the session under a new id, so that one known before the sign-in is worth nothing after it.
func (s *Server) begin(ctx context.Context, session app.Session) error {
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, personKey, session.Person)
	s.sessions.Put(ctx, epochKey, session.Epoch)
	s.sessions.Put(ctx, beganKey, s.Clock().Unix())
	s.sessions.Put(ctx, seenKey, s.Clock().Unix())
	return nil
}

// askToSignIn sends the reader to the sign-in page and, after a GET, back again. What a form brought is kept; a script is
// told, so that the page it runs on stays.
func (s *Server) askToSignIn(w http.ResponseWriter, r *http.Request) error {
	if scripted(r) {
		return tell(w, http.StatusUnauthorized, told{Fault: "Phiên làm việc đã hết hạn."})
	}
	next := ""
	if r.Method == http.MethodPost {
		next = s.keepPost(w, r)
	}
	if r.Method == http.MethodGet {
		next = r.URL.RequestURI()
	}
	http.Redirect(w, r, paths.ToSignIn(next), http.StatusSeeOther)
	return nil
}

// ownPath returns the path when it stays on this portal, the home page otherwise.
func ownPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.Contains(path, `\`) {
		return paths.Home
	}
	return path
}
