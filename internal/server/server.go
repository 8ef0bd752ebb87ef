// Package server answers requests: routes, sessions, forms, and which status each fault becomes. It holds no SQL and
// no rules; a handler decodes, makes one call to app, and redirects or renders.
package server

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/qr"
	"cchc/web"
)

// Options are what a Server needs to know of its surroundings.
type Options struct {
	App        *app.App
	Log        *slog.Logger
	Clock      func() time.Time
	Origin     string                // the portal's public origin, such as https://cchc.example.vn; "" on a plain local address
	Trusts     func(netip.Addr) bool // whose X-Forwarded-For is believed; nil for nobody's
	Sample     bool                  // the data are samples: every page says so
	Production bool                  // leaves out the style page
	TempDir    string                // where uploads wait; "" for the system's
	Version    string
	Beat       time.Duration // how often an open stream is looked at; 0 for every twenty seconds
}

// Server is the portal's HTTP side.
type Server struct {
	Options
	sessions *scs.SessionManager
	handler  http.Handler
	marking  [32]byte // with which the marks of persons are made
	live     *live
	codes    qr.Drawings // of the links to frozen briefs
}

// New returns a Server, or an error when an option cannot be understood.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, sessions: newSessions(o), live: newLive()}
	s.sessions.ErrorFunc = s.failBare
	_, _ = rand.Read(s.marking[:])
	var err error
	s.handler, err = s.router()
	return s, err
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// compression is the level at which pages are sent: twice as fast as the usual fifth, for a tenth more bytes.
const compression = 3

func (s *Server) router() (http.Handler, error) {
	sameOrigin := http.NewCrossOriginProtection()
	if s.Origin != "" {
		if err := sameOrigin.AddTrustedOrigin(s.Origin); err != nil {
			return nil, err
		}
	}
	sameOrigin.SetDenyHandler(s.public(func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.Forbidden, "Yêu cầu đến từ một trang khác nên không được thực hiện. Mở lại trang của cổng rồi gửi lại.")
	}))
	r := chi.NewRouter()
	r.Use(s.identify, s.logged, s.recovered, s.hardened)
	r.Get(paths.Alive, s.public(s.alive))
	r.Get(paths.Ready, s.public(s.ready))
	r.Handle(paths.Assets, web.Handler())
	for _, method := range []string{http.MethodGet, http.MethodHead} { // behind no session: the secret of the address is all that is asked for
		r.Method(method, paths.Feed, s.public(s.feed))
	}
	r.Group(func(r chi.Router) {
		r.Use(sameOrigin.Handler, middleware.Compress(compression, "text/html"), s.sessions.LoadAndSave, s.signedIn)
		for _, route := range s.routes() {
			r.Method(route.Method, route.Pattern, s.gate(route))
		}
		r.NotFound(s.public(notFound))
		r.MethodNotAllowed(s.public(notFound))
	})
	return r, nil
}

func notFound(http.ResponseWriter, *http.Request) error {
	return fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
}
