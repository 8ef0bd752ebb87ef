package server_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestTheOfficeJudgesAPriorityTaskAndLeadersReadIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	clerk, leader := p.as(p.Clerk), p.as(p.Leader)
	shows(t, leader.get(paths.Judgements), "Chưa có nhiệm vụ trọng điểm đang mở")
	shows(t, clerk.get(paths.ToJudge(task.Code)), "không phải trọng điểm")
	if err := p.App.FlagTask(t.Context(), p.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}); err != nil {
		t.Fatal(err)
	}
	shows(t, clerk.get(paths.Judgements), task.Title, "Chưa có nhận định", "1 nhiệm vụ chưa có nhận định còn hiệu lực")
	shows(t, clerk.get(paths.ToTask(task.Code)), "chưa nhận định nhiệm vụ trọng điểm này")
	form := clerk.get(paths.ToJudge(task.Code)).page(t).form(paths.ToJudge(task.Code)).values
	form.Set("ly_do", "Giữ lại câu này.")
	wrong := clerk.post(paths.ToJudge(task.Code), form)
	want(t, "no reading", wrong, http.StatusUnprocessableEntity)
	shows(t, wrong, "Giữ lại câu này.", "Chọn nhận định")
	form.Set("nhan_dinh", string(reform.AtRisk))
	other := url.Values{}
	for name, values := range form {
		other[name] = values
	}
	want(t, "a judgement", clerk.post(paths.ToJudge(task.Code), form), http.StatusSeeOther)
	shows(t, leader.get(paths.Judgements), "Có nguy cơ", "Giữ lại câu này.", "có hiệu lực đến hết 30/11/2026")
	shows(t, p.as(p.Science.Officer).get(paths.ToTask(task.Code)), "Văn phòng nhận định: Giữ lại câu này.")
	late := p.as(p.SecondClerk)
	other.Set("ly_do", "Câu của người đến sau.")
	other.Del("ma_gui")
	stale := late.post(paths.ToJudge(task.Code), other)
	want(t, "over one that was not seen", stale, http.StatusConflict)
	shows(t, stale, "Giữ lại câu này.", "Câu của người đến sau.")
	want(t, "a leader", p.as(p.Leader).get(paths.ToJudge(task.Code)), http.StatusForbidden)
	want(t, "an officer", p.as(p.Science.Officer).get(paths.Judgements), http.StatusForbidden)
	p.Clock.Advance(8 * 24 * time.Hour)
	leader = p.as(p.ViceLeader)
	shows(t, leader.get(paths.Judgements), "Hết hiệu lực: Có nguy cơ", "cần nhận định lại")
	shows(t, leader.get(paths.Judgements+"?ngay=24/11/2026"), "Số liệu cuối ngày 24/11/2026", "có hiệu lực đến hết 30/11/2026")
}

// flagOne makes a task in progress a priority, which the Office has judged.
func (l *land) flagOne() {
	task := l.Read(l.in(reform.TaskInProgress).Code)
	if err := l.App.FlagTask(l.t.Context(), l.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}); err != nil {
		l.t.Fatal(err)
	}
	in := app.Judge{Code: task.Code, Reading: reform.AtRisk, Sentence: "Chờ ý kiến.", UntilOn: l.App.Today().AddDays(7)}
	if err := l.App.Judge(l.t.Context(), l.Clerk.Actor, in); err != nil {
		l.t.Fatal(err)
	}
}

// priority returns the task that is one.
func (l *land) priority() reform.Task { return l.Read(l.in(reform.TaskInProgress).Code) }
