package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// cooperate makes tasks on which units work together: one whose share the science division has answered with a file, and one
// that is divided between two units.
func (l *land) cooperate() {
	l.t.Helper()
	asked := l.InProgress(l.Digital, reform.TaskUnit{UnitID: l.Units.Science.ID, Part: reform.Cooperating, Share: "Số liệu"})
	share := l.share(asked)
	in := app.AnswerShare{Code: asked.Code, Share: share.ID, Seen: share.Version, Answer: "Đã gửi.", Files: []app.Upload{small.PDF("so-lieu.pdf", "x")}}
	if err := l.App.AnswerShare(l.t.Context(), l.Science.Officer.Actor, in); err != nil {
		l.t.Fatal(err)
	}
	parent := l.Assigned(l.Digital)
	split := app.SplitTask{Code: parent.Code, Seen: parent.Version, DueOn: parent.DueOn, Units: []int64{l.Units.Science.ID, l.Units.Centre.ID}}
	if err := l.App.SplitTask(l.t.Context(), l.Clerk.Actor, split); err != nil {
		l.t.Fatal(err)
	}
	l.tasks = append(l.tasks, l.Read(asked.Code), l.Read(parent.Code))
	children, err := l.DB.ChildTasks(l.t.Context(), policy.See(l.Clerk.Actor, policy.TaskRead), parent.ID)
	if err != nil {
		l.t.Fatal(err)
	}
	for _, child := range children {
		l.tasks = append(l.tasks, l.Read(child.Code))
	}
}

// share returns the one share of the task; the zero value when it has none.
func (p *portal) share(task reform.Task) reform.TaskUnit {
	p.t.Helper()
	shares, err := p.DB.EveryShare(p.t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(shares) == 0 {
		return reform.TaskUnit{}
	}
	return shares[0]
}

// shareTargets are the shares of each task; who answers is the cooperating unit, who asks again the lead and the Office.
func (l *land) shareTargets(route server.Route, who small.Member) []target {
	path, act := paths.ToShare, reform.ShareAnswer
	if route.Pattern == paths.ShareAgain {
		path, act = paths.ToShareAgain, reform.ShareAskAgain
	}
	all := []target{{path("CCHC-2026-999", 1), missing}, {paths.ToTask(l.tasks[0].Code) + "/phan-viec/abc", missing}}
	for _, task := range l.tasks {
		share := l.share(task)
		if share.ID == 0 {
			continue
		}
		f := fateOf(who, task, policy.TaskRead)
		if _, err := policy.Allow(who.Actor, route.Action, share.Subject(act, task)); f == allowed && err != nil {
			f = forbidden
		}
		all = append(all, target{path(task.Code, share.ID), f}, target{path(task.Code, 999999), missing})
	}
	return all
}

// working returns a task of the digital division that waits for the science division's share.
func (p *portal) working() (reform.Task, reform.TaskUnit) {
	p.t.Helper()
	task := p.InProgress(p.Digital, reform.TaskUnit{UnitID: p.Units.Science.ID, Part: reform.Cooperating, Share: "Danh mục hồ sơ"})
	return task, p.share(task)
}

func TestShareIsAnsweredWithAFileAndAskedForAgain(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, share := p.working()
	lead, unit := p.as(p.Digital.Officer), p.as(p.Science.Officer)
	if page := lead.get(paths.ToTask(task.Code)); !strings.Contains(page.body, "Chưa trả lời: "+p.Units.Science.Name) || strings.Contains(page.body, paths.ToShare(task.Code, share.ID)) {
		t.Error("the lead does not see who has not answered, or is offered to answer")
	}
	for _, list := range []string{paths.Work, paths.ToTask(task.Code)} {
		if !slices.Contains(unit.get(list).page(t).links(), paths.ToShare(task.Code, share.ID)) {
			t.Errorf("%s does not lead the unit to its share", list)
		}
	}
	form := unit.get(paths.ToShare(task.Code, share.ID)).page(t).form(paths.ToShare(task.Code, share.ID))
	form.values.Set("tra_loi", "Có 42 hồ sơ.")
	got := unit.upload(form.action, form.values, file{"tep", "danh-muc.pdf", "application/pdf", strings.NewReader("%PDF-1.7\nx")})
	want(t, "the answer", got, http.StatusSeeOther)
	page := lead.get(paths.ToTask(task.Code))
	for _, words := range []string{"1/1 đơn vị đã trả lời", "Có 42 hồ sơ.", "danh-muc.pdf", "Đã trả lời 23/11/2026"} {
		if !strings.Contains(page.body, words) {
			t.Errorf("the lead's page does not say %q", words)
		}
	}
	again := lead.get(paths.ToShareAgain(task.Code, share.ID)).page(t).form(paths.ToShareAgain(task.Code, share.ID))
	again.values.Set("ly_do", "Nêu rõ số hồ sơ trễ.")
	want(t, "asking again", lead.post(again.action, again.values), http.StatusSeeOther)
	asked := unit.get(paths.ToShare(task.Code, share.ID))
	if !strings.Contains(asked.body, "Nêu rõ số hồ sơ trễ.") || asked.page(t).form(form.action).values.Get("tra_loi") != "Có 42 hồ sơ." {
		t.Error("the unit does not read why it is asked again, or has lost its answer")
	}
}

func TestAnswerToAShareAnsweredMeanwhileIsGivenBack(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, share := p.working()
	mine, theirs := p.as(p.Science.Officer), p.as(p.Colleague)
	path := paths.ToShare(task.Code, share.ID)
	form, other := mine.get(path).page(t).form(path), theirs.get(path).page(t).form(path)
	other.values.Set("tra_loi", "Câu trả lời của đồng nghiệp.")
	want(t, "the first", theirs.post(path, other.values), http.StatusSeeOther)
	form.values.Set("tra_loi", "Câu trả lời của tôi.")
	got := mine.post(path, form.values)
	want(t, "the second", got, http.StatusConflict)
	got.page(t).sound()
	if !strings.Contains(got.body, "Câu trả lời của tôi.") {
		t.Error("what was typed is lost")
	}
	if now := p.share(task); now.Answer != "Câu trả lời của đồng nghiệp." {
		t.Errorf("the answer is %q", now.Answer)
	}
}

func TestShareCannotBeAnsweredFromAnotherUnit(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, share := p.working()
	values := url.Values{"phien_ban": {strconv.Itoa(share.Version)}, "tra_loi": {"Thử."}, "ly_do": {"Thử."}}
	for _, who := range []small.Member{p.Centre.Officer, p.Centre.Head, p.Digital.Officer, p.Digital.Head, p.Clerk, p.Observer} {
		want(t, who.Username+" answers", p.as(who).post(paths.ToShare(task.Code, share.ID), values), http.StatusNotFound, http.StatusForbidden)
	}
	for _, who := range []small.Member{p.Science.Officer, p.Science.Head, p.Centre.Head, p.Observer, p.Leader} {
		want(t, who.Username+" asks again", p.as(who).post(paths.ToShareAgain(task.Code, share.ID), values), http.StatusNotFound, http.StatusForbidden)
	}
	if now := p.share(task); now.Version != share.Version {
		t.Errorf("the share was changed: %+v", now)
	}
}

func TestTaskIsSplitAndFurtherUnitsAreAddedLater(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.Assigned(p.Digital)
	v, path := p.as(p.Clerk), paths.ToTaskSplit(task.Code)
	divide := func(units ...reform.Unit) answer {
		form := v.get(path).page(t).form(path)
		for _, unit := range units {
			form.values.Add("don_vi", id(unit.ID))
		}
		return v.post(path, form.values)
	}
	want(t, "splitting", divide(p.Units.Science, p.Units.Centre), http.StatusSeeOther)
	page := v.get(paths.ToTask(task.Code))
	for _, words := range []string{"Việc của từng đơn vị", "0/2 đơn vị hoàn thành", p.Units.Science.Name, p.Units.Centre.Name} {
		if !strings.Contains(page.body, words) {
			t.Errorf("the task's page does not say %q", words)
		}
	}
	offered := v.get(path).page(t).form(path)
	if got := v.get(path); !strings.Contains(got.body, "Đơn vị đã có việc con") || slices.Contains(offered.values["don_vi"], id(p.Units.Science.ID)) {
		t.Error("the form does not tell which units have a task already")
	}
	want(t, "a unit that has one", divide(p.Units.Science), http.StatusUnprocessableEntity)
	want(t, "one more", divide(p.Units.Office), http.StatusSeeOther)
	if now := p.Read(task.Code); now.Children != 3 {
		t.Errorf("%d units have a task of their own", now.Children)
	}
}
