package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// step asks for a step of the obstacle as it is now.
func step(d *small.Department, code string, act reform.ObstacleAct) app.MoveObstacle {
	return app.MoveObstacle{Code: code, Act: act, Seen: d.ReadObstacle(code).Version, Note: "Theo thực tế."}
}

// lastStep returns the newest step of the obstacle.
func lastStep(t *testing.T, d *small.Department, o reform.Obstacle) reform.ObstacleStep {
	t.Helper()
	steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.ID, 100)
	if err != nil || len(steps) == 0 {
		t.Fatalf("%d steps (%v)", len(steps), err)
	}
	return steps[len(steps)-1]
}

func TestNobodyConfirmsOrReceivesWhatTheyWrote(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	both := d.Science.Officer
	both.Roles = []policy.Role{policy.Staff, policy.Head, policy.Office}
	both.Branch = []int64{both.Unit}
	o := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	refused(t, "the author confirms", d.App.MoveObstacle(t.Context(), both.Actor, step(d, o.Code, reform.ObstacleConfirm)), fault.Forbidden, "Người gửi không tự xác nhận")
	d.StepObstacle(o.Code, d.Science.Head, reform.ObstacleConfirm)
	refused(t, "the author receives", d.App.MoveObstacle(t.Context(), both.Actor, step(d, o.Code, reform.ObstacleReceive)), fault.Forbidden, "Người gửi không tự xác nhận")
	page, err := d.App.ObstaclePage(t.Context(), both.Actor, o.Code)
	if err != nil {
		t.Fatal(err)
	}
	for _, offer := range page.Offers {
		if offer.Act == reform.ObstacleReceive && offer.Reason == "" {
			t.Error("the author is offered to receive it")
		}
	}
}

func TestLeaderOutsideTheirFieldIsToldSoOnTheObstaclesPage(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.OnCard(reform.ObstacleEscalated, d.InProgress(d.Science), d.Science)
	for who, reason := range map[string]string{
		d.Leader.Username:     "",
		d.ViceLeader.Username: "Việc này thuộc lĩnh vực bạn không phụ trách. Giám đốc Sở hoặc Phó Giám đốc phụ trách lĩnh vực quyết định.",
	} {
		member := d.Leader
		if who == d.ViceLeader.Username {
			member = d.ViceLeader
		}
		page, err := d.App.ObstaclePage(t.Context(), member.Actor, o.Code)
		at := slices.IndexFunc(page.Offers, func(offer app.ObstacleOffer) bool { return offer.Act == reform.ObstacleDecide })
		if err != nil || at < 0 || page.Offers[at].Reason != reason {
			t.Errorf("%s is offered %+v (%v)", who, page.Offers, err)
		}
	}
}

func TestStalePageCannotMoveAnObstacle(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	stale := step(d, o.Code, reform.ObstacleResolve)
	d.StepObstacle(o.Code, d.Clerk, reform.ObstacleAsk)
	d.StepObstacle(o.Code, d.Science.Officer, reform.ObstacleAnswer)
	refused(t, "a page from before the question", d.App.MoveObstacle(t.Context(), d.Clerk.Actor, stale), fault.Conflict, "vừa được người khác thay đổi")
	stale.Seen = d.ReadObstacle(o.Code).Version
	stale.Note = ""
	refused(t, "no word of how", d.App.MoveObstacle(t.Context(), d.Clerk.Actor, stale), fault.Invalid, "ly_do")
	if now := d.ReadObstacle(o.Code); now.State != reform.ObstacleReceived {
		t.Errorf("it is %s", now.State)
	}
}

func TestStepsOfACardArePartOfItsOwnPages(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	received := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	for _, act := range reform.ObstacleActs() {
		if act.ByCard() || act == reform.ObstacleSubmit {
			refused(t, string(act), d.App.MoveObstacle(t.Context(), d.Chief.Actor, step(d, received.Code, act)), fault.Invalid, "có trang riêng")
		}
	}
}

func TestDeputyMovesAnObstacleInBothNames(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	from, to := d.App.Today(), d.App.Today().AddDays(6)
	for _, c := range []struct {
		absent, deputy small.Member
		state          reform.ObstacleState
		act            reform.ObstacleAct
		byHead         bool
	}{
		{d.Science.Head, d.Colleague, reform.ObstacleSubmitted, reform.ObstacleConfirm, false},
		{d.Chief, d.SecondClerk, reform.ObstacleConfirmed, reform.ObstacleReceive, false},
		{d.Leader, d.Digital.Head, reform.ObstacleSubmitted, reform.ObstacleConfirm, true},
	} {
		o := blocked{team: d.Science, byHead: c.byHead}.make(d, c.state)
		acting := d.Acting(c.deputy, d.Deputyship(c.absent, c.deputy, from, to))
		if err := d.App.MoveObstacle(t.Context(), acting.Actor, step(d, o.Code, c.act)); err != nil {
			t.Errorf("%s for %s: %v", c.deputy.Username, c.absent.Username, err)
			continue
		}
		if last := lastStep(t, d, o); last.Actor != c.deputy.Name || last.For != c.absent.Name {
			t.Errorf("%s for %s left %q for %q", c.deputy.Username, c.absent.Username, last.Actor, last.For)
		}
	}
}

func TestDeputyOfTheHeadDoesNotConfirmWhatTheHeadWrote(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	acting := d.Acting(d.Colleague, d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today().AddDays(6)))
	o := blocked{team: d.Science, byHead: true}.make(d, reform.ObstacleSubmitted)
	err := d.App.MoveObstacle(t.Context(), acting.Actor, step(d, o.Code, reform.ObstacleConfirm))
	refused(t, "in the head's name", err, fault.Forbidden, "Người gửi không tự xác nhận")
}

func TestObserverChangesNoObstacle(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var made []reform.Obstacle
	for _, state := range []reform.ObstacleState{reform.ObstacleSubmitted, reform.ObstacleConfirmed, reform.ObstacleReceived, reform.ObstacleAsked, reform.ObstacleResolved} {
		made = append(made, d.Obstacle(state, d.InProgress(d.Science), d.Science))
	}
	before := lines(t, d)
	for _, o := range made {
		for _, s := range reform.ObstacleFlow.Out(o.State) {
			if err := d.App.MoveObstacle(t.Context(), d.Observer.Actor, step(d, o.Code, s.Act)); err == nil {
				t.Errorf("the observer takes %s from %s", s.Act, o.State)
			}
		}
	}
	if after := lines(t, d); after != before {
		t.Errorf("the observer left %d lines", after-before)
	}
}

func TestOfficeClosesForTheUnitInItsOwnName(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleResolved, d.InProgress(d.Science), d.Science)
	question, err := d.App.ObstacleStep(t.Context(), d.Clerk.Actor, o.Code, reform.ObstacleClose)
	if err != nil || !question.Instead {
		t.Errorf("%+v (%v)", question, err)
	}
	d.StepObstacle(o.Code, d.Clerk, reform.ObstacleClose)
	if last := lastStep(t, d, o); last.Actor != d.Clerk.Name || last.State != reform.ObstacleClosed {
		t.Errorf("%+v", last)
	}
	event := newest(t, d, 1)[0]
	if event.Actor != d.Clerk.Name || event.ObjectName != o.Code || event.Action != string(policy.ObstacleClose) {
		t.Errorf("%+v", event)
	}
}

func TestDecidedObstacleClosesOnceWhatWasDecidedIsDone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.OnCard(reform.ObstacleDecided, d.InProgress(d.Science), d.Science)
	task := d.InProgress(d.Digital)
	exec(t, d, `insert into decision_effect (card_id, position, kind, unit_id, body, task_id) values ($1, 2, 'instruction', $2, 'Kết nối dữ liệu', $3)`,
		o.CardID, d.Units.Digital.ID, task.ID)
	exec(t, d, `insert into referral (card_id, addressee, subject, made_at) values ($1, 'UBND tỉnh', 'Xin ý kiến', now())`, o.CardID)
	closing := func() error {
		return d.App.MoveObstacle(t.Context(), d.Science.Officer.Actor, step(d, o.Code, reform.ObstacleClose))
	}
	refused(t, "while the instruction is under way", closing(), fault.Conflict, "việc giao "+d.Units.Digital.Name+" theo quyết định chưa hoàn thành")
	page, err := d.App.ObstaclePage(t.Context(), d.Science.Officer.Actor, o.Code)
	if err != nil || len(page.Card.Remainders) != 2 || page.Card.Remainders[0].TaskCode != "" || page.Card.Remainders[0].State != reform.TaskInProgress {
		t.Errorf("another unit's task is told as %+v (%v)", page.Card.Remainders, err)
	}
	d.Move(d.Read(task.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	refused(t, "before the letter goes", closing(), fault.Conflict, "văn bản kiến nghị UBND tỉnh chưa gửi")
	exec(t, d, `update referral set number = '12/SKHCN', sent_on = '2026-11-23' where card_id = $1`, o.CardID)
	refused(t, "before the answer comes", closing(), fault.Conflict, "chưa có trả lời của UBND tỉnh cho văn bản 12/SKHCN")
	exec(t, d, `update referral set answered_on = '2026-11-23', answer = 'Đồng ý' where card_id = $1`, o.CardID)
	if err := closing(); err != nil {
		t.Error(err)
	}
}

func exec(t *testing.T, d *small.Department, sql string, args ...any) {
	t.Helper()
	if _, err := d.DB.Pool().Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func TestWhatRanOutStandsFirstThenWhatWaitsLongest(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	d.Clock.Advance(24 * time.Hour)
	late := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Digital), d.Digital)
	d.Clock.Advance(48 * time.Hour) // what waits to be received has one day, what the Office works on has three
	third := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Centre), d.Centre)
	second := d.OnCard(reform.ObstacleEscalated, d.InProgress(d.Centre), d.Centre)
	list, err := d.App.ObstacleList(t.Context(), d.Observer.Actor, reform.ObstacleFilter{Group: reform.ObstaclesNew}, "")
	if got := obstacleCodes(list.Lines); err != nil || !slices.Equal(got, []string{late.Code, third.Code}) {
		t.Errorf("new are %v (%v)", got, err)
	}
	head, err := d.App.ObstacleList(t.Context(), d.Branch.Head.Actor, reform.ObstacleFilter{Group: reform.ObstaclesLive}, "")
	if got := obstacleCodes(head.Lines); err != nil || !slices.Equal(got, []string{third.Code, second.Code}) {
		t.Errorf("the sub-department has %v (%v)", got, err)
	}
	if list.Counts[reform.ObstaclesInHand] != 1 || list.Counts[reform.ObstaclesNew] != 2 || list.Counts[reform.ObstaclesEscalated] != 1 {
		t.Errorf("%v with %s in hand", list.Counts, first.Code)
	}
}

func obstacleCodes(lines []reform.ObstacleLine) []string {
	var codes []string
	for _, line := range lines {
		codes = append(codes, line.Code)
	}
	return codes
}

func TestEachRoleStartsWithWhatWaitsForIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	submitted := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	confirmed := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	returned := d.Obstacle(reform.ObstacleReturned, d.InProgress(d.Science), d.Science)
	escalated := d.OnCard(reform.ObstacleEscalated, d.InProgress(d.Digital), d.Digital)
	for _, c := range []struct {
		who     small.Member
		group   reform.ObstacleGroup
		want    []string
		waiting int
	}{
		{d.Clerk, reform.ObstaclesNew, []string{confirmed.Code}, 1}, {d.Chief, reform.ObstaclesNew, []string{confirmed.Code}, 1},
		{d.Science.Head, reform.ObstaclesToConfirm, []string{submitted.Code}, 1},
		{d.Science.Officer, reform.ObstaclesLive, []string{submitted.Code, confirmed.Code, returned.Code}, 1},
		{d.Leader, reform.ObstaclesToDecide, []string{escalated.Code}, 1}, {d.ViceLeader, reform.ObstaclesToDecide, []string{escalated.Code}, 0},
		{d.Observer, reform.ObstaclesNew, []string{confirmed.Code}, 0}, {d.Centre.Officer, reform.ObstaclesLive, nil, 0},
		{d.Digital.Head, reform.ObstaclesToConfirm, nil, 0},
	} {
		list, err := d.App.ObstacleList(t.Context(), c.who.Actor, reform.ObstacleFilter{}, "")
		got := obstacleCodes(list.Lines)
		slices.Sort(got)
		if err != nil || list.Filter.Group != c.group || !slices.Equal(got, c.want) {
			t.Errorf("%s starts with %v in %s, want %v in %s (%v)", c.who.Username, got, list.Filter.Group, c.want, c.group, err)
		}
		if n, err := d.App.WaitingObstacles(t.Context(), c.who.Actor); err != nil || n != c.waiting {
			t.Errorf("%d wait for %s, want %d (%v)", n, c.who.Username, c.waiting, err)
		}
	}
}

func TestLeadersOwnCardsStandBeforeTheOthers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	other := d.OnCard(reform.ObstacleEscalated, d.InProgress(d.Science), d.Science)
	d.Clock.Advance(time.Hour)
	own := d.OnCard(reform.ObstacleEscalated, d.InProgress(d.Digital), d.Digital)
	exec(t, d, `update decision_card set leader_id = $1 where id = $2`, d.ViceLeader.Person, own.CardID)
	list, err := d.App.ObstacleList(t.Context(), d.ViceLeader.Actor, reform.ObstacleFilter{}, "")
	if got := obstacleCodes(list.Lines); err != nil || !slices.Equal(got, []string{own.Code, other.Code}) {
		t.Errorf("%v (%v)", got, err)
	}
}

func TestObstaclesAreFilteredByUnitCauseAndText(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	science := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	digital := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Digital), d.Digital)
	exec(t, d, `update obstacle set cause = 'money' where id = $1`, digital.ID)
	all := []string{science.Code, digital.Code}
	for _, c := range []struct {
		filter reform.ObstacleFilter
		want   []string
	}{
		{reform.ObstacleFilter{}, all}, {reform.ObstacleFilter{Unit: d.Units.Science.ID}, all[:1]}, {reform.ObstacleFilter{Cause: reform.CauseMoney}, all[1:]},
		{reform.ObstacleFilter{Text: "so tu phap"}, all}, {reform.ObstacleFilter{Text: digital.Code}, all[1:]}, {reform.ObstacleFilter{Text: science.TaskCode}, all[:1]},
		{reform.ObstacleFilter{Text: "không có"}, nil}, {reform.ObstacleFilter{Page: 9}, all},
	} {
		list, err := d.App.ObstacleList(t.Context(), d.Clerk.Actor, c.filter, "")
		if got := obstacleCodes(list.Lines); err != nil || !slices.Equal(got, c.want) || list.Counts[reform.ObstaclesNew] != len(c.want) {
			t.Errorf("%+v: %v, counted %d (%v)", c.filter, got, list.Counts[reform.ObstaclesNew], err)
		}
	}
}

func TestEveryGroupCanBeReadAndAnEmptyOneTellsWhenItLastHadOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Obstacle(reform.ObstacleClosed, d.InProgress(d.Science), d.Science)
	for _, who := range []small.Member{d.Clerk, d.Leader, d.Science.Head, d.Science.Officer, d.Observer} {
		for _, group := range reform.ObstacleGroups(who.Actor) {
			list, err := d.App.ObstacleList(t.Context(), who.Actor, reform.ObstacleFilter{Group: group}, "")
			had := !slices.Contains([]reform.ObstacleGroup{reform.ObstaclesToDecide, reform.ObstaclesEscalated, reform.ObstaclesAsked}, group)
			if err != nil || group.Label() == "" || group.None() == "" || len(list.Lines) != map[bool]int{true: 1}[group == reform.ObstaclesEnded] {
				t.Errorf("%s of %s: %+v (%v)", group, who.Username, list.Lines, err)
			}
			if group != reform.ObstaclesEnded && had == list.Last.IsZero() {
				t.Errorf("%s of %s had one last on %s", group, who.Username, list.Last)
			}
		}
	}
}

func TestDeputiesTakeTheStepsOfACardInBothNames(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	from, to := d.App.Today(), d.App.Today().AddDays(6)
	chief := d.Acting(d.SecondClerk, d.Deputyship(d.Chief, d.SecondClerk, from, to))
	leader := d.Acting(d.Digital.Head, d.Deputyship(d.Leader, d.Digital.Head, from, to))
	o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	for _, c := range []struct {
		by     small.Member
		absent small.Member
		act    reform.ObstacleAct
	}{
		{chief, d.Chief, reform.ObstacleEscalate}, {leader, d.Leader, reform.ObstacleTable}, {leader, d.Leader, reform.ObstacleQuery},
		{chief, d.Chief, reform.ObstacleAnswer}, {leader, d.Leader, reform.ObstacleSendBack}, {chief, d.Chief, reform.ObstacleEscalate},
		{leader, d.Leader, reform.ObstacleDecide},
	} {
		if err := take(t, d, c.by, d.ReadObstacle(o.Code), c.act); err != nil {
			t.Fatalf("%s for %s, %s: %v", c.by.Username, c.absent.Username, c.act, err)
		}
		if last := lastStep(t, d, o); last.Act != c.act || last.Actor != c.by.Name || last.For != c.absent.Name {
			t.Errorf("%s for %s left %s by %q for %q", c.by.Username, c.absent.Username, last.Act, last.Actor, last.For)
		}
	}
}
