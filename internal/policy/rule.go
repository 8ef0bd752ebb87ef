// Package policy says who may do what to which record. It is one table of rules; Allow turns a rule into a
// Grant that a write needs, See into a Scope that a read needs. It knows no database and no page.
package policy

import "slices"

// Role is what a person is in the portal; one person may have several.
type Role string

// The roles of the portal.
const (
	Staff    Role = "staff"
	Head     Role = "head"
	Office   Role = "office"
	Chief    Role = "chief"
	Leader   Role = "leader"
	Observer Role = "observer"
	Admin    Role = "admin"
	System   Role = "system"
)

// Roles lists every role, in the order of the printed permissions.
func Roles() []Role {
	return []Role{Staff, Head, Office, Chief, Leader, Observer, Admin, System}
}

// Reach says how far from oneself an action goes.
type Reach int

// The reaches, each wider than the one before it.
const (
	Nothing Reach = iota // no record
	Own                  // records one is the officer of
	Unit                 // records of one's unit
	Branch               // records of one's unit and the units below it
	Field                // records of the reform areas one is in charge of
	All                  // every record
)

// String returns the reach as the printed permissions show it.
func (r Reach) String() string {
	return [...]string{"nothing", "own", "unit", "branch", "field", "all"}[r]
}

// Rule lets a role take an action as far as its reach. NotOwn bars the person who wrote what is signed off.
type Rule struct {
	Role   Role
	Action Action
	Reach  Reach
	NotOwn bool
}

// Rules is the whole policy; what no rule allows is refused.
var Rules = slices.Concat(
	rulesFor(Staff,
		Rule{Action: DocumentRead, Reach: All}, Rule{Action: TaskRead, Reach: Unit}, Rule{Action: TaskWork, Reach: Own},
		Rule{Action: ReportPost, Reach: Own}, Rule{Action: ReportSubmit, Reach: Own},
		Rule{Action: ExtensionRequest, Reach: Own}, Rule{Action: ShareAnswer, Reach: Unit}, Rule{Action: ShareAskAgain, Reach: Own},
		Rule{Action: ObstacleRaise, Reach: Own}, Rule{Action: ObstacleAnswer, Reach: Own}, Rule{Action: ObstacleWithdraw, Reach: Own},
		Rule{Action: ObstacleClose, Reach: Own}, Rule{Action: ObstacleCompare, Reach: All}, Rule{Action: IndicatorRead, Reach: All},
		Rule{Action: FileRead, Reach: Unit}, Rule{Action: FileStage, Reach: Own},
		Rule{Action: NudgeRead, Reach: Unit}, Rule{Action: NudgeAnswer, Reach: Own}),
	rulesFor(Head,
		Rule{Action: DocumentRead, Reach: All}, Rule{Action: TaskRead, Reach: Branch}, Rule{Action: TaskWork, Reach: Own},
		Rule{Action: TaskAccept, Reach: Branch}, Rule{Action: TaskDecline, Reach: Branch},
		Rule{Action: TaskNameOfficer, Reach: Branch},
		Rule{Action: ReportPost, Reach: Branch}, Rule{Action: ReportSubmit, Reach: Branch},
		Rule{Action: ReportApprove, Reach: Branch, NotOwn: true}, Rule{Action: ReportSendBack, Reach: Branch},
		Rule{Action: ExtensionRequest, Reach: Branch}, Rule{Action: ExtensionSign, Reach: Branch, NotOwn: true},
		Rule{Action: ShareAnswer, Reach: Branch}, Rule{Action: ShareAskAgain, Reach: Branch}, Rule{Action: FileRead, Reach: Branch},
		Rule{Action: ObstacleRaise, Reach: Branch}, Rule{Action: ObstacleConfirm, Reach: Branch, NotOwn: true},
		Rule{Action: ObstacleAnswer, Reach: Branch}, Rule{Action: ObstacleWithdraw, Reach: Branch},
		Rule{Action: ObstacleClose, Reach: Branch}, Rule{Action: ObstacleCompare, Reach: All},
		Rule{Action: ObstacleExport, Reach: Branch}, Rule{Action: IndicatorRead, Reach: All},
		Rule{Action: FileStage, Reach: Own},
		Rule{Action: UnitWatch, Reach: Branch}, Rule{Action: WorkHandOver, Reach: Branch},
		Rule{Action: NudgeRead, Reach: Branch}, Rule{Action: NudgeAnswer, Reach: Branch}, Rule{Action: MeetingAnswer, Reach: Branch}),
	rulesFor(Office, officeRules...),
	rulesFor(Chief, officeRules...),
	rulesFor(Chief,
		Rule{Action: TaskReopen, Reach: All}, Rule{Action: AuditRead, Reach: All}, Rule{Action: TaskNameOfficer, Reach: All},
		Rule{Action: TaskExtend, Reach: All}, Rule{Action: ExtensionGrant, Reach: All, NotOwn: true},
		Rule{Action: SettingManage, Reach: All}, Rule{Action: DeputyName, Reach: All}, Rule{Action: WorkHandOver, Reach: All},
		Rule{Action: UnitReorganise, Reach: All}, Rule{Action: UnitReadChange, Reach: All},
		Rule{Action: ObstacleEscalate, Reach: All}, Rule{Action: ChargeManage, Reach: All}, Rule{Action: NudgeSign, Reach: All},
		Rule{Action: ApprovalRead, Reach: All}),
	rulesFor(Leader,
		Rule{Action: DocumentRead, Reach: All}, Rule{Action: TaskRead, Reach: All}, Rule{Action: TaskFlag, Reach: All},
		Rule{Action: TaskExtend, Reach: All},
		Rule{Action: ReportApprove, Reach: All, NotOwn: true}, Rule{Action: ReportSendBack, Reach: All},
		Rule{Action: ExtensionSign, Reach: All, NotOwn: true},
		Rule{Action: ExtensionGrant, Reach: All, NotOwn: true}, Rule{Action: ExtensionGrantMore, Reach: All, NotOwn: true},
		Rule{Action: ObstacleConfirm, Reach: All, NotOwn: true}, Rule{Action: ObstacleDecide, Reach: Field, NotOwn: true},
		Rule{Action: TaskRedirect, Reach: Field}, Rule{Action: TaskInstruct, Reach: Field}, Rule{Action: InstructionGive, Reach: Field},
		Rule{Action: ObstacleCompare, Reach: All}, Rule{Action: ObstacleExport, Reach: All}, Rule{Action: IndicatorRead, Reach: All},
		Rule{Action: FileRead, Reach: All}, Rule{Action: UnitWatch, Reach: All},
		Rule{Action: BoardRead, Reach: All}, Rule{Action: FilterSave, Reach: Own}, Rule{Action: NudgeRead, Reach: All},
		Rule{Action: ApprovalRead, Reach: All}, Rule{Action: MeetingRead, Reach: All}, Rule{Action: MeetingConclude, Reach: All}),
	rulesFor(Observer,
		Rule{Action: DocumentRead, Reach: All}, Rule{Action: TaskRead, Reach: All}, Rule{Action: FileRead, Reach: All},
		Rule{Action: ObstacleCompare, Reach: All}, Rule{Action: ObstacleExport, Reach: All}, Rule{Action: IndicatorRead, Reach: All},
		Rule{Action: UnitWatch, Reach: All},
		Rule{Action: BoardRead, Reach: All}, Rule{Action: FilterSave, Reach: Own}, Rule{Action: NudgeRead, Reach: All},
		Rule{Action: MeetingRead, Reach: All}),
	rulesFor(Admin,
		Rule{Action: UnitManage, Reach: All}, Rule{Action: UnitReadChange, Reach: All}, Rule{Action: PersonManage, Reach: All},
		Rule{Action: PersonReset, Reach: All}, Rule{Action: SessionEnd, Reach: All}, Rule{Action: AuditRead, Reach: All},
		Rule{Action: CalendarManage, Reach: All}, Rule{Action: SettingManage, Reach: All}, Rule{Action: PortalWatch, Reach: All}),
	rulesFor(System,
		Rule{Action: PortalPrepare, Reach: All}, Rule{Action: UnitManage, Reach: All},
		Rule{Action: PersonManage, Reach: All}, Rule{Action: PersonReset, Reach: All}, Rule{Action: CalendarManage, Reach: All},
		Rule{Action: TaskRead, Reach: All}, Rule{Action: TaskCreate, Reach: All}, Rule{Action: TaskFinish, Reach: All},
		Rule{Action: TaskReopen, Reach: All}, Rule{Action: TaskReassign, Reach: All}, Rule{Action: UnitReorganise, Reach: All},
		Rule{Action: ObstacleRemind, Reach: All}, Rule{Action: ChargeManage, Reach: All},
		Rule{Action: NudgeDeliver, Reach: All}, Rule{Action: ReminderSend, Reach: All}, Rule{Action: DeliverySend, Reach: All},
		Rule{Action: MeetingPrepare, Reach: All}),
	everyone(Rule{Action: SessionStart, Reach: Own}, Rule{Action: AccountEdit, Reach: Own}, Rule{Action: NoticeRead, Reach: Own},
		Rule{Action: ChannelChoose, Reach: Own}, Rule{Action: FeedManage, Reach: Own}),
)

// officeRules are what the Office's clerks and its chief share.
var officeRules = []Rule{
	{Action: DocumentRead, Reach: All}, {Action: DocumentRegister, Reach: All}, {Action: DocumentEdit, Reach: All},
	{Action: TaskRead, Reach: All}, {Action: TaskReadDraft, Reach: All}, {Action: TaskWork, Reach: Own},
	{Action: TaskCreate, Reach: All}, {Action: TaskEdit, Reach: All}, {Action: TaskAssign, Reach: All},
	{Action: TaskSuspend, Reach: All}, {Action: TaskResume, Reach: All}, {Action: TaskCancel, Reach: All},
	{Action: TaskReassign, Reach: All}, {Action: TaskSplit, Reach: All}, {Action: TaskSchedule, Reach: All}, {Action: TaskFollow, Reach: All},
	{Action: ReportAccept, Reach: All, NotOwn: true}, {Action: ReportSendBack, Reach: All},
	{Action: ShareAskAgain, Reach: All}, {Action: CalendarManage, Reach: All},
	{Action: ShareAnswer, Reach: Unit},
	{Action: ObstacleReceive, Reach: All, NotOwn: true}, {Action: ObstacleNote, Reach: All, NotOwn: true}, {Action: ObstaclePrepare, Reach: All}, {Action: ObstacleAnswer, Reach: All},
	{Action: ObstacleWithdraw, Reach: All}, {Action: ObstacleClose, Reach: All}, {Action: ObstacleCompare, Reach: All},
	{Action: ObstacleExport, Reach: All}, {Action: ReferralRecord, Reach: All},
	{Action: IndicatorRead, Reach: All}, {Action: IndicatorManage, Reach: All},
	{Action: FileRead, Reach: All}, {Action: FileStage, Reach: Own}, {Action: UnitWatch, Reach: All},
	{Action: BoardRead, Reach: All}, {Action: FilterSave, Reach: Own}, {Action: NudgeRead, Reach: All}, {Action: NudgeSend, Reach: All},
	{Action: NudgeAnswer, Reach: Unit}, {Action: ReminderManage, Reach: All},
	{Action: TaskJudge, Reach: All}, {Action: TaskInstruct, Reach: All},
	{Action: MeetingRead, Reach: All}, {Action: MeetingPrepare, Reach: All}, {Action: MeetingAnswer, Reach: Unit},
	{Action: MeetingFreeze, Reach: All}, {Action: MeetingConclude, Reach: All},
}

func rulesFor(role Role, rules ...Rule) []Rule {
	out := slices.Clone(rules)
	for i := range out {
		out[i].Role = role
	}
	return out
}

func everyone(rules ...Rule) []Rule {
	var out []Rule
	for _, role := range Roles() {
		if role != System {
			out = append(out, rulesFor(role, rules...)...)
		}
	}
	return out
}

// ruled are the rules of each action: a page asks for dozens of them.
var ruled = byAction(Rules)

func byAction(rules []Rule) map[Action][]Rule {
	out := map[Action][]Rule{}
	for _, rule := range rules {
		out[rule.Action] = append(out[rule.Action], rule)
	}
	return out
}

// best returns the widest rule one of the roles has for the action; its Reach is Nothing when there is none.
// Among rules of one reach, one that does not bar the author wins.
func best(roles []Role, action Action) Rule {
	found := Rule{Action: action}
	for _, rule := range ruled[action] {
		if !slices.Contains(roles, rule.Role) {
			continue
		}
		if rule.Reach > found.Reach || rule.Reach == found.Reach && found.NotOwn {
			found = rule
		}
	}
	return found
}
