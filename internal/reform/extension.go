package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// ExtensionState is where a request to move a deadline stands.
type ExtensionState string

// The states of a request.
const (
	ExtensionRequested ExtensionState = "requested"
	ExtensionSigned    ExtensionState = "signed"
	ExtensionGranted   ExtensionState = "granted"
	ExtensionRefused   ExtensionState = "refused"
)

// ExtensionStates lists the states in the order a request goes through them.
func ExtensionStates() []ExtensionState {
	return []ExtensionState{ExtensionRequested, ExtensionSigned, ExtensionGranted, ExtensionRefused}
}

// Label returns the state as people read it; "" for an unknown one.
func (s ExtensionState) Label() string {
	return map[ExtensionState]string{
		ExtensionRequested: "Chờ ký", ExtensionSigned: "Chờ quyết định", ExtensionGranted: "Đã cho gia hạn", ExtensionRefused: "Không gia hạn",
	}[s]
}

// Open reports whether the request still waits for somebody.
func (s ExtensionState) Open() bool { return s == ExtensionRequested || s == ExtensionSigned }

// ExtensionAct is something done to a request.
type ExtensionAct string

// The acts on a request.
const (
	ExtensionSign   ExtensionAct = "sign"
	ExtensionGrant  ExtensionAct = "grant"
	ExtensionRefuse ExtensionAct = "refuse"
)

// ExtensionActs lists the acts in the order their buttons stand.
func ExtensionActs() []ExtensionAct {
	return []ExtensionAct{ExtensionSign, ExtensionGrant, ExtensionRefuse}
}

// Label returns the words of the act's button; "" for an unknown act.
func (a ExtensionAct) Label() string {
	return map[ExtensionAct]string{ExtensionSign: "Ký đề nghị", ExtensionGrant: "Cho gia hạn", ExtensionRefuse: "Không gia hạn"}[a]
}

// ExtensionFlow is the way of a request: the head signs it, the Office's chief or a leader decides it.
var ExtensionFlow = workflow.Flow[ExtensionState, ExtensionAct]{
	Name: "extension", Start: ExtensionRequested,
	Steps: []workflow.Step[ExtensionState, ExtensionAct]{
		{From: ExtensionRequested, Act: ExtensionSign, To: ExtensionSigned, Needs: policy.ExtensionSign},
		{From: ExtensionRequested, Act: ExtensionRefuse, To: ExtensionRefused, Needs: policy.ExtensionSign, Note: true},
		{From: ExtensionSigned, Act: ExtensionGrant, To: ExtensionGranted, Needs: policy.ExtensionGrant},
		{From: ExtensionSigned, Act: ExtensionRefuse, To: ExtensionRefused, Needs: policy.ExtensionGrant, Note: true},
	},
}

// Extension is a unit's request to move a task's deadline, and what became of it.
type Extension struct {
	ID          int64
	TaskID      int64
	AuthorID    int64
	Author      string
	Reason      string
	FromOn      calendar.Date
	ProposedOn  calendar.Date
	State       ExtensionState
	GrantedOn   calendar.Date
	Note        string
	RequestedAt time.Time
	Version     int
	Signer      string
	SignedFor   string // whom a deputy signed for
	SignedAt    *time.Time
	Decider     string
	DecidedFor  string // whom a deputy decided for
	DecidedAt   *time.Time
}

// Subject returns what policy needs to know of the request on the task.
func (e Extension) Subject(task Task) policy.Subject {
	return policy.Subject{Kind: policy.Extension, ID: e.ID, Officer: task.OfficerID, Author: e.AuthorID, Unit: task.LeadUnitID}
}

// Extendable returns a conflict fault that says why the deadline of the task cannot be asked to move now; nil when it can.
func (t Task) Extendable() error {
	switch {
	case t.DueOn.IsZero():
		return fault.New(fault.Conflict, "Nhiệm vụ không có thời hạn nên không có gì để gia hạn.")
	case t.State != TaskInProgress:
		return fault.New(fault.Conflict, "Chỉ gia hạn nhiệm vụ đang thực hiện.")
	default:
		return nil
	}
}

// Check returns an invalid fault naming every field that is wrong for a request on the task today.
func (e Extension) Check(task Task, today calendar.Date) error {
	var check fault.Check
	checkLater(&check, e.ProposedOn, task, today)
	check.That(fits(e.Reason, 1, 1000), "ly_do", "Nhập lý do xin gia hạn, tối đa 1.000 ký tự.")
	return check.Err()
}

func checkLater(check *fault.Check, day calendar.Date, task Task, today calendar.Date) {
	check.That(!day.IsZero(), "han", "Nhập ngày, ví dụ 05/12/2026.")
	check.That(day.IsZero() || day.After(task.DueOn), "han", "Hạn mới phải sau hạn hiện hành "+task.DueOn.Vietnamese()+".")
	check.That(day.IsZero() || !day.Before(today), "han", "Hạn mới không được trước hôm nay "+today.Vietnamese()+".")
}

// ExtensionMove is one step of a request, ready to be written.
type ExtensionMove struct {
	Becomes Extension
	Act     ExtensionAct
	Changes []Change
}

// ExtensionDecision is what is said of a request in one step.
type ExtensionDecision struct {
	Seen int
	On   calendar.Date // the day granted
	Note string
}

// Take returns the move that the step makes of the request on the task; or a fault when the page was stale, a reason is
// missing or the day is none that can be granted.
func (e Extension) Take(step workflow.Step[ExtensionState, ExtensionAct], task Task, d ExtensionDecision, today calendar.Date) (ExtensionMove, error) {
	if d.Seen != e.Version {
		return ExtensionMove{}, StalePage()
	}
	var check fault.Check
	check.That(!step.Note || d.Note != "", "ly_do", "Nhập lý do không cho gia hạn.")
	check.That(fits(d.Note, 0, 1000), "ly_do", "Nội dung này dài tối đa 1.000 ký tự.")
	next := e
	next.State, next.Note = step.To, d.Note
	if step.Act == ExtensionGrant {
		if err := task.Extendable(); err != nil {
			return ExtensionMove{}, err
		}
		checkLater(&check, d.On, task, today)
		next.GrantedOn = d.On
	}
	return ExtensionMove{Becomes: next, Act: step.Act, Changes: e.ChangesTo(next)}, check.Err()
}

// ChangesTo lists what differs between the request and what a step makes of it.
func (e Extension) ChangesTo(next Extension) []Change {
	var c Changes
	c.Text("extension_state", string(e.State), string(next.State))
	c.Date("proposed_on", e.ProposedOn, next.ProposedOn)
	c.Date("granted_on", e.GrantedOn, next.GrantedOn)
	return c
}

// ExtensionGroup is a part of the list of requests; its value stands in the list's URL.
type ExtensionGroup string

// The groups: those that wait for a signature, for a decision, and those decided.
const (
	ExtensionsToSign   ExtensionGroup = "cho-ky"
	ExtensionsToDecide ExtensionGroup = "cho-quyet-dinh"
	ExtensionsDecided  ExtensionGroup = "da-quyet-dinh"
)

// ExtensionGroups lists the groups in the order of their tabs.
func ExtensionGroups() []ExtensionGroup {
	return []ExtensionGroup{ExtensionsToSign, ExtensionsToDecide, ExtensionsDecided}
}

// Known returns the group, or what waits for a signature for a group that does not exist.
func (g ExtensionGroup) Known() ExtensionGroup {
	if g == ExtensionsToDecide || g == ExtensionsDecided {
		return g
	}
	return ExtensionsToSign
}

// Label returns the name of the group.
func (g ExtensionGroup) Label() string {
	return map[ExtensionGroup]string{
		ExtensionsToSign: "Chờ ký", ExtensionsToDecide: "Chờ quyết định", ExtensionsDecided: "Đã quyết định",
	}[g]
}

// ExtensionCounts is how many requests the groups have that wait for somebody.
type ExtensionCounts struct {
	ToSign   int
	ToDecide int
}

// ExtensionLine is one row of the list of requests.
type ExtensionLine struct {
	ID          int64
	Code        string
	Title       string
	LeadUnit    string
	Author      string
	State       ExtensionState
	FromOn      calendar.Date
	ProposedOn  calendar.Date
	GrantedOn   calendar.Date
	RequestedAt time.Time
	DecidedAt   *time.Time
}

// ExtensionUse is how many extensions of a task were granted, of how many the Office's chief may grant.
type ExtensionUse struct {
	Granted int
	Allowed int
}

// Up reports whether a further extension is a leader's to grant.
func (u ExtensionUse) Up() bool { return u.Granted >= u.Allowed }

// Grants returns the action that the next extension needs.
func (u ExtensionUse) Grants() policy.Action {
	if u.Up() {
		return policy.ExtensionGrantMore
	}
	return policy.ExtensionGrant
}

// Text returns the use in words: "đã dùng 1/1 lần".
func (u ExtensionUse) Text() string {
	return "đã dùng " + strconv.Itoa(u.Granted) + "/" + strconv.Itoa(u.Allowed) + " lần"
}

// UseOf counts the granted ones among the requests of a task.
func UseOf(requests []Extension, allowed int) ExtensionUse {
	use := ExtensionUse{Allowed: allowed}
	for _, e := range requests {
		if e.State == ExtensionGranted {
			use.Granted++
		}
	}
	return use
}
