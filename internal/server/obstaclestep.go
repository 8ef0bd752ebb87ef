package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

// obstacleAct returns the step that the URL names.
func obstacleAct(r *http.Request) reform.ObstacleAct {
	return reform.ObstacleAct(chi.URLParam(r, "viec"))
}

// obstacleStepPage asks before a step of an obstacle.
func (s *Server) obstacleStepPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	step, err := s.App.ObstacleStep(r.Context(), who, obstacleCode(r), obstacleAct(r))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if step.Gone || step.Barred != "" {
		status = http.StatusConflict
	}
	return s.renderObstacleStep(w, r, status, step, ui.Entry{})
}

func (s *Server) renderObstacleStep(w http.ResponseWriter, r *http.Request, status int, step app.ObstacleStep, entry ui.Entry) error {
	view := obstacles.Act{
		Obstacle: step.Obstacle, Asked: step.Asked, Act: step.Act, Note: step.Note, Instead: step.Instead, Gone: step.Gone,
		Barred: step.Barred, Entry: entry,
	}
	page := s.page(r, view.Title(), paths.Obstacles, obstacleCrumbs(step.Obstacle.Code, step.Act.Label())...)
	return s.render(w, r, status, page, obstacles.ActPage(view))
}

// obstacleDone is what each step says once it is taken.
var obstacleDone = map[reform.ObstacleAct]string{
	reform.ObstacleConfirm: "Đã xác nhận vướng mắc, chuyển Văn phòng Sở.", reform.ObstacleReturn: "Đã trả lại vướng mắc.",
	reform.ObstacleReceive: "Đã tiếp nhận vướng mắc.", reform.ObstacleAsk: "Đã hỏi lại đơn vị; thời gian xử lý tạm dừng.",
	reform.ObstacleAnswer: "Đã gửi bổ sung.", reform.ObstacleResolve: "Đã ghi cách giải quyết, chờ đơn vị xác nhận đã gỡ.",
	reform.ObstacleClose: "Đã xác nhận gỡ xong, vướng mắc được đóng.", reform.ObstacleReopen: "Đã chuyển vướng mắc trở lại Văn phòng.",
	reform.ObstacleWithdraw: "Đã rút vướng mắc.",
}

func (s *Server) moveObstacle(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.MoveObstacle{Code: obstacleCode(r), Act: obstacleAct(r), Seen: f.Number("phien_ban"), Note: f.Text("ly_do")}
	err = s.App.MoveObstacle(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		step, err := s.App.ObstacleStep(r.Context(), who, in.Code, in.Act)
		if err != nil {
			return err
		}
		step.Obstacle.Version = shownVersion(f, status, step.Obstacle.Version)
		return s.renderObstacleStep(w, r, status, step, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToObstacle(in.Code), obstacleDone[in.Act])
}
