package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// raiseObstacles has an obstacle in each state on tasks of the science division, and one of other units.
func (l *land) raiseObstacles() {
	for _, state := range []reform.ObstacleState{
		reform.ObstacleSubmitted, reform.ObstacleReturned, reform.ObstacleWithdrawn, reform.ObstacleConfirmed, reform.ObstacleReceived,
		reform.ObstacleAsked, reform.ObstacleResolved, reform.ObstacleClosed,
	} {
		l.obstacles = append(l.obstacles, l.Obstacle(state, l.blockedTask(l.Science), l.Science))
	}
	for _, state := range []reform.ObstacleState{reform.ObstacleEscalated, reform.ObstacleQueried, reform.ObstacleDecided} {
		l.obstacles = append(l.obstacles, l.OnCard(state, l.blockedTask(l.Science), l.Science))
	}
	l.obstacles = append(l.obstacles, l.Obstacle(reform.ObstacleSubmitted, l.blockedTask(l.Digital), l.Digital),
		l.Obstacle(reform.ObstacleReceived, l.blockedTask(l.Centre), l.Centre))
}

// blockedTask is a task under way of the team, known to the land.
func (l *land) blockedTask(team small.Team) reform.Task {
	task := l.InProgress(team)
	l.tasks = append(l.tasks, task)
	return task
}

// blocked returns the science division's obstacle in the state.
func (l *land) blocked(state reform.ObstacleState) reform.Obstacle {
	l.t.Helper()
	for _, o := range l.obstacles {
		if o.State == state {
			return o
		}
	}
	l.t.Fatalf("no obstacle is %s", state)
	return reform.Obstacle{}
}

// obstacleFate is what policy says of taking the action on the obstacle.
func obstacleFate(who small.Member, o reform.Obstacle, action policy.Action) fate {
	task := policy.Subject{Kind: policy.Task, Officer: o.OfficerID, Unit: o.UnitID}
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task); err != nil {
		return missing
	}
	if _, err := policy.Allow(who.Actor, action, o.Subject()); err != nil {
		return forbidden
	}
	return allowed
}

// obstacleTargets are the obstacles with what policy says of reading each, or of each step that its state takes.
func (l *land) obstacleTargets(route server.Route, who small.Member) []target {
	var all []target
	for _, o := range l.obstacles {
		if route.Pattern == paths.Obstacle {
			all = append(all, target{paths.ToObstacle(o.Code), obstacleFate(who, o, policy.TaskRead)})
			continue
		}
		for _, step := range reform.ObstacleFlow.Out(o.State) {
			if slices.Contains([]reform.ObstacleAct{reform.ObstacleQuery, reform.ObstacleTable, reform.ObstacleSendBack}, step.Act) {
				continue // under patterns of their own
			}
			f := obstacleFate(who, o, step.Needs)
			if step.Act.ByCard() || step.Act == reform.ObstacleSubmit { // these have pages of their own
				f = missing
			}
			all = append(all, target{paths.ToObstacleAct(o.Code, string(step.Act)), f})
		}
	}
	last := strings.Replace(route.Pattern, "{viec}", "confirm", 1)
	return append(all, target{strings.Replace(last, "{vuong_mac}", "VM-999", 1), missing}, target{strings.Replace(last, "{vuong_mac}", "khong-co", 1), missing},
		target{paths.ToObstacleAct(l.obstacles[0].Code, "khong-co"), missing})
}

// stepForm returns the form of the step as its page has it.
func stepForm(t *testing.T, v *visitor, code string, act reform.ObstacleAct) url.Values {
	t.Helper()
	to := paths.ToObstacleAct(code, string(act))
	return v.get(to).page(t).form(to).values
}

func TestObstacleGoesItsWayOnItsPages(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleSubmitted, p.InProgress(p.Science), p.Science)
	officer, head, clerk := p.as(p.Science.Officer), p.as(p.Science.Head), p.as(p.Clerk)
	for _, c := range []struct {
		by   *visitor
		act  reform.ObstacleAct
		note string
		says string
	}{
		{head, reform.ObstacleConfirm, "", "Đã xác nhận vướng mắc, chuyển Văn phòng Sở."}, {clerk, reform.ObstacleReceive, "", "Đã tiếp nhận vướng mắc."},
		{clerk, reform.ObstacleAsk, "Đã gửi công văn số mấy?", "Đã hỏi lại đơn vị"}, {officer, reform.ObstacleAnswer, "Công văn số 12/SKHCN.", "Đã gửi bổ sung."},
		{clerk, reform.ObstacleResolve, "Đã làm việc với Sở Tư pháp.", "Đã ghi cách giải quyết"}, {officer, reform.ObstacleReopen, "Chưa có văn bản.", "trở lại Văn phòng"},
		{clerk, reform.ObstacleResolve, "Sở Tư pháp đã có văn bản.", "Đã ghi cách giải quyết"}, {officer, reform.ObstacleClose, "", "Đã xác nhận gỡ xong"},
	} {
		to := paths.ToObstacleAct(o.Code, string(c.act))
		if links := c.by.get(paths.ToObstacle(o.Code)).page(t).links(); !strings.Contains(strings.Join(links, " "), to) {
			t.Errorf("%s has no button to %s", c.by.name, c.act)
		}
		form := stepForm(t, c.by, o.Code, c.act)
		if c.act == reform.ObstacleAnswer {
			shows(t, c.by.get(to), "Đã gửi công văn số mấy?", p.Clerk.Name)
		}
		form.Set("ly_do", c.note)
		got := c.by.post(to, form)
		want(t, string(c.act), got, http.StatusSeeOther)
		shows(t, c.by.get(got.to()), c.says)
	}
	shows(t, officer.get(paths.ToObstacle(o.Code)), "Đã đóng", "Sở Tư pháp đã có văn bản.", "Công văn số 12/SKHCN.", p.Science.Head.Name, p.Clerk.Name)
}

func TestStalePageKeepsWhatWasTypedOfAnObstacle(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleReceived, p.InProgress(p.Science), p.Science)
	clerk, to := p.as(p.Clerk), paths.ToObstacleAct(o.Code, "resolve")
	form := stepForm(t, clerk, o.Code, reform.ObstacleResolve)
	form.Set("ly_do", "Đã họp với Sở Tư pháp.")
	p.StepObstacle(o.Code, p.SecondClerk, reform.ObstacleAsk)
	got := clerk.post(to, form)
	want(t, "resolved while it is asked about", got, http.StatusConflict)
	shows(t, got, "Không còn thực hiện được", "Chờ đơn vị bổ sung", "Đã họp với Sở Tư pháp.")
	p.StepObstacle(o.Code, p.Science.Officer, reform.ObstacleAnswer)
	got = clerk.post(to, form)
	want(t, "resolved on the page of before", got, http.StatusConflict)
	again := got.page(t).form(to)
	if again.values.Get("ly_do") != "Đã họp với Sở Tư pháp." || again.values.Get("phien_ban") != strconv.Itoa(p.ReadObstacle(o.Code).Version) {
		t.Errorf("the form comes back with %v", again.values)
	}
	want(t, "sent once more", clerk.post(to, again.values), http.StatusSeeOther)
}

func TestListShowsTheObstacleChosenBesideIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleConfirmed, p.InProgress(p.Science), p.Science)
	clerk := p.as(p.Clerk)
	got := clerk.get(paths.Obstacles)
	shows(t, got, "Mới (1)", o.Code, "Còn 1 ngày làm việc", p.Units.Science.Name)
	got = clerk.get(paths.ToObstacles(string(reform.ObstaclesNew)) + "&chon=" + o.Code)
	got.page(t).sound()
	shows(t, got, "Đã có hai công văn và làm việc trực tiếp.", "Mở trang vướng mắc", "Tiếp nhận")
	if heading := got.page(t).byID("dang-chon-de"); heading == nil || !strings.Contains(text(heading), o.Code) {
		t.Error("the chosen one has no heading")
	}
	want(t, "one that is not there", clerk.get(paths.Obstacles+"?chon=VM-999"), http.StatusOK)
	if menu := clerk.get(paths.Tasks); !strings.Contains(menu.body, `<span class="pill">1</span>`) {
		t.Error("the menu does not say that one waits")
	}
	shows(t, p.as(p.Leader).get(paths.Obstacles), "Chờ quyết định (0)", "Không có vướng mắc chờ quyết định.")
}

func TestAnotherUnitsObstacleIsNotFoundByPageListSearchOrGuess(t *testing.T) {
	t.Parallel()
	p := open(t)
	kept := p.keepSecret(p.Clause(p.Directive("07"), "2.1"))
	o := p.Obstacle(reform.ObstacleReceived, kept.task, p.Digital)
	for _, who := range []small.Member{p.Science.Officer, p.Colleague, p.Science.Head, p.Branch.Head, p.Centre.Officer} {
		v := p.as(who)
		for _, path := range []string{paths.ToObstacle(o.Code), paths.ToObstacleAct(o.Code, "answer"), paths.ToObstacleAct(o.Code, "close")} {
			one, other := v.get(path), v.get(strings.Replace(path, o.Code, "VM-999", 1))
			want(t, path+" by "+who.Username, one, http.StatusNotFound)
			without := func(a answer) string {
				return strings.NewReplacer(a.Header.Get("X-Request-Id"), "", o.Code, "", "VM-999", "").Replace(a.body)
			}
			if without(one) != without(other) {
				t.Errorf("%s reads unlike one that is not there", path)
			}
		}
		for _, list := range []string{
			paths.Obstacles, paths.ToObstacles("dang-mo"), paths.ToObstacles("dang-xu-ly"), paths.ToObstacles("da-dong"), paths.Obstacles + "?q=so+tu+phap",
			paths.Obstacles + "?chon=" + o.Code, paths.Obstacles + "?don_vi=" + strconv.FormatInt(p.Units.Digital.ID, 10),
		} {
			tells(t, v, list, secretTitle, o.Title, kept.task.Code)
		}
		values := url.Values{"phien_ban": {strconv.Itoa(o.Version)}, "ly_do": {"Thử."}}
		want(t, "a step by "+who.Username, v.post(paths.ToObstacleAct(o.Code, "withdraw"), values), http.StatusNotFound)
	}
	if now := p.ReadObstacle(o.Code); now.Version != o.Version {
		t.Errorf("it was changed: %+v", now)
	}
}

func TestDecidedObstacleSaysWhatStillHasToBeDone(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, o := p.Decided(p.Effect(reform.EffectInstruction))
	after := paths.ToObstacles(string(reform.ObstaclesAfter))
	clerk, officer := p.as(p.Clerk), p.as(p.Science.Officer)
	for _, path := range []string{after, paths.ToObstacle(o.Code)} {
		got := clerk.get(path)
		shows(t, got, o.Code, p.Units.Digital.Name+" thực hiện việc được giao: Chờ tiếp nhận")
		page, err := p.App.ObstaclePage(t.Context(), p.Clerk.Actor, o.Code)
		if err != nil || !strings.Contains(got.body, paths.ToTask(page.Card.Remainders[0].TaskCode)) {
			t.Errorf("%s does not lead to the task (%v)", path, err)
		}
		if got := officer.get(path); strings.Contains(got.body, page.Card.Remainders[0].TaskCode) {
			t.Errorf("%s tells the code of another unit's task", path)
		}
	}
	shows(t, officer.get(paths.ToObstacle(o.Code)), "Chưa đóng được: việc giao "+p.Units.Digital.Name+" theo quyết định chưa hoàn thành.")
	got := officer.post(paths.ToObstacleAct(o.Code, "close"), url.Values{"phien_ban": {strconv.Itoa(o.Version)}, "ly_do": {"Đã xong phần đơn vị."}})
	want(t, "closing it before", got, http.StatusConflict)
	shows(t, got, "Chưa thực hiện được", "Đã xong phần đơn vị.")
}

func TestObserverHasNoButtonOnAnObstacle(t *testing.T) {
	t.Parallel()
	l := settle(t)
	v := l.as(l.Observer)
	for _, o := range l.obstacles {
		for _, link := range v.get(paths.ToObstacle(o.Code)).page(t).links() {
			if strings.HasPrefix(link, paths.ToObstacle(o.Code)+"/") {
				t.Errorf("the observer has a button to %s while it is %s", link, o.State)
			}
		}
	}
}
