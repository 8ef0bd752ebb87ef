package postgres_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// forest makes random tasks of random units, some of them divided among random units, and returns those that stand alone or
// below another.
func forest(t *testing.T, d *small.Department, chance *rand.Rand, trees int) []reform.Task {
	t.Helper()
	teams := []small.Team{d.Science, d.Digital, d.Branch, d.Centre}
	parents := map[string]bool{}
	for range trees {
		task := d.InProgress(teams[chance.IntN(len(teams))])
		var units []int64
		for _, team := range teams {
			if chance.IntN(3) > 0 {
				units = append(units, team.Unit.ID)
			}
		}
		if chance.IntN(3) == 0 || len(units) == 0 {
			continue
		}
		parents[task.Code] = true
		in := app.SplitTask{Code: task.Code, Seen: task.Version, Units: units, DueOn: d.App.Today().AddDays(1 + chance.IntN(30))}
		if err := d.App.SplitTask(t.Context(), d.Clerk.Actor, in); err != nil {
			t.Fatal(err)
		}
	}
	lines, err := d.DB.Tasks(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), reform.TaskFilter{Today: d.App.Today()})
	if err != nil {
		t.Fatal(err)
	}
	var leaves []reform.Task
	for _, line := range lines {
		if task := d.Read(line.Code); !parents[line.Code] {
			leaves = append(leaves, stir(d, chance, teams, task))
		}
	}
	return leaves
}

// stir takes the task some steps on.
func stir(d *small.Department, chance *rand.Rand, teams []small.Team, task reform.Task) reform.Task {
	at := slices.IndexFunc(teams, func(team small.Team) bool { return team.Unit.ID == task.LeadUnitID })
	switch chance.IntN(4) {
	case 0:
		if task.State == reform.TaskAssigned {
			return d.Move(task, teams[at].Head, app.MoveTask{Act: reform.TaskAccept, Officer: teams[at].Officer.Person})
		}
	case 1:
		return d.Move(task, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	}
	return task
}

func sum(a, b reform.WorkCounts) reform.WorkCounts {
	return reform.WorkCounts{
		Overdue: a.Overdue + b.Overdue, DueSoon: a.DueSoon + b.DueSoon, Waiting: a.Waiting + b.Waiting, ToAccept: a.ToAccept + b.ToAccept,
		Stale: a.Stale + b.Stale, Open: a.Open + b.Open, Standing: a.Standing + b.Standing, Completed: a.Completed + b.Completed,
	}
}

// Whatever was divided among whom: the figures of the units add up to those of the department, which count every task that
// stands alone or below another once, and the lists behind the figures have as many rows.
func TestFiguresCountEachTaskOnceHoweverItIsDivided(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		d := small.Build(t)
		leaves := forest(t, d, rand.New(rand.NewPCG(seed, 7)), 8)
		ctx, today, scope := t.Context(), d.App.Today(), policy.See(d.Clerk.Actor, policy.TaskRead)
		total, err := d.DB.WorkCounts(ctx, scope, reform.TaskFilter{Today: today})
		if err != nil {
			t.Fatal(err)
		}
		var ofUnits reform.WorkCounts
		open, loads := 0, 0
		for _, team := range []small.Team{d.Science, d.Digital, d.Branch, d.Centre} {
			counts, err := d.DB.WorkCounts(ctx, scope, reform.TaskFilter{Today: today, Unit: team.Unit.ID})
			if err != nil {
				t.Fatal(err)
			}
			ofUnits = sum(ofUnits, counts)
			officers, err := d.DB.OfficerLoads(ctx, scope, reform.TaskFilter{Today: today, Unit: team.Unit.ID})
			if err != nil {
				t.Fatal(err)
			}
			for _, load := range officers {
				loads += load.Open
			}
		}
		var want int
		for _, task := range leaves {
			if task.State.Open() {
				want++
			}
			if task.State.Open() && task.OfficerID != 0 {
				open++
			}
		}
		if total != ofUnits || total.Open != want || loads != open {
			t.Errorf("seed %d: the department %+v, its units together %+v, %d leaves are open; officers hold %d of %d", seed, total, ofUnits, want, loads, open)
		}
		for _, group := range append(reform.WorkFigures(), reform.WorkTabs()...) {
			f := group.Filter()
			f.Today = today
			rows, err := d.DB.CountTasks(ctx, scope, f)
			if err != nil || rows != total.Of(group) {
				t.Errorf("seed %d: %s counts %d and lists %d (%v)", seed, group, total.Of(group), rows, err)
			}
		}
	}
}

func TestParentKnowsHowManyStandBelowIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	forest(t, d, rand.New(rand.NewPCG(9, 9)), 6)
	var wrong int
	err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from task p where p.children <> (select count(*) from task k where k.parent_id = p.id)
		or p.children > 0 and p.state <> 'completed' and p.percent <> coalesce(
			(select floor(avg(k.percent)) from task k where k.parent_id = p.id and k.state <> 'cancelled'), p.percent)`).Scan(&wrong)
	if err != nil || wrong != 0 {
		t.Errorf("%d parents do not know their children (%v)", wrong, err)
	}
}
