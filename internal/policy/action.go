package policy

import "slices"

// Action names one thing a person can do, written noun.verb.
type Action string

// The actions of the portal. An action that ends in .read only looks.
const (
	DocumentRead     Action = "document.read"
	DocumentRegister Action = "document.register"
	DocumentEdit     Action = "document.edit"

	TaskRead        Action = "task.read"
	TaskReadDraft   Action = "task.read_draft"
	TaskWork        Action = "task.work"
	TaskCreate      Action = "task.create"
	TaskEdit        Action = "task.edit"
	TaskAssign      Action = "task.assign"
	TaskAccept      Action = "task.accept"
	TaskDecline     Action = "task.decline"
	TaskNameOfficer Action = "task.name_officer"
	TaskSubmit      Action = "task.submit"
	TaskReturn      Action = "task.return"
	TaskComplete    Action = "task.complete"
	TaskSuspend     Action = "task.suspend"
	TaskResume      Action = "task.resume"
	TaskCancel      Action = "task.cancel"
	TaskReopen      Action = "task.reopen"
	TaskFlag        Action = "task.flag"

	ReportPost Action = "report.post"

	FileRead Action = "file.read"

	UnitWatch  Action = "unit.watch"
	UnitManage Action = "unit.manage"

	PersonManage  Action = "person.manage"
	PersonReset   Action = "person.reset_password"
	SessionEnd    Action = "session.end"
	SessionStart  Action = "session.start"
	AccountEdit   Action = "account.change_password"
	AuditRead     Action = "audit.read"
	PortalPrepare Action = "portal.prepare"
)

var actions = []Action{
	DocumentRead, DocumentRegister, DocumentEdit,
	TaskRead, TaskReadDraft, TaskWork, TaskCreate, TaskEdit, TaskAssign, TaskAccept, TaskDecline, TaskNameOfficer,
	TaskSubmit, TaskReturn, TaskComplete, TaskSuspend, TaskResume, TaskCancel, TaskReopen, TaskFlag,
	ReportPost, FileRead,
	UnitWatch, UnitManage,
	PersonManage, PersonReset, SessionEnd, SessionStart, AccountEdit, AuditRead, PortalPrepare,
}

// Actions lists every action in the order of the printed permissions.
func Actions() []Action { return slices.Clone(actions) }

// looks are the actions that change nothing: units that only cooperate on a task may take them, and no others.
var looks = []Action{DocumentRead, TaskRead, TaskReadDraft, TaskWork, FileRead, UnitWatch, AuditRead}

// Looks reports whether the action only reads.
func (a Action) Looks() bool { return slices.Contains(looks, a) }

// draftOf names the action that reads the drafts of what another action reads.
var draftOf = map[Action]Action{TaskRead: TaskReadDraft, FileRead: TaskReadDraft}
