package server_test

import (
	"net/http"
	"net/url"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// TestStalePageCannotTakeAStep opens each question, has somebody else change the task, and answers it.
func TestStalePageCannotTakeAStep(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, c := range []struct {
		who    small.Member
		page   string
		action string
		typed  url.Values
	}{
		{l.Clerk, paths.ToTaskAct(l.in(reform.TaskInProgress).Code, "suspend"), paths.ToTaskAct(l.in(reform.TaskInProgress).Code, "suspend"), url.Values{"ly_do": {"Lý do của tôi"}}},
		{l.Science.Head, paths.ToTaskStaff(l.in(reform.TaskInProgress).Code), paths.ToTaskStaff(l.in(reform.TaskInProgress).Code), url.Values{"nguoi_xu_ly": {id(l.Colleague.Person)}}},
		{l.Leader, paths.ToTask(l.in(reform.TaskInProgress).Code), paths.ToTaskFlag(l.in(reform.TaskInProgress).Code), nil},
	} {
		v := l.as(c.who)
		form := v.get(c.page).page(t).form(c.action)
		for name, values := range c.typed {
			form.values[name] = values
		}
		l.exec("update task set version = version + 1")
		got := v.post(c.action, form.values)
		want(t, "a stale form to "+c.action, got, http.StatusConflict)
		page := got.page(t)
		page.sound()
		for name, values := range c.typed {
			if _, again := page.form(c.action).values[name]; again && page.form(c.action).values.Get(name) != values[0] {
				t.Errorf("%s: %s now holds %q", c.action, name, page.form(c.action).values.Get(name))
			}
		}
	}
}

func (p *portal) exec(sql string) {
	p.t.Helper()
	if _, err := p.DB.Pool().Exec(p.t.Context(), sql); err != nil {
		p.t.Fatal(err)
	}
}

func TestStepAlreadyTakenIsToldAsSuch(t *testing.T) {
	t.Parallel()
	l := settle(t)
	task := l.in(reform.TaskAssigned)
	form := l.as(l.Science.Head).get(paths.ToTaskAct(task.Code, "decline")).page(t).form(paths.ToTaskAct(task.Code, "decline"))
	form.values.Set("ly_do", "Không thuộc chức năng.")
	l.Move(task, l.Science.Head, app.MoveTask{Act: reform.TaskAccept})
	got := l.as(l.Science.Head).post(form.action, form.values)
	want(t, "declining what was accepted", got, http.StatusConflict)
	got.page(t).sound()
	want(t, "the question after it", l.as(l.Science.Head).get(paths.ToTaskAct(task.Code, "decline")), http.StatusConflict)
}
