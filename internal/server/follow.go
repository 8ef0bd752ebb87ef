package server

import (
	"net/http"
	"strconv"
	"strings"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/boards"
	"cchc/web/pages/nudges"
	"cchc/web/ui"
)

// pickedOn reads which tasks were picked on the board: these, or all that its filter shows. Of what was picked on a phone it takes no
// more than a phone may pick, and returns how many it leaves out.
func pickedOn(f *form) (pick app.NudgePick, left int) {
	pick.Codes = f.values[nudges.TaskField]
	if f.Line(ui.ScreenField) == ui.PhoneScreen && len(pick.Codes) > ui.PhoneMost {
		pick.Codes, left = pick.Codes[:ui.PhoneMost], len(pick.Codes)-ui.PhoneMost
	}
	if f.On("loc") {
		filter := reform.BoardFilterIn(f.Raw("loc"))
		pick.Filter = &filter
	}
	return pick, left
}

// followPage asks who of the Office follows the tasks that were picked on the board.
func (s *Server) followPage(w http.ResponseWriter, r *http.Request) error {
	pick, left := pickedOn(queried(r))
	return s.renderFollow(w, r, http.StatusOK, pick, left, ui.Entry{})
}

func (s *Server) renderFollow(w http.ResponseWriter, r *http.Request, status int, pick app.NudgePick, left int, entry ui.Entry) error {
	who, _ := actorOf(r)
	page, err := s.App.FollowPage(r.Context(), who, pick)
	if err != nil {
		return err
	}
	view := boards.Follow{Tasks: page.Tasks, People: page.People, Over: page.Over, Left: left, Me: who.Person, Entry: entry}
	crumbs := []ui.Crumb{{Label: "Bảng theo dõi", Href: paths.Board}, {Label: "Giao người theo dõi"}}
	return s.render(w, r, status, s.page(r, "Giao người theo dõi", paths.Board, crumbs...), boards.FollowPage(view))
}

func (s *Server) followTasks(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.FollowTasks{Tasks: strings.Fields(f.Line(nudges.AllField)), Person: f.ID(boards.FollowerField)}
	var made app.FollowsMade
	err = f.first(func() error {
		if f.Line(boards.FollowerField) == "" { // "0" asks for nobody
			return fault.InvalidFields(fault.Field{Name: boards.FollowerField, Message: "Chọn người theo dõi."})
		}
		made, err = s.App.FollowTasks(r.Context(), who, in)
		return err
	})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderFollow(w, r, status, app.NudgePick{Codes: in.Tasks}, 0, f.entry(lines))
	}
	if err != nil {
		return err
	}
	back := reform.BoardFilter{Follower: in.Person}
	if in.Person == 0 {
		back.Follower = reform.FollowedByNobody
	}
	return s.done(w, r, paths.ToBoard(back.Query()), followsMade(made))
}

// followsMade says what came of giving tasks a follower.
func followsMade(made app.FollowsMade) string {
	text := "Đã giao " + made.Name + " theo dõi " + strconv.Itoa(made.Given) + " nhiệm vụ."
	if made.Name == "" {
		text = "Đã bỏ người theo dõi của " + strconv.Itoa(made.Given) + " nhiệm vụ."
	}
	if made.Skipped > 0 {
		text += " Giữ nguyên " + strconv.Itoa(made.Skipped) + " nhiệm vụ đã kết thúc hoặc không đổi người."
	}
	return text
}
