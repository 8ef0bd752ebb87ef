package server

import (
	"net/http"
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/rooms"
	"cchc/web/ui"
)

func (s *Server) roomRoutes() []Route {
	return []Route{
		get(paths.Projector, policy.MeetingRead, s.projector),
		get(paths.MinutesFile, policy.MeetingRead, s.minutesFile),
		get(paths.DashboardBrief, policy.MeetingRead, s.briefToRead),
	}
}

// projector shows one screen of the meeting's brief, in the frame of a room.
func (s *Server) projector(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	shown, err := s.App.Projection(r.Context(), who, meetingCode(r))
	if err != nil {
		return err
	}
	view := rooms.Show{Meeting: shown.Meeting, Brief: shown.Brief, Noted: shown.Noted, Screen: max(queried(r).Number(rooms.ScreenField), 1), Now: s.App.Clock()}
	page := s.page(r, view.Title(), "")
	page.Room = true
	return s.render(w, r, http.StatusOK, page, rooms.ShowPage(view))
}

// minutesFile sends the announcement of the meeting's conclusions as a Word file.
func (s *Server) minutesFile(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	file, err := s.App.MeetingMinutes(r.Context(), who, meetingCode(r))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", wordDocument)
	w.Header().Set("Content-Disposition", disposition("attachment", file.Name))
	w.Header().Set("Content-Length", strconv.Itoa(len(file.Bytes)))
	_, err = w.Write(file.Bytes)
	traceOf(r).err = err // the page could no longer follow
	return nil
}

// briefToRead leads to the brief of the next meeting, or to the last one there is.
func (s *Server) briefToRead(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	code, next, err := s.App.BriefToRead(r.Context(), who)
	if err != nil {
		return err
	}
	if code != "" {
		http.Redirect(w, r, paths.ToSnapshot(code), http.StatusSeeOther)
		return nil
	}
	crumbs := []ui.Crumb{{Label: "Bản tóm tắt"}}
	return s.render(w, r, http.StatusOK, s.page(r, "Bản tóm tắt", paths.Meetings, crumbs...), rooms.NoBriefPage(next))
}
