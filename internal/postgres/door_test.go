package postgres_test

import (
	"errors"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// besideTheDoor names the statements that may change rows without write or also, and the one function that runs each:
// counters of sign-ins and of task numbers, the bytes of files, the numbers of sent forms, what was typed and not sent,
// files that wait for their forms, what a person or their calendar has read and that a nudge was seen, what became of what
// left the portal, and the audit line itself.
var besideTheDoor = map[string]string{
	"sqlCountSignIn": "CountSignIn", "sqlForgetSignIns": "ForgetSignIns", "sqlNextTaskNumber": "CreateTask", "sqlNextObstacleNumber": "RaiseObstacle", "sqlNextNudgeNumber": "MakeNudge", "sqlNextMeetingNumber": "CallMeeting",
	"sqlKeepBlob": "keepBlob", "sqlRecord": "record", "sqlTakeNumber": "sendOnce", "sqlKeepResult": "KeepResult",
	"sqlSaveDraft": "SaveDraft", "sqlDropDraft": "DropDraft", "sqlForgetDrafts": "ForgetTyped", "sqlForgetPosts": "ForgetTyped",
	"sqlForgetSent": "ForgetTyped", "sqlKeepPost": "KeepPost", "sqlForgetOldPosts": "KeepPost", "sqlDropPost": "DropPost",
	"sqlStageFile": "StageFile", "sqlStagePiece": "StageFile", "sqlTrimStaged": "StageFile", "sqlForgetStaged": "ForgetStaged",
	"sqlForgetBlobs": "ForgetStaged", "sqlReadNotices": "ReadNotices",
	"sqlNoteDelivery": "NoteDelivery", "sqlMakeDigests": "MakeDigests", "sqlSeeNudge": "SeeNudge",
	"sqlTakeUpJobs": "TakeUpJobs", "sqlNoteFeedRead": "NoteFeedRead",
	"sqlNextSnapshotNumber": "Freeze",
}

func moveWithNote(act reform.TaskAct) app.MoveTask {
	return app.MoveTask{Act: act, Note: "Theo chỉ đạo."}
}

func TestOneDoor(t *testing.T) {
	t.Parallel()
	s := readSource(t)
	used := map[string]bool{}
	for name, f := range s.functions() {
		through := argumentsOfTheDoor(f)
		ast.Inspect(f, func(node ast.Node) bool {
			ident, ok := node.(*ast.Ident)
			if !ok || !writes(s.values[ident.Name]) {
				return true
			}
			used[ident.Name] = true
			switch {
			case besideTheDoor[ident.Name] == name:
			case !through[ident]:
				t.Errorf("%s runs %s without going through the door", name, ident.Name)
			case !takesGrant(f):
				t.Errorf("%s runs %s without taking a Grant", name, ident.Name)
			}
			return true
		})
	}
	for name, value := range s.values {
		if writes(value) && !used[name] {
			t.Errorf("%s is run by no function", name)
		}
	}
	if len(used) < 20 {
		t.Errorf("only %d writing statements were found", len(used))
	}
}

// argumentsOfTheDoor returns the identifiers that stand as arguments of a call of write or also on the transaction.
func argumentsOfTheDoor(f *ast.FuncDecl) map[*ast.Ident]bool {
	out := map[*ast.Ident]bool{}
	ast.Inspect(f, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !slices.Contains([]string{"write", "also", "alsoReturning"}, selector.Sel.Name) {
			return true
		}
		for _, argument := range call.Args {
			if ident, ok := argument.(*ast.Ident); ok {
				out[ident] = true
			}
		}
		return true
	})
	return out
}

// handlesTheTransaction lists the functions that may touch the transaction below the door.
var handlesTheTransaction = []string{
	"write", "also", "alsoReturning", "enqueue", "RetryJob", "record", "keepBlob", "CountSignIn", "ForgetSignIns", "CreateTask", "RaiseObstacle", "MakeNudge", "CallMeeting", "LockTask", "LockReportedTask", "LockCompletion", "KeepResult",
	"ForgetTyped", "StageFile", "ForgetStaged", "ReadNotices", "NoteDelivery", "MakeDigests", "SeeNudge", "NoteFeedRead",
	"Freeze", "TallyDay",
}

// handlesThePool lists the functions that may touch the pool.
var handlesThePool = []string{"New", "Pool", "TakeUpJobs", "announce", "listen", "Close", "Ping", "transact", "Together", "Migrate", "migrating", "KeepResult", "DropDraft", "KeepPost", "DropPost"}

func TestNothingReachesAroundTheDoor(t *testing.T) {
	t.Parallel()
	for name, f := range readSource(t).functions() {
		ast.Inspect(f, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.SelectorExpr:
				if node.Sel.Name == "tx" && !slices.Contains(handlesTheTransaction, name) {
					t.Errorf("%s takes the transaction out of its Tx", name)
				}
				if node.Sel.Name == "pool" && !slices.Contains(handlesThePool, name) {
					t.Errorf("%s takes the pool out of its DB", name)
				}
			case *ast.BasicLit:
				text, err := strconv.Unquote(node.Value)
				if node.Kind == token.STRING && err == nil && writes(text) {
					t.Errorf("%s has a statement that is no constant: %q", name, text)
				}
			}
			return true
		})
	}
}

func TestEveryReadOfTasksIsScoped(t *testing.T) {
	t.Parallel()
	// What counts without telling which: the register's progress and the number of flagged tasks.
	bare := []string{"sqlPriorityTasks", "sqlDocuments"}
	for name, statement := range readSource(t).statements() {
		reads := strings.Contains(statement, "from task t") || strings.Contains(statement, "join task t ") || strings.Contains(statement, "from report ") ||
			strings.Contains(statement, "from task_") || strings.Contains(statement, ", task t")
		if reads && !writes(statement) && !strings.Contains(statement, "@scope_all") && !slices.Contains(bare, name) {
			t.Errorf("%s reads tasks and asks for no scope", name)
		}
	}
}

func TestDoorRefusesAGrantForAnythingElse(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, another := d.Assigned(d.Science), d.Assigned(d.Science)
	allow := func(action policy.Action, subject policy.Subject) policy.Grant {
		grant, err := policy.Allow(d.Clerk.Actor, action, subject)
		if err != nil {
			t.Fatal(err)
		}
		return grant
	}
	fileOfTask := task.Subject()
	fileOfTask.Kind = policy.Attachment
	before := auditLines(t, d)
	for claim, grant := range map[string]policy.Grant{
		"nobody's":                    {},
		"for another task":            allow(policy.TaskEdit, another.Subject()),
		"for a task about to be made": allow(policy.TaskEdit, policy.Subject{Kind: policy.Task}),
		"for reading it":              allow(policy.TaskRead, task.Subject()),
		"for making tasks":            allow(policy.TaskCreate, task.Subject()),
		"for a file of its number":    allow(policy.TaskEdit, fileOfTask),
	} {
		next := task
		next.Title = "Đổi trộm"
		err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
			return tx.MoveTask(t.Context(), grant, reform.TaskMove{Becomes: next, Seen: task.Version})
		})
		if err == nil || fault.KindOf(err) != fault.Internal {
			t.Errorf("a grant %s opened the door: %v", claim, err)
		}
	}
	if got := d.Read(task.Code); got.Title != task.Title || got.Version != task.Version {
		t.Errorf("the task became %q, version %d", got.Title, got.Version)
	}
	if after := auditLines(t, d); after != before {
		t.Errorf("%d lines were written for nothing", after-before)
	}
}

func TestFurtherWritesNeedAGrantThatHolds(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	units := []reform.TaskUnit{{UnitID: d.Units.Digital.ID, Part: reform.Cooperating}}
	err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
		return tx.SetTaskUnits(t.Context(), policy.Grant{}, task.ID, units)
	})
	if err == nil || len(d.Read(task.Code).OtherUnits) != 0 {
		t.Errorf("units were set under nobody's grant: %v", err)
	}
	grant, err := policy.Allow(d.Clerk.Actor, policy.TaskEdit, task.Subject())
	if err != nil {
		t.Fatal(err)
	}
	err = d.DB.Write(t.Context(), func(tx *postgres.Tx) error { return tx.SetTaskUnits(t.Context(), grant, task.ID, units) })
	if err == nil || len(d.Read(task.Code).OtherUnits) != 0 {
		t.Errorf("units were set on a task that did not go through the door: %v", err)
	}
	other := d.Draft()
	err = d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
		if err := tx.MoveTask(t.Context(), grant, reform.TaskMove{Becomes: task, Seen: task.Version}); err != nil {
			t.Fatal(err)
		}
		return tx.SetTaskUnits(t.Context(), grant, other.ID, units)
	})
	if err == nil || len(d.Read(other.Code).OtherUnits) != 0 {
		t.Errorf("units were set on another task than the one that was written: %v", err)
	}
	err = d.DB.Write(t.Context(), func(tx *postgres.Tx) error { return tx.RecordAct(t.Context(), grant, "", "") })
	if err == nil {
		t.Error("an edit was recorded that never happened")
	}
}

func TestDeedThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	before := auditLines(t, d)
	grant, err := policy.Allow(d.Clerk.Actor, policy.TaskEdit, task.Subject())
	if err != nil {
		t.Fatal(err)
	}
	stumble := errors.New("halfway")
	err = d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
		next := task
		next.Title = "Nửa chừng"
		if err := tx.MoveTask(t.Context(), grant, reform.TaskMove{Becomes: next, Seen: task.Version}); err != nil {
			t.Fatal(err)
		}
		return stumble
	})
	if !errors.Is(err, stumble) || d.Read(task.Code).Title != task.Title || auditLines(t, d) != before {
		t.Errorf("%v: the task is %q, %d lines more", err, d.Read(task.Code).Title, auditLines(t, d)-before)
	}
}

func TestOldSignInsAreForgotten(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	try := func(forget time.Duration) int {
		err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
			if err := tx.CountSignIn(t.Context(), "annv", small.Address, false); err != nil {
				return err
			}
			return tx.ForgetSignIns(t.Context(), tx.Now.Add(-forget))
		})
		n, countErr := d.DB.FailedSignIns(t.Context(), "annv", small.Address, time.Time{})
		if err != nil || countErr != nil {
			t.Fatal(err, countErr)
		}
		return n
	}
	if n := try(time.Hour); n != 1 {
		t.Errorf("%d attempts", n)
	}
	d.Clock.Advance(2 * time.Hour)
	if n := try(3 * time.Hour); n != 2 {
		t.Errorf("%d attempts within three hours", n)
	}
	if n := try(time.Hour); n != 2 {
		t.Errorf("%d attempts within the hour", n)
	}
}

func auditLines(t *testing.T, d *small.Department) int {
	t.Helper()
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from audit_event`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
