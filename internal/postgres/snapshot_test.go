package postgres_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// sitting puts a planned meeting into the database.
func sitting(t *testing.T, d *small.Department, n int) reform.Meeting {
	t.Helper()
	m := reform.Meeting{Code: reform.MeetingCode(2026, n), State: reform.MeetingPlanned, Version: 1}
	err := d.DB.Pool().QueryRow(t.Context(), `with s as (insert into meeting_series (name, rhythm, chair_id) values ('Giao ban', 'weekly', $1) returning id)
		insert into meeting (code, series_id, sits_at, chair_id, flag_on, answer_by, made_by, made_at)
		select $2, s.id, $3, $1, '2026-11-20', $3, $1, $3 from s returning id`, d.Leader.Person, m.Code, d.Clock.Now().Add(48*time.Hour)).Scan(&m.ID)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// frozen freezes a brief of the figures alone for the meeting and returns what was kept.
func frozen(t *testing.T, d *small.Department, m reform.Meeting) reform.Snapshot {
	t.Helper()
	brief, err := freeze(t, d, m)
	if err != nil {
		t.Fatal(err)
	}
	return kept1(t, d, brief.Code)
}

func freeze(t *testing.T, d *small.Department, m reform.Meeting) (reform.Brief, error) {
	grant, err := policy.Allow(d.Clerk.Actor, policy.MeetingFreeze, m.Subject())
	if err != nil {
		return reform.Brief{}, err
	}
	var brief reform.Brief
	return brief, d.DB.WriteStill(t.Context(), func(tx *postgres.Tx) error {
		figures, err := tx.Figures(t.Context(), policy.See(d.Clerk.Actor, policy.MeetingRead), tx.Now)
		if err != nil {
			return err
		}
		made := reform.Brief{At: tx.Now, Since: tx.Now.Add(-7 * 24 * time.Hour)}
		made.Numbers.Now, made.Numbers.First = figures[0].Sum(reform.DueNow, nil), figures[0].Sum(reform.DueOriginal, nil)
		for id, now := range figures[0].ByUnit(reform.DueNow) {
			made.Units = append(made.Units, reform.BriefRow{ID: id, Now: now, First: figures[0].ByUnit(reform.DueOriginal)[id]})
		}
		brief, err = tx.Freeze(t.Context(), grant, reform.Freezing{Meeting: m, Becomes: reform.MeetingFrozen, Seen: m.Version, Brief: made})
		return err
	})
}

func kept1(t *testing.T, d *small.Department, code string) reform.Snapshot {
	t.Helper()
	s, err := d.DB.Snapshot(t.Context(), policy.See(d.Leader.Actor, policy.MeetingRead), code)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// addsUp holds each figure of the snapshot against the rows that were kept with it.
func addsUp(t *testing.T, d *small.Department, s reform.Snapshot) {
	t.Helper()
	scope := policy.See(d.Leader.Actor, policy.MeetingRead)
	count := func(f reform.SnapshotFilter) int {
		n, err := d.DB.CountSnapshotRows(t.Context(), scope, s, f)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, basis := range []reform.DueBasis{reform.DueNow, reform.DueOriginal} {
		whole := s.Brief.Numbers.Now
		if basis == reform.DueOriginal {
			whole = s.Brief.Numbers.First
		}
		if n := count(reform.SnapshotFilter{Basis: basis}); n != whole.Total() {
			t.Errorf("%s keeps %d tasks and says %d", s.Code, n, whole.Total())
		}
		for _, class := range reform.Timelinesses() {
			if n := count(reform.SnapshotFilter{Basis: basis, Class: class}); n != whole.Of(class) {
				t.Errorf("%s by %s keeps %d tasks of %s and says %d", s.Code, basis, n, class, whole.Of(class))
			}
			for _, unit := range s.Brief.Units {
				said := unit.Now
				if basis == reform.DueOriginal {
					said = unit.First
				}
				if n := count(reform.SnapshotFilter{Basis: basis, Class: class, Unit: unit.ID}); n != said.Of(class) {
					t.Errorf("%s by %s keeps %d tasks of %s of unit %d and says %d", s.Code, basis, n, class, unit.ID, said.Of(class))
				}
			}
		}
	}
}

func TestSnapshotKeepsTheTasksOfItsFigures(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := spread(t, d)
	m := sitting(t, d, 1)
	s := frozen(t, d, m)
	if s.Code != "CS-2027-001" || s.Meeting != m.Code || s.TakenBy != d.Clerk.Name || !s.Whole || s.Brief.Code != s.Code || s.Brief.Numbers.Now.Total() < len(tasks)/2 {
		t.Errorf("kept %+v", s)
	}
	addsUp(t, d, s)
	d.Clock.Advance(60 * 24 * time.Hour)
	if err := alone(t, d, `update task set title = 'Tên khác', due_on = $1 where deadline_kind = 'fixed'`, d.App.Today()); err != nil {
		t.Fatal(err)
	}
	if err := alone(t, d, `update unit set name = 'Phòng khác' where id = $1`, d.Units.Science.ID); err != nil {
		t.Fatal(err)
	}
	if again := kept1(t, d, s.Code); !reflect.DeepEqual(again, s) {
		t.Errorf("later it is %+v, was %+v", again, s)
	}
	addsUp(t, d, s)
	rows, err := d.DB.SnapshotRows(t.Context(), policy.See(d.Leader.Actor, policy.MeetingRead), s, reform.SnapshotFilter{Unit: d.Units.Science.ID})
	if err != nil || len(rows) == 0 || rows[0].Unit != d.Units.Science.Name || rows[0].Title == "Tên khác" {
		t.Errorf("rows %+v (%v)", rows, err)
	}
}

// Whoever writes while a brief is frozen, its tasks add up to its figures, and no freeze is lost to another.
func TestSnapshotsAddUpUnderWritersAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var tasks []reform.Task
	for range 5 {
		tasks = append(tasks, d.InProgress(d.Science), d.InProgress(d.Digital))
	}
	d.Clock.Advance(time.Hour)
	var meetings []reform.Meeting
	for n := range 16 {
		meetings = append(meetings, sitting(t, d, n+1))
	}
	done := make(chan struct{})
	var writers sync.WaitGroup
	for range 4 {
		writers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				d.Clock.Advance(time.Millisecond)
				task := tasks[rand.N(len(tasks))]
				err := alone(t, d, `update task set state = case when state = 'completed' then 'in_progress' else 'completed' end, completed_on = $2,
					area = (area + 1) % 7, percent = 50, due_on = $2::date + 1 where id = $1`, task.ID, d.App.Today().AddDays(rand.N(21)-10))
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	codes := make([]string, len(meetings))
	var freezers sync.WaitGroup
	for n := range 2 {
		freezers.Go(func() {
			for i := n; i < len(meetings); i += 2 {
				brief, err := freeze(t, d, meetings[i])
				if err != nil {
					t.Error(err)
				}
				codes[i] = brief.Code
			}
		})
	}
	freezers.Wait()
	close(done)
	writers.Wait()
	for _, code := range codes {
		addsUp(t, d, kept1(t, d, code))
	}
}

func TestWhatIsFrozenStaysAsItIs(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	s := frozen(t, d, sitting(t, d, 1))
	for _, statement := range []string{
		`update snapshot set brief = '{}'`, `delete from snapshot`, `truncate snapshot cascade`, `update snapshot_task set percent = 1`,
		`delete from snapshot_task`, `truncate snapshot_task`,
	} {
		if err := alone(t, d, statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if err := alone(t, d, `alter table snapshot disable trigger snapshot_is_kept`); err != nil {
		t.Fatal(err)
	}
	if err := alone(t, d, `update snapshot set brief = jsonb_set(brief, '{Numbers,Now,Late}', '7')`); err != nil {
		t.Fatal(err)
	}
	if after := kept1(t, d, s.Code); after.Whole {
		t.Errorf("a brief that was tampered with passes for whole: %+v", after.Brief.Numbers)
	}
}

func TestMeetingIsFrozenOnceForEachVersionOfIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	m := sitting(t, d, 1)
	first := frozen(t, d, m)
	if _, err := freeze(t, d, m); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a stale page froze again: %v", err)
	}
	m.Version, m.State = 2, reform.MeetingFrozen
	d.Clock.Advance(time.Hour)
	second := frozen(t, d, m)
	lines, err := d.DB.MeetingSnapshots(t.Context(), policy.See(d.Clerk.Actor, policy.MeetingRead), m.Code, 10)
	if err != nil || len(lines) != 2 || lines[0].Code != second.Code || lines[1].Code != first.Code || second.Code != "CS-2026-002" {
		t.Errorf("%+v (%v)", lines, err)
	}
	for _, who := range []small.Member{d.Science.Head, d.Science.Officer, d.Admin} {
		_, err := d.DB.Snapshot(t.Context(), policy.See(who.Actor, policy.MeetingRead), first.Code)
		lines, err2 := d.DB.MeetingSnapshots(t.Context(), policy.See(who.Actor, policy.MeetingRead), m.Code, 10)
		n, err3 := d.DB.CountSnapshotRows(t.Context(), policy.See(who.Actor, policy.MeetingRead), first, reform.SnapshotFilter{})
		if fault.KindOf(err) != fault.NotFound || len(lines)+n > 0 || errors.Join(err2, err3) != nil {
			t.Errorf("%s reads it: %v, %v, %v, %v", who.Name, err, lines, err2, err3)
		}
	}
}
