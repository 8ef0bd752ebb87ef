package postgres_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// kinds returns tasks of every kind that reach tells apart, as the science division sees them.
func kinds(d *small.Department) map[string]reform.Task {
	share := func(unit reform.Unit, part reform.Part) reform.TaskUnit {
		return reform.TaskUnit{UnitID: unit.ID, Part: part}
	}
	science, metrology := d.Units.Science, d.Units.Metrology
	colleague := d.Science
	colleague.Officer = d.Colleague
	lent := d.Centre
	lent.Head, lent.Officer = d.Branch.Head, d.Branch.Officer
	return map[string]reform.Task{
		"a draft":                          d.Draft(),
		"the officer's own":                d.Reported(d.Science, 40),
		"a colleague's":                    d.Reported(colleague, 40),
		"the unit's, for nobody yet":       d.Assigned(d.Science),
		"the sub-department's":             d.Reported(d.Branch, 40),
		"the centre's":                     d.Reported(d.Centre, 40),
		"the centre's, worked on above it": d.Reported(lent, 40),
		"another's":                        d.Reported(d.Digital, 40),
		"another's, cooperating":           d.Reported(d.Digital, 40, share(science, reform.Cooperating), share(metrology, reform.Monitoring)),
		"another's, monitoring":            d.Submitted(d.Digital, share(science, reform.Monitoring)),
		"declined":                         d.TaskIn(reform.TaskDeclined, d.Science),
		"stopped before it was given":      d.Move(d.Draft(), d.Clerk, moveWithNote(reform.TaskCancel)),
	}
}

// playing returns everybody with the role they have, and everybody with every other role or pair of roles.
func playing(d *small.Department) map[string]policy.Actor {
	out := map[string]policy.Actor{}
	people := []small.Member{d.Science.Officer, d.Branch.Head, d.Clerk, d.Observer}
	for _, m := range d.Everybody() {
		out[m.Username] = m.Actor
	}
	roles := policy.Roles()
	for _, m := range people {
		for i, first := range roles {
			for _, second := range roles[i:] {
				who := m.Actor
				who.Roles = []policy.Role{first, second}
				out[fmt.Sprintf("%s as %s and %s", m.Username, first, second)] = who
			}
		}
	}
	return out
}

func TestScopeAgreesWithAllow(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := kinds(d)
	for name, who := range playing(d) {
		scope := policy.See(who, policy.TaskRead)
		allowed := 0
		for kind, task := range tasks {
			_, err := policy.Allow(who, policy.TaskRead, task.Subject())
			_, found := d.DB.Task(t.Context(), scope, task.Code)
			if (err == nil) != (found == nil) {
				t.Errorf("%s and %s: allowed %v, found %v", name, kind, err, found)
			}
			if found != nil && fault.KindOf(found) != fault.NotFound {
				t.Errorf("%s and %s: %v", name, kind, found)
			}
			if err == nil {
				allowed++
			}
		}
		lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Today: d.App.Today()})
		count, countErr := d.DB.CountTasks(t.Context(), scope, reform.TaskFilter{Today: d.App.Today()})
		if err != nil || countErr != nil || len(lines) != allowed || count != allowed {
			t.Errorf("%s may read %d tasks, the list has %d and counts %d (%v, %v)", name, allowed, len(lines), count, err, countErr)
		}
	}
}

// What hangs on a task is seen exactly with it: its units, clauses, reports, files, past, acts and children.
func TestWhatHangsOnATaskIsSeenWithIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := kinds(d)
	clause := d.Clause(d.Directive("12"), "1")
	for kind, task := range tasks {
		drawFrom(t, d, task, clause)
		tasks[kind] = d.Read(task.Code)
	}
	for _, m := range d.Everybody() {
		for kind, task := range tasks {
			_, err := policy.Allow(m.Actor, policy.TaskRead, task.Subject())
			for what, n := range hanging(t, d, m.Actor, task) {
				if err != nil && n > 0 || err == nil && n == 0 && !may(kind, what) {
					t.Errorf("%s, %s: %d %s, allowed %v", m.Username, kind, n, what, err)
				}
			}
		}
	}
}

// may reports whether a task of that kind may have nothing of the sort.
func may(kind, what string) bool {
	reported := slices.Contains([]string{
		"the officer's own", "a colleague's", "the sub-department's", "the centre's", "the centre's, worked on above it", "another's",
		"another's, cooperating", "another's, monitoring",
	}, kind)
	beside := kind == "another's, cooperating" || kind == "another's, monitoring"
	switch what {
	case "reports", "files", "filed tasks", "files by number":
		return !reported
	case "units":
		return !beside
	case "completions", "evidence", "completions under way", "evidence of the task", "sign-offs":
		return kind != "another's, monitoring" // the one that was sent as complete
	}
	return false
}

func drawFrom(t *testing.T, d *small.Department, task reform.Task, clause reform.Clause) {
	t.Helper()
	if _, err := d.DB.Pool().Exec(t.Context(), `insert into task_clause (task_id, clause_id) values ($1, $2)`, task.ID, clause.ID); err != nil {
		t.Fatal(err)
	}
}

// hanging counts what the actor sees of the task by each way that leads to it.
func hanging(t *testing.T, d *small.Department, who policy.Actor, task reform.Task) map[string]int {
	t.Helper()
	ctx, db, scope := t.Context(), d.DB, policy.See(who, policy.TaskRead)
	out := map[string]int{}
	count := func(what string, n int, err error) {
		if err != nil && fault.KindOf(err) != fault.NotFound {
			t.Fatalf("%s: %v", what, err)
		}
		if err == nil {
			out[what] += n
		} else {
			out[what] += 0
		}
	}
	_, err := db.TaskByID(ctx, scope, task.ID)
	count("tasks by number", 1, err)
	units, err := db.TaskUnits(ctx, scope, task.ID)
	count("units", len(units), err)
	clauses, err := db.SourceClauses(ctx, scope, task.ID)
	count("clauses", len(clauses), err)
	reports, err := db.Reports(ctx, scope, task.ID, 9)
	count("reports", len(reports), err)
	files, err := db.TaskFiles(ctx, scope, task.ID)
	count("files", len(files), err)
	past, err := db.TaskHistory(ctx, scope, task.ID)
	count("past", len(past), err)
	_, err = db.TaskAsOf(ctx, scope, task.ID, d.Clock.Now())
	count("past instants", 1, err)
	acts, err := db.TaskAudit(ctx, scope, task.ID, 9)
	count("acts", len(acts), err)
	for _, report := range reportsOf(t, d, task) {
		_, err = db.Completion(ctx, scope, report)
		count("completions", 1, err)
		proofs, err := db.Evidence(ctx, scope, []int64{report})
		count("evidence", len(proofs), err)
	}
	_, err = db.UnderWay(ctx, scope, task.ID)
	count("completions under way", 1, err)
	proofs, err := db.TaskEvidence(ctx, scope, task.ID)
	count("evidence of the task", len(proofs), err)
	acts, err = db.SignOffs(ctx, scope, task.ID, 9)
	count("sign-offs", len(acts), err)
	for _, file := range filesOf(t, d, task) {
		_, err := db.FiledTask(ctx, scope, file)
		count("filed tasks", 1, err)
		_, err = db.Attachment(ctx, policy.See(who, policy.FileRead), policy.See(who, policy.DocumentRead), file)
		count("files by number", 1, err)
	}
	return out
}

func reportsOf(t *testing.T, d *small.Department, task reform.Task) []int64 {
	t.Helper()
	reports, err := d.DB.Reports(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, 9)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, report := range reports {
		ids = append(ids, report.ID)
	}
	return ids
}

func filesOf(t *testing.T, d *small.Department, task reform.Task) []int64 {
	t.Helper()
	files, err := d.DB.TaskFiles(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, file := range files {
		ids = append(ids, file.ID)
	}
	return ids
}

func TestDocumentsAreSeenByWhoeverMayReadThem(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	directive := d.Directive("12")
	clause := d.Clause(directive, "1")
	drawFrom(t, d, d.Assigned(d.Science), clause)
	for _, m := range d.Everybody() {
		scope := policy.See(m.Actor, policy.DocumentRead)
		_, allowed := policy.Allow(m.Actor, policy.DocumentRead, directive.PolicySubject())
		_, found := d.DB.Document(t.Context(), scope, directive.ID)
		_, clauseFound := d.DB.Clause(t.Context(), scope, clause.ID)
		lines, err := d.DB.Documents(t.Context(), scope, reform.DocumentFilter{})
		count, countErr := d.DB.CountDocuments(t.Context(), scope, reform.DocumentFilter{})
		clauses, clausesErr := d.DB.Clauses(t.Context(), scope, directive.ID)
		if err != nil || countErr != nil || clausesErr != nil {
			t.Fatal(err, countErr, clausesErr)
		}
		want := 0
		if allowed == nil {
			want = 1
		}
		if (found == nil) != (want == 1) || (clauseFound == nil) != (want == 1) || len(lines) != want || count != want || len(clauses) != want {
			t.Errorf("%s: allowed %v, found %v and %v, %d lines, count %d, %d clauses", m.Username, allowed, found, clauseFound, len(lines), count, len(clauses))
		}
	}
}

func TestClauseShowsOnlyTasksInReach(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	directive := d.Directive("12")
	clause := d.Clause(directive, "1")
	for _, task := range kinds(d) {
		drawFrom(t, d, task, clause)
	}
	for _, m := range d.Everybody() {
		scope := policy.See(m.Actor, policy.TaskRead)
		tasks, err := d.DB.ClauseTasks(t.Context(), scope, directive.ID)
		inReach, countErr := d.DB.CountTasks(t.Context(), scope, reform.TaskFilter{Document: directive.ID, Today: d.App.Today()})
		if err != nil || countErr != nil || len(tasks) != inReach {
			t.Errorf("%s sees %d tasks of the clause and %d in the list (%v, %v)", m.Username, len(tasks), inReach, err, countErr)
		}
	}
}

func TestAuditLogIsForThoseWhoMayReadIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, m := range d.Everybody() {
		scope := policy.See(m.Actor, policy.AuditRead)
		events, err := d.DB.AuditEvents(t.Context(), scope, reform.AuditFilter{})
		count, countErr := d.DB.CountAuditEvents(t.Context(), scope, reform.AuditFilter{})
		may := m.Has(policy.Chief) || m.Has(policy.Admin)
		if err != nil || countErr != nil || (len(events) > 0) != may || (count > 0) != may {
			t.Errorf("%s sees %d lines of %d (%v, %v)", m.Username, len(events), count, err, countErr)
		}
	}
}
