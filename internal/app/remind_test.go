package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// on is a day of 2027.
func on(day, month int) calendar.Date { return calendar.NewDate(2027, time.Month(month), day) }

// clockAt puts the clock at the hour of the day.
func clockAt(d *small.Department, day calendar.Date, hour, minute int) {
	d.Clock.Set(day.Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute))
}

// tet2027 enters Tết of 2027: off from Friday the 5th of February to Friday the 12th, whose day is made up for on Saturday the
// 20th; people are back on Monday the 15th.
func tet2027(t *testing.T, d *small.Department) {
	t.Helper()
	for _, run := range []app.AddHolidays{
		{Holiday: reform.Holiday{Day: on(5, 2), Kind: reform.HolidayOff, Name: "Tết Nguyên đán"}, Last: on(12, 2)},
		{Holiday: reform.Holiday{Day: on(20, 2), Kind: reform.HolidayMakeUp, Name: "Làm bù cho ngày 12/02"}},
	} {
		if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, run); err != nil {
			t.Fatal(err)
		}
	}
}

// due returns a task of the team that is due on the day: under way with its officer or, without one, waiting to be accepted.
func due(t *testing.T, d *small.Department, team small.Team, day calendar.Date, accepted bool, others ...reform.TaskUnit) reform.Task {
	t.Helper()
	in := d.Assignment(d.Draft(), team, others...)
	in.DueOn = day
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	if !accepted {
		return d.Read(in.Code)
	}
	return d.Move(d.Read(in.Code), team.Head, app.MoveTask{Act: reform.TaskAccept, Officer: team.Officer.Person})
}

// reminded is one reminder as somebody got it.
type reminded struct {
	Username, Kind, Title, Key string
	At                         time.Time
}

func (r reminded) on() calendar.Date { return calendar.DateOf(r.At) }

// remindedAll returns every reminder there is, day by day and person by person.
func remindedAll(t *testing.T, d *small.Department) []reminded {
	t.Helper()
	rows, err := d.DB.Pool().Query(t.Context(), `select p.username, n.kind, n.title, n.key, n.at from notice n join person p on p.id = n.person_id
		where n.kind like 'reminder.%' order by n.at, p.username, n.title, n.id`)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[reminded])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func remind(t *testing.T, d *small.Department) {
	t.Helper()
	if err := d.App.RemindPeople(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// tetMonth is a department's work around Tết: its tasks and what becomes of them on which day.
type tetMonth struct {
	*small.Department
	t                                               *testing.T
	eve, back, makeUp, handedIn, blocked, suspended reform.Task
	extension                                       int64
}

func newTetMonth(t *testing.T) *tetMonth {
	m := &tetMonth{Department: small.Build(t), t: t}
	d := m.Department
	clockAt(d, on(20, 1), 9, 0)
	tet2027(t, d)
	m.eve = due(t, d, d.Science, on(4, 2), true, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, DueOn: on(2, 2)})
	m.back = due(t, d, d.Science, on(17, 2), true)
	m.makeUp = due(t, d, d.Digital, on(22, 2), true)
	due(t, d, d.Branch, on(13, 2), false) // nobody accepts it
	m.handedIn = due(t, d, d.Centre, on(10, 2), true)
	m.blocked = due(t, d, d.Digital, on(27, 1), true)
	m.suspended = due(t, d, d.Science, on(28, 1), true)
	for _, state := range []reform.TaskState{reform.TaskDraft, reform.TaskCompleted, reform.TaskCancelled, reform.TaskDeclined} {
		d.TaskIn(state, d.Science)
	}
	parent := due(t, d, d.Science, on(25, 2), true)
	m.happens(d.App.SplitTask(t.Context(), d.Clerk.Actor, app.SplitTask{
		Code: parent.Code, Seen: parent.Version, Units: []int64{d.Units.Centre.ID}, DueOn: on(24, 2),
	}))
	series := d.Monthly(d.Centre, 28)
	d.Move(series, d.Centre.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Centre.Officer.Person})
	d.Deputyship(d.Science.Head, d.Colleague, on(15, 2), on(19, 2))
	return m
}

func (m *tetMonth) happens(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// events are what people do at noon of a day.
func (m *tetMonth) events() map[calendar.Date]func() {
	d := m.Department
	return map[calendar.Date]func(){
		on(26, 1): func() {
			m.suspended = d.Move(m.suspended, d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: "Chờ hướng dẫn."})
		},
		on(27, 1): func() { d.OnCard(reform.ObstacleEscalated, d.Read(m.blocked.Code), d.Digital) },
		on(2, 2): func() {
			d.Report(m.handedIn, d.Centre.Officer, 100, small.PDF("bao-cao.pdf", "xong"))
			m.handedIn = d.Complete(d.Read(m.handedIn.Code), d.Centre.Officer)
		},
		on(15, 2): func() { m.extension = d.Extension(reform.ExtensionRequested, d.Read(m.makeUp.Code), d.Digital).ID },
		on(16, 2): func() { d.Sign(m.handedIn, d.Centre.Head, reform.CompletionApprove) },
		on(18, 2): func() { d.Decide(m.extension, d.Digital.Head, reform.ExtensionSign) },
		on(22, 2): func() { d.Decide(m.extension, d.Chief, reform.ExtensionGrant) },
		on(23, 2): func() { d.Sign(m.handedIn, d.Clerk, reform.CompletionAccept) },
	}
}

// lived runs the engine from before dawn until night on every day of the month, with what people do between.
func (m *tetMonth) lived() {
	events := m.events()
	for day := on(25, 1); !day.After(on(28, 2)); day = day.AddDays(1) {
		clockAt(m.Department, day, 0, 5)
		m.happens(m.App.OpenPeriods(m.t.Context()))
		for _, when := range [][2]int{{5, 59}, {6, 0}, {6, 5}} {
			clockAt(m.Department, day, when[0], when[1])
			remind(m.t, m.Department)
		}
		clockAt(m.Department, day, 12, 0)
		if event := events[day]; event != nil {
			event()
		}
		clockAt(m.Department, day, 22, 0)
		remind(m.t, m.Department)
	}
}

func TestMonthWithTetRemindsEachPersonAsTheTableSays(t *testing.T) {
	t.Parallel()
	m := newTetMonth(t)
	m.lived()
	got := map[string][]string{}
	for _, r := range remindedAll(t, m.Department) {
		if r.At.In(calendar.Zone).Hour() != reform.RemindHour {
			t.Errorf("%s heard at %s of %s", r.Username, calendar.Stamp(r.At), r.Title)
		}
		got[r.Username] = append(got[r.Username], r.on().Vietnamese()[:5]+" "+strings.TrimPrefix(r.Title, "CCHC-2027-"))
	}
	for _, who := range m.Everybody() {
		equal(t, "what "+who.Username+" hears", got[who.Username], tetReminders[who.Username])
	}
	runs, err := m.DB.ReminderDays(t.Context(), 100)
	if err != nil || len(runs) != 20 {
		t.Errorf("%d mornings are marked (%v), of 20 working days", len(runs), err)
	}
	if lines := auditedReminders(t, m.Department); lines != 20 {
		t.Errorf("%d lines in the audit log for 20 mornings", lines)
	}
}

func auditedReminders(t *testing.T, d *small.Department) int {
	t.Helper()
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from audit_event where action = $1`, string(policy.ReminderSend)).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
