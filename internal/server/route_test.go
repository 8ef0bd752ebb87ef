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

// land is a department with a task in every state and records of several units, so that each route has something to be
// asked for.
type land struct {
	*portal
	tasks    []reform.Task
	files    map[int64]reform.Task // by the number of the file
	sent     []sentTask
	document reform.Document
	clause   reform.Clause
	holiday  reform.Holiday
	requests map[int64]reform.Task // by the number of the request to extend them
	deputy   reform.Deputy
	series   reform.Task     // with a period open, and one before it
	notices  map[int64]int64 // by whom they were left with

	indicator  int64
	letterDead int64 // a mail that could not be delivered
	failedJob  int64
	obstacles  []reform.Obstacle
	letter     reform.Referral // that a decision asked for
	nudges     []reform.Nudge
	answers    []askedTask
	sitting    sitting
}

func settle(t *testing.T, changes ...func(*server.Options)) *land {
	t.Helper()
	l := &land{portal: open(t, changes...), files: map[int64]reform.Task{}}
	for _, state := range reform.TaskStates() {
		l.tasks = append(l.tasks, l.TaskIn(state, l.Science))
	}
	cooperating := reform.TaskUnit{UnitID: l.Units.Science.ID, Part: reform.Cooperating}
	for _, team := range []small.Team{l.Digital, l.Branch, l.Centre} {
		l.tasks = append(l.tasks, l.Submitted(team), l.Assigned(team), l.Reported(team, 40, cooperating))
	}
	l.tasks = append(l.tasks, l.Approved(l.Science), l.CompletionIn(reform.ReportReturned, l.Science))
	l.cooperate()
	scope := policy.See(l.Clerk.Actor, policy.TaskRead)
	for _, task := range l.tasks {
		l.keepSent(task)
		files, err := l.DB.TaskFiles(t.Context(), scope, task.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			l.files[file.ID] = task
		}
	}
	l.failedJob = l.failJob("panic: index out of range")
	l.document = l.Directive("07")
	l.clause = l.Clause(l.document, "2.1")
	l.holiday = l.Holiday("Quốc khánh")
	l.askExtensions()
	l.deputy = l.Deputyship(l.Digital.Head, l.Digital.Officer, l.App.Today(), l.App.Today().AddDays(6))
	l.raiseObstacles()
	l.referDecision()
	l.series = l.keepSeries()
	l.indicator = l.setIndicator(l.in(reform.TaskInProgress))
	l.urge()
	l.answerSome()
	l.tellAll()
	l.letterDead = l.deadLetter(l.Science.Head, "Không tới")
	l.fileObstacles()
	l.flagOne()
	l.meet()
	return l
}

// fate is what policy says of one request.
type fate string

const (
	allowed   fate = "allowed"
	forbidden fate = "forbidden"
	missing   fate = "missing"
)

// statuses returns what a request of that fate may be answered with: where it is allowed, its record may still be in a
// state that does not take it, and a form sent empty has errors.
func (f fate) statuses(method string) []int {
	switch {
	case f == forbidden:
		return []int{http.StatusForbidden}
	case f == missing:
		return []int{http.StatusNotFound}
	case method == http.MethodGet:
		return []int{http.StatusOK, http.StatusSeeOther, http.StatusConflict}
	default:
		return []int{http.StatusSeeOther, http.StatusConflict, http.StatusUnprocessableEntity}
	}
}

// target is a concrete URL of a route, and its fate.
type target struct {
	path string
	fate fate
}

// targets returns URLs of the route with what policy says of each for the member: one of each fate where there is one.
func (l *land) targets(route server.Route, who small.Member) []target {
	if who.Reach(route.Action) == policy.Nothing {
		return []target{{l.fill(route.Pattern, l.tasks[0].Code, "accept"), forbidden}}
	}
	switch {
	case route.Pattern == paths.TaskAct:
		return l.actTargets(route, who)
	case strings.HasPrefix(route.Pattern, paths.Series):
		return l.seriesTargets(route, who)
	case route.Pattern == paths.Share, route.Pattern == paths.ShareAgain:
		return l.shareTargets(route, who)
	case route.Pattern == paths.ObstacleEdit:
		return l.mendTargets(route, who)
	case strings.Contains(route.Pattern, "{ma}"):
		found := map[fate]target{}
		for _, task := range l.tasks {
			f := fateOf(who, task, route.Action)
			found[f] = target{l.fill(route.Pattern, task.Code, ""), f}
		}
		return append(slices.Collect(values(found)), target{l.fill(route.Pattern, "CCHC-2026-999", ""), missing}, target{l.fill(route.Pattern, "khong-co", ""), missing})
	case route.Pattern == paths.SignOff, route.Pattern == paths.SignOffAct:
		return l.signOffTargets(route, who)
	case route.Pattern == paths.File:
		return l.fileTargets(who)
	case route.Pattern == paths.Unit:
		return l.unitTargets(who)
	case strings.HasPrefix(route.Pattern, paths.Extension):
		return l.extensionTargets(route, who)
	case slices.Contains(cardPatterns, route.Pattern):
		return l.cardTargets(route, who)
	case route.Pattern == paths.ObstacleDecision:
		return l.decisionTargets(who)
	case route.Pattern == paths.Referral:
		return l.referralTargets(route, who)
	case route.Pattern == paths.Obstacle, route.Pattern == paths.ObstacleAct:
		return l.obstacleTargets(route, who)
	case slices.Contains(answerPatterns, route.Pattern):
		return l.answerTargets(route, who)
	case strings.Contains(route.Pattern, "{dd}"), route.Pattern == paths.NudgeRecall:
		return l.nudgeTargets(route, who)
	case route.Pattern == paths.BoardFilter:
		return l.filterTargets(who)
	case route.Pattern == paths.HandOver:
		return l.handOverTargets(who)
	case strings.Contains(route.Pattern, "{gb}"):
		return l.meetingTargets(route, who)
	case strings.HasPrefix(route.Pattern, paths.Notice):
		return l.noticeTargets(route, who)
	case strings.Contains(route.Pattern, "{"):
		return []target{
			{l.fill(route.Pattern, "", ""), allowed}, {unknown(route.Pattern, "999999"), missing}, {unknown(route.Pattern, "abc"), missing},
		}
	default:
		return []target{{route.Pattern, allowed}}
	}
}

func values(found map[fate]target) func(func(target) bool) {
	return func(yield func(target) bool) {
		for _, t := range found {
			if !yield(t) {
				return
			}
		}
	}
}

func fateOf(who small.Member, task reform.Task, action policy.Action) fate {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task.Subject()); err != nil {
		return missing
	}
	if _, err := policy.Allow(who.Actor, action, task.Subject()); err != nil {
		return forbidden
	}
	return allowed
}

// actTargets are the steps out of each task's state; the flow says which action each needs.
func (l *land) actTargets(route server.Route, who small.Member) []target {
	var all []target
	for _, task := range l.tasks {
		for _, step := range reform.TaskFlow.Out(task.State) {
			if step.Act.SignsOff() {
				all = append(all, target{l.fill(route.Pattern, task.Code, string(step.Act)), missing})
			} else if step.Act != reform.TaskAssign && step.Act != reform.TaskReassign { // these have forms of their own
				all = append(all, target{l.fill(route.Pattern, task.Code, string(step.Act)), fateOf(who, task, step.Needs)})
			}
		}
	}
	return append(all, target{l.fill(route.Pattern, l.tasks[0].Code, "khong-co"), missing})
}

func (l *land) fileTargets(who small.Member) []target {
	var all []target
	for file, task := range l.files {
		_, err := policy.Allow(who.Actor, policy.FileRead, task.Subject())
		all = append(all, target{paths.ToFile(file), map[bool]fate{true: allowed, false: missing}[err == nil]})
	}
	return append(all, target{paths.ToFile(999999), missing}, target{"/tep/abc", missing}, target{"/tep/-1", missing})
}

func (l *land) unitTargets(who small.Member) []target {
	var all []target
	for _, unit := range []reform.Unit{l.Units.Science, l.Units.Digital, l.Units.Metrology, l.Units.Centre} {
		_, err := policy.Allow(who.Actor, policy.UnitWatch, unit.Subject())
		all = append(all, target{paths.ToUnit(unit.ID), map[bool]fate{true: allowed, false: missing}[err == nil]})
	}
	return append(all, target{paths.ToUnit(999999), missing})
}

func (l *land) handOverTargets(who small.Member) []target {
	var all []target
	for _, m := range []small.Member{l.Colleague, l.Digital.Officer, l.Centre.Head, l.Chief} {
		_, err := policy.Allow(who.Actor, policy.WorkHandOver, policy.Subject{Kind: policy.Person, ID: m.Person, Officer: m.Person, Unit: m.Unit})
		all = append(all, target{paths.ToHandOver(m.Person), map[bool]fate{true: allowed, false: missing}[err == nil]})
	}
	return append(all, target{paths.ToHandOver(999999), missing})
}

// fill writes a record that exists into the pattern.
func (l *land) fill(pattern, code, act string) string {
	record := map[string]int64{paths.Documents: l.document.ID, paths.AdminUnits: l.Units.Centre.ID, paths.AdminPeople: l.Colleague.Person}
	for file := range l.files {
		record["/tep"] = file
	}
	record["/hoan-thanh"] = l.sent[0].report.ID
	record[paths.Notices] = l.notices[l.Clerk.Person]
	record[paths.OwnUnit] = l.Units.Science.ID
	record[paths.Holidays], record[paths.Windows] = l.holiday.ID, l.window().ID
	record[paths.Deputies], record[paths.Indicators] = l.deputy.ID, l.indicator
	record[paths.Charges], record["/dieu-hanh/don-vi"] = l.FirstCharge().ID, l.Units.Science.ID
	record[paths.Letters], record[paths.Running] = l.letterDead, l.failedJob
	record[paths.MeetingSeries] = l.sitting.meeting.SeriesID
	record[paths.Reminders] = l.ReminderRule(reform.RemindDueBefore).ID
	before, _, _ := strings.Cut(pattern, "/{")
	return strings.NewReplacer("{so}", "2", "{gb}", l.sitting.meeting.Code, "{cs}", l.sitting.before.Snapshot, "{dd}", l.nudges[0].Code, "{vuong_mac}", l.obstacles[0].Code, "{ma}", code, "{khoa}", string(reform.SettingExtensions), "{viec}", act, "{khoan}", strconv.FormatInt(l.clause.ID, 10), "{id}", strconv.FormatInt(record[before], 10)).Replace(pattern)
}

func unknown(pattern, number string) string {
	return strings.NewReplacer("{id}", number, "{khoan}", number, "{cs}", "CS-2026-"+number).Replace(pattern)
}

// players are one member of each role, and those who show where a unit's reach ends.
func (l *land) players() []small.Member {
	players := []small.Member{l.Science.Officer, l.SecondClerk, l.Digital.Head, l.Branch.Head, l.Centre.Officer}
	for _, role := range reform.GivableRoles() {
		if one := l.OneOf(role); !slices.ContainsFunc(players, func(m small.Member) bool { return m.Username == one.Username }) {
			players = append(players, one)
		}
	}
	return players
}

func TestEveryRouteAnswersEachRoleAsPrinted(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, who := range l.players() {
		v := l.as(who)
		for _, route := range l.server.Routes() {
			if route.Action == server.Public {
				continue
			}
			for _, to := range l.targets(route, who) {
				got := v.ask(route.Method, to.path)
				statuses := to.fate.statuses(route.Method)
				if route.Pattern == paths.AdminReset && to.fate == allowed {
					statuses = []int{http.StatusOK} // the new password is shown once, so there is nothing to go on to
				}
				want(t, string(to.fate)+": "+route.Method+" "+to.path+" by "+who.Username, got, statuses...)
			}
		}
	}
}

// ask sends the request without anything in it.
func (v *visitor) ask(method, path string) answer {
	v.portal.t.Helper()
	if method == http.MethodGet {
		return v.get(path)
	}
	return v.post(path, url.Values{})
}

func TestEveryRouteAsksAStrangerToSignIn(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, route := range l.server.Routes() {
		path := l.fill(route.Pattern, l.tasks[0].Code, "accept")
		got := l.stranger().ask(route.Method, path)
		switch {
		case route.Pattern == paths.SignIn && route.Method == http.MethodGet:
			want(t, path, got, http.StatusOK)
		case route.Pattern == paths.SignIn:
			want(t, "an empty sign-in", got, http.StatusUnprocessableEntity)
		case got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.to(), paths.SignIn):
			t.Errorf("%s %s by a stranger: %d to %q", route.Method, path, got.StatusCode, got.to())
		case route.Method == http.MethodGet && path != paths.Home && got.to() != paths.ToSignIn(path):
			t.Errorf("%s by a stranger leads to %q, which does not lead back", path, got.to())
		}
	}
}

func TestUnknownAddressesAndMethodsAreNotFound(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, v := range []*visitor{p.as(p.Clerk), p.stranger()} {
		for _, got := range []answer{
			v.get("/khong-co"), v.get("/nhiem-vu/"), v.get("/tai-nguyen/khong-co.css"), v.get(paths.SignOut), v.get("/..%2f..%2fetc/passwd"),
			v.send(http.MethodDelete, paths.Tasks, "", nil), v.send(http.MethodPut, paths.Account, "", nil), v.post(paths.Work, url.Values{}),
		} {
			want(t, got.Request.Method+" "+got.Request.URL.Path+" by "+v.name, got, http.StatusNotFound)
		}
	}
}

func TestEveryRoleStartsOnAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	p := open(t)
	for role, start := range map[policy.Role]string{
		policy.Staff: paths.Work, policy.Head: paths.OwnUnit, policy.Office: paths.Board, policy.Chief: paths.Board,
		policy.Leader: paths.Dashboard, policy.Observer: paths.Tasks, policy.Admin: paths.AdminPeople,
	} {
		v := p.as(p.OneOf(role))
		if got := v.get(paths.Home); got.to() != start {
			t.Errorf("%s starts at %q, want %q", role, got.to(), start)
		}
		want(t, "the first page of "+string(role), v.get(start), http.StatusOK)
	}
}
