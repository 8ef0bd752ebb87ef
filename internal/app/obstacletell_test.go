package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// unheard is what each person was told and has not read, by name; several notices are joined by " | ".
func unheard(t *testing.T, d *small.Department) map[string]string {
	t.Helper()
	said := map[string]string{}
	for _, who := range d.Everybody() {
		list, err := d.App.Notices(t.Context(), who.Actor, 1)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, n := range list.Notices {
			if n.ReadAt == nil {
				titles = append(titles, n.Title)
			}
		}
		if len(titles) > 0 {
			slices.Sort(titles)
			said[who.Username] = strings.Join(titles, " | ")
		}
	}
	return said
}

// forget has everybody read all they were told.
func forget(t *testing.T, d *small.Department) {
	t.Helper()
	for _, who := range d.Everybody() {
		if err := d.App.ReadNotices(t.Context(), who.Actor, 1<<62); err != nil {
			t.Fatal(err)
		}
	}
}

// hears fails unless exactly these people were told, each in words that hold these; then everybody has read them.
func hears(t *testing.T, d *small.Department, claim string, want map[string]string) {
	t.Helper()
	got := unheard(t, d)
	for name, words := range got {
		if want[name] == "" || !strings.Contains(words, want[name]) || strings.Contains(words, " | ") {
			t.Errorf("%s: %s is told %q, want %q", claim, name, words, want[name])
		}
	}
	for name := range want {
		if got[name] == "" {
			t.Errorf("%s: %s is told nothing", claim, name)
		}
	}
	forget(t, d)
}

func TestEachStepTellsWhomItConcernsWhatTheyHaveToDo(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	hears(t, d, "raised by the officer", map[string]string{"khanhdv": "VM-001: cần bạn xác nhận"})
	for _, c := range []struct {
		by   small.Member
		act  reform.ObstacleAct
		want map[string]string
	}{
		{d.Science.Head, reform.ObstacleConfirm, map[string]string{
			"annv": "đơn vị đã xác nhận", "maint": "cần Văn phòng tiếp nhận", "namvv": "cần Văn phòng tiếp nhận", "hunghv": "cần Văn phòng tiếp nhận",
		}},
		{d.Clerk, reform.ObstacleReceive, map[string]string{"annv": "Văn phòng đã tiếp nhận", "khanhdv": "Văn phòng đã tiếp nhận"}},
		{d.Clerk, reform.ObstacleAsk, map[string]string{"annv": "cần đơn vị bổ sung", "khanhdv": "cần đơn vị bổ sung"}},
		{d.Science.Officer, reform.ObstacleAnswer, map[string]string{
			"khanhdv": "đã gửi bổ sung", "maint": "cần Văn phòng xử lý tiếp", "namvv": "cần Văn phòng xử lý tiếp", "hunghv": "cần Văn phòng xử lý tiếp",
		}},
		{d.Clerk, reform.ObstacleResolve, map[string]string{"annv": "cần đơn vị xác nhận đã gỡ", "khanhdv": "cần đơn vị xác nhận đã gỡ"}},
		{d.Science.Officer, reform.ObstacleReopen, map[string]string{
			"khanhdv": "vẫn còn vướng", "maint": "cần Văn phòng xử lý lại", "namvv": "cần Văn phòng xử lý lại", "hunghv": "cần Văn phòng xử lý lại",
		}},
		{d.SecondClerk, reform.ObstacleResolve, map[string]string{"annv": "xác nhận đã gỡ", "khanhdv": "xác nhận đã gỡ"}},
		{d.Science.Head, reform.ObstacleClose, map[string]string{"annv": "đã đóng", "maint": "đã đóng", "namvv": "đã đóng", "hunghv": "đã đóng"}},
	} {
		d.StepObstacle(o.Code, c.by, c.act)
		hears(t, d, string(c.act)+" by "+c.by.Username, c.want)
	}
}

func TestReturnedAndWithdrawnObstaclesTellOnlyThoseWhoHadThem(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	returned := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	early := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	late := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	forget(t, d)
	d.StepObstacle(returned.Code, d.Clerk, reform.ObstacleReturn)
	hears(t, d, "returned by the Office", map[string]string{"annv": "cần sửa rồi gửi lại", "khanhdv": "bị trả lại để sửa"})
	d.StepObstacle(early.Code, d.Science.Officer, reform.ObstacleWithdraw)
	hears(t, d, "withdrawn before the Office had it", map[string]string{"khanhdv": "đã rút"})
	d.StepObstacle(late.Code, d.Science.Officer, reform.ObstacleWithdraw)
	hears(t, d, "withdrawn from the Office", map[string]string{"khanhdv": "đã rút", "maint": "đã rút", "namvv": "đã rút", "hunghv": "đã rút"})
}

func TestObstacleOfAHeadIsBroughtToTheLeadersWhoMayConfirmIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	team := d.Science
	team.Officer = d.Science.Head
	d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), team)
	hears(t, d, "raised by the head", map[string]string{"annv": "đã gửi", "phuoclv": "cần bạn xác nhận", "hoalt": "cần bạn xác nhận"})
}

func TestWhoStandsInIsToldInTheirPlaceToo(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	today := d.App.Today()
	d.Deputyship(d.Science.Head, d.Colleague, today, today.AddDays(3))
	o := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	hears(t, d, "raised while the head is away", map[string]string{"khanhdv": "cần bạn xác nhận", "bichtt": "cần bạn xác nhận"})
	d.Clock.Advance(5 * 24 * time.Hour)
	d.StepObstacle(o.Code, d.Science.Officer, reform.ObstacleWithdraw)
	hears(t, d, "withdrawn after the head came back", map[string]string{"khanhdv": "đã rút"})
}

func TestNoticeSaysWhatWasWrittenAtTheStep(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleAsk, Seen: o.Version, Note: strings.Repeat("Câu hỏi dài. ", 100)}
	if err := d.App.MoveObstacle(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	list, err := d.App.Notices(t.Context(), d.Science.Officer.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		t.Fatal(list, err)
	}
	body := list.Notices[0].Body
	if !strings.HasPrefix(body, o.Title+"\n“Câu hỏi dài.") || !strings.HasSuffix(body, "…”") || len([]rune(body)) > 800 {
		t.Errorf("it says %q", body)
	}
}

// secondProgram is another program on the same database.
func secondProgram(d *small.Department) *app.App {
	return app.New(postgres.New(d.DB.Pool(), d.Clock.Now), d.Clock.Now, nil)
}

func TestClockThatRanOutIsToldOnceAlsoByTwoProgramsAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	head := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Digital), d.Digital)
	d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Centre), d.Centre)
	d.Obstacle(reform.ObstacleAsked, d.InProgress(d.Centre), d.Centre)
	forget(t, d)
	tell := func() {
		programs := []*app.App{d.App, secondProgram(d), secondProgram(d)}
		done := make(chan error, len(programs))
		for _, program := range programs {
			go func() { done <- program.TellLateObstacles(t.Context()) }()
		}
		for range programs {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
	d.Clock.Advance(24 * time.Hour) // Tuesday is the last day of the clocks of one day
	tell()
	hears(t, d, "on the last day", nil)
	d.Clock.Advance(24 * time.Hour)
	before := lines(t, d)
	tell()
	hears(t, d, "the day after", map[string]string{
		"khanhdv": "VM-001: quá hạn 24/11/2026, cần bạn xác nhận", "maint": "VM-002: quá hạn 24/11/2026, cần Văn phòng tiếp nhận",
		"namvv": "VM-002", "hunghv": "VM-002",
	})
	event := newest(t, d, 1)[0]
	if lines(t, d) != before+2 || event.Action != string(policy.ObstacleRemind) || event.ActorID != 0 || event.ObjectName == "" {
		t.Errorf("%d lines more, the newest %+v", lines(t, d)-before, event)
	}
	if now := d.ReadObstacle(head.Code); now.Version != head.Version {
		t.Errorf("a page open on it went stale: version %d", now.Version)
	}
	tell()
	d.Clock.Advance(24 * time.Hour)
	tell()
	hears(t, d, "told again", nil)
	d.Clock.Advance(24 * time.Hour) // Friday: the three days of the Office ran out on Thursday
	tell()
	hears(t, d, "the Office's own clock", map[string]string{"maint": "VM-003: quá hạn 26/11/2026, cần Văn phòng giải quyết", "namvv": "VM-003", "hunghv": "VM-003"})
	d.StepObstacle(head.Code, d.Science.Head, reform.ObstacleConfirm)
	forget(t, d)
	d.Clock.Advance(4 * 24 * time.Hour)
	tell()
	hears(t, d, "a clock begun anew", map[string]string{"maint": "VM-001: quá hạn 30/11/2026", "namvv": "VM-001", "hunghv": "VM-001"})
}

func TestNobodyIsToldOnADayOff(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	monday := calendar.DateOf(small.Noon).AddDays(7)
	d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	in := app.AddHolidays{Holiday: reform.Holiday{Day: monday, Kind: reform.HolidayOff, Name: "Nghỉ bù"}}
	if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	forget(t, d)
	for _, days := range []int{5, 6, 7} { // Saturday, Sunday, the Monday off
		d.Clock.Set(small.Noon.AddDate(0, 0, days))
		if err := d.App.TellLateObstacles(t.Context()); err != nil || len(unheard(t, d)) > 0 {
			t.Errorf("after %d days %v are told (%v)", days, unheard(t, d), err)
		}
	}
	d.Clock.Set(small.Noon.AddDate(0, 0, 8))
	if err := d.App.TellLateObstacles(t.Context()); err != nil {
		t.Error(err)
	}
	hears(t, d, "on the first day worked", map[string]string{"khanhdv": "quá hạn 24/11/2026"})
}

func TestClockStepsOverTetByTheHolidayTable(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	add := func(kind reform.HolidayKind, name string, from, to int) {
		t.Helper()
		in := app.AddHolidays{Holiday: reform.Holiday{Day: calendar.NewDate(2027, time.February, from), Kind: kind, Name: name}}
		if to > from {
			in.Last = calendar.NewDate(2027, time.February, to)
		}
		if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, in); err != nil {
			t.Fatal(err)
		}
	}
	add(reform.HolidayOff, "Tết Nguyên đán", 5, 11)
	add(reform.HolidayMakeUp, "Làm bù Tết", 20, 20)
	at := func(day int) { d.Clock.Set(calendar.NewDate(2027, time.February, day).Start().Add(9 * time.Hour)) }
	at(4)
	o := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	forget(t, d)
	for _, day := range []int{5, 8, 11, 12, 13, 14} { // Tết, its first day worked, which is the last of the clock, and the weekend
		at(day)
		if err := d.App.TellLateObstacles(t.Context()); err != nil || len(unheard(t, d)) > 0 {
			t.Errorf("on %d/02 %v are told (%v)", day, unheard(t, d), err)
		}
	}
	at(15)
	if err := d.App.TellLateObstacles(t.Context()); err != nil {
		t.Error(err)
	}
	hears(t, d, "after the weekend", map[string]string{"khanhdv": "VM-001: quá hạn 12/02/2027, cần bạn xác nhận"})
	at(17)
	d.StepObstacle(o.Code, d.Science.Head, reform.ObstacleConfirm)
	d.StepObstacle(o.Code, d.Clerk, reform.ObstacleReceive)
	if now := d.ReadObstacle(o.Code); now.DueOn != calendar.NewDate(2027, time.February, 20) { // the Saturday made up
		t.Errorf("three days from Wednesday the 17th end on %s", now.DueOn)
	}
	steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.ID, 10)
	if err != nil || *steps[0].Days != 4 {
		t.Errorf("the head let it wait %+v (%v)", steps, err)
	}
}

func TestClockKeepsTheDayItPromisedWhenHolidaysAreEnteredLater(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
	in := app.AddHolidays{Holiday: reform.Holiday{Day: calendar.DateOf(small.Noon).AddDays(2), Kind: reform.HolidayOff, Name: "Nghỉ thêm"}}
	if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	if now := d.ReadObstacle(o.Code); now.DueOn != o.DueOn {
		t.Errorf("the clock that ran moved from %s to %s", o.DueOn, now.DueOn)
	}
	if next := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science); next.DueOn != o.DueOn.AddDays(1) {
		t.Errorf("a clock begun after it runs out on %s", next.DueOn)
	}
	d.Clock.Advance(3 * 24 * time.Hour)
	d.StepObstacle(o.Code, d.Clerk, reform.ObstacleResolve)
	steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.ID, 10)
	if err != nil || len(steps) < 2 || *steps[len(steps)-2].Days != 2 {
		t.Errorf("it waited %+v (%v)", steps, err)
	}
}
