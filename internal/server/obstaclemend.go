package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

// returnedForm reads the form for the obstacle of the URL; a conflict fault says why it cannot be mended now.
func (s *Server) returnedForm(r *http.Request) (app.ObstacleForm, error) {
	who, _ := actorOf(r)
	form, err := s.App.MendForm(r.Context(), who, chi.URLParam(r, "vuong_mac"))
	if err == nil && form.Closed != "" {
		err = fault.New(fault.Conflict, form.Closed)
	}
	return form, err
}

func (s *Server) mendPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderMend(w, r, http.StatusOK, nil)
}

// renderMend shows the form with what was typed, or with what was returned where nothing was typed yet.
func (s *Server) renderMend(w http.ResponseWriter, r *http.Request, status int, typed *ui.Entry) error {
	form, err := s.returnedForm(r)
	if err != nil {
		return err
	}
	entry := obstacles.Typed(form.Obstacle)
	if typed != nil {
		entry = *typed
	}
	fields, err := s.obstacleFields(r, entry, form.Obstacle.Code)
	if err != nil {
		return err
	}
	fields.DueOn, fields.Stored = form.Task.DueOn, form.Files
	page := s.page(r, "Sửa vướng mắc "+form.Obstacle.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Sửa vướng mắc "+form.Obstacle.Code)...)
	return s.render(w, r, status, page, obstacles.MendPage(obstacles.Mend{Fields: fields, Obstacle: form.Obstacle, Return: form.Return}))
}

func (s *Server) mendObstacle(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	again := func(status int, lines []ui.FieldError) error {
		entry := up.entry(append(lines, s.hold(r, up)...))
		return s.renderMend(w, r, status, &entry)
	}
	if up.On("tim") {
		return again(http.StatusOK, nil)
	}
	name := chi.URLParam(r, "vuong_mac")
	return s.edit(w, r, edit{
		form: &up.form, fields: obstacles.EditFields(), next: paths.ToObstacle(name), done: "Đã gửi lại vướng mắc " + name + " tới lãnh đạo đơn vị.",
		deed: func() error {
			in := app.MendObstacle{
				Code: name, Seen: up.Number(ui.VersionField), Blocking: typedBlocking(&up.form, s.App.Today()), Files: up.Files(fileField),
			}
			return up.first(func() error { return s.App.MendObstacle(r.Context(), who, in) })
		},
		stored: func() (record, error) { return s.storedObstacle(r) },
		again:  again,
	})
}

func (s *Server) storedObstacle(r *http.Request) (record, error) {
	form, err := s.returnedForm(r)
	return record{
		entry: obstacles.Typed(form.Obstacle), fields: obstacles.EditFields(), action: policy.ObstacleRaise, subject: form.Obstacle.Subject(),
	}, err
}

// reportedObstacle is what blocks the task as the form that reports progress says it; nil where nothing does.
func (s *Server) reportedObstacle(up *uploads) *app.RaiseObstacle {
	if !up.On(obstacles.TickField) {
		return nil
	}
	return &app.RaiseObstacle{Blocking: typedBlocking(&up.form, s.App.Today()), Files: up.Files(reform.BlockedFilesField)}
}
