package server

import (
	"net/http"
	"time"

	"cchc/internal/paths"
)

// left returns for how many seconds the session goes on if nothing more is asked of it; 0 without one.
func (s *Server) left(r *http.Request) int {
	if _, ok := actorOf(r); !ok {
		return 0
	}
	ctx := r.Context()
	ends := time.Unix(s.sessions.GetInt64(ctx, seenKey), 0).Add(sessionIdle)
	if whole := time.Unix(s.sessions.GetInt64(ctx, beganKey), 0).Add(sessionTotal); whole.Before(ends) {
		ends = whole
	}
	return max(int(ends.Sub(s.Clock()).Seconds()), 0)
}

// stay lets the session go on, as any page would; the twelve hours of a session stay twelve.
func (s *Server) stay(w http.ResponseWriter, r *http.Request) error {
	s.sessions.Put(r.Context(), seenKey, s.Clock().Unix())
	if !scripted(r) {
		http.Redirect(w, r, paths.Home, http.StatusSeeOther)
		return nil
	}
	return tell(w, http.StatusOK, told{Left: s.left(r)})
}

// sharedCookie marks a browser on a computer that several people use: it keeps nothing that is typed.
const sharedCookie = "cchc-may-chung"

func sharedComputer(r *http.Request) bool {
	cookie, err := r.Cookie(sharedCookie)
	return err == nil && cookie.Value == "1"
}

// markComputer keeps in the browser whether several people use it.
func (s *Server) markComputer(w http.ResponseWriter, shared bool) {
	cookie := s.ownCookie(sharedCookie, "1", 365*24*time.Hour)
	if !shared {
		cookie.MaxAge = -1
	}
	http.SetCookie(w, cookie)
}

func (s *Server) ownCookie(name, value string, lasts time.Duration) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(lasts.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: s.sessions.Cookie.Secure,
	}
}

func (s *Server) shareComputer(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	s.markComputer(w, f.On("dung_chung"))
	sentence := "Máy này được giữ bản sao nội dung chưa gửi."
	if f.On("dung_chung") {
		sentence = "Máy dùng chung: không lưu nội dung trên máy này."
	}
	return s.done(w, r, paths.Account, sentence)
}
