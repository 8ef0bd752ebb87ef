package server

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"cchc/internal/paths"
)

// trace is what a request leaves in the log.
type trace struct {
	id     string
	person int64
	err    error
}

type traceKey struct{}

func traceOf(r *http.Request) *trace {
	if t, ok := r.Context().Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

// requestID returns the code a person can read out over the phone.
func requestID(r *http.Request) string { return traceOf(r).id }

func note(r *http.Request, person int64) { traceOf(r).person = person }

// identify gives the request a short random code and a time in which it must be answered.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var random [5]byte
		_, _ = rand.Read(random[:])
		t := &trace{id: base32.StdEncoding.EncodeToString(random[:])}
		ctx, cancel := context.WithTimeout(context.WithValue(lasting(r), traceKey{}, t), requestTime(r))
		defer cancel()
		w.Header().Set("X-Request-Id", t.id)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// lasting lets what was sent whole be carried out whole: who presses twice leaves the first request before it is answered,
// and a deed on many records must not stop between two of them for that.
func lasting(r *http.Request) context.Context {
	if r.Method == http.MethodPost {
		return context.WithoutCancel(r.Context())
	}
	return r.Context()
}

// Requests that carry files get the time a slow line needs, a stream lasts as long as its session; all others must be quick.
const (
	quick   = 15 * time.Second
	patient = 10 * time.Minute
)

func requestTime(r *http.Request) time.Duration {
	if r.URL.Path == paths.Events {
		return sessionTotal
	}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") || strings.HasPrefix(r.URL.Path, "/tep/") {
		return patient
	}
	return quick
}

// logged writes one line for each request: the route, never what was typed.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		start := s.Clock()
		next.ServeHTTP(seen, r)
		t := traceOf(r)
		level := slog.LevelInfo
		if t.err != nil {
			level = slog.LevelError
		}
		if !s.Log.Enabled(r.Context(), level) {
			return
		}
		attrs := []slog.Attr{
			slog.String("request", t.id), slog.String("method", r.Method), slog.String("route", chi.RouteContext(r.Context()).RoutePattern()),
			slog.Int("status", seen.Status()), slog.Int("bytes", seen.BytesWritten()), slog.Duration("took", s.Clock().Sub(start)),
			slog.Int64("person", t.person),
		}
		if t.err != nil {
			attrs = append(attrs, slog.String("error", t.err.Error()))
		}
		s.Log.LogAttrs(r.Context(), level, "request", attrs...)
	})
}

// recovered turns a panic into the page for unexpected errors.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil && cause != http.ErrAbortHandler {
				s.fail(w, r, fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

const contentPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// hardened sets the headers that keep pages from being framed, sniffed or kept by shared caches.
func (s *Server) hardened(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cache-Control", "private, no-store")
		if strings.HasPrefix(s.Origin, "https://") {
			header.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// address returns where the request comes from: the last hop that is not a trusted proxy. What is no address ends the way.
func (s *Server) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
	for i := len(hops) - 1; i >= 0 && s.trusts(host); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
	}
	return host
}

func (s *Server) trusts(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && s.Trusts != nil && s.Trusts(ip.Unmap())
}
