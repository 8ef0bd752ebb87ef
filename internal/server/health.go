package server

import (
	"net/http"

	"cchc/internal/fault"
	"cchc/internal/postgres"
)

// alive answers as long as the process does.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("ok\n"))
	return err
}

// ready answers when the database does and its schema is the one this program knows.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	version, err := s.App.DB.SchemaNow(r.Context())
	if err != nil || version != postgres.SchemaVersion {
		return fault.Wrap(fault.Unavailable, "Cơ sở dữ liệu chưa sẵn sàng.", err)
	}
	_, err = w.Write([]byte("ready\n"))
	return err
}
