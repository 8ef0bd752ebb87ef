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
	TaskSuspend     Action = "task.suspend"
	TaskResume      Action = "task.resume"
	TaskCancel      Action = "task.cancel"
	TaskReopen      Action = "task.reopen"
	TaskFlag        Action = "task.flag"
	TaskReassign    Action = "task.reassign"
	TaskSplit       Action = "task.split"
	TaskSchedule    Action = "task.schedule"
	TaskExtend      Action = "task.extend"
	TaskFinish      Action = "task.finish"
	TaskFollow      Action = "task.follow" // say who of the Office follows it

	ReportPost     Action = "report.post"
	ReportSubmit   Action = "report.submit"
	ReportApprove  Action = "report.approve"
	ReportSendBack Action = "report.send_back"
	ReportAccept   Action = "report.accept"

	ExtensionRequest   Action = "extension.request"
	ExtensionSign      Action = "extension.sign"
	ExtensionGrant     Action = "extension.grant"
	ExtensionGrantMore Action = "extension.grant_more"

	ShareAnswer   Action = "share.answer"
	ShareAskAgain Action = "share.ask_again"

	ObstacleRaise    Action = "obstacle.raise"
	ObstacleConfirm  Action = "obstacle.confirm"  // as the unit's own, or return it to who wrote it
	ObstacleReceive  Action = "obstacle.receive"  // into the Office, and all the Office does with it there
	ObstaclePrepare  Action = "obstacle.prepare"  // the card that leaders decide on
	ObstacleEscalate Action = "obstacle.escalate" // send that card to the leader
	ObstacleAnswer   Action = "obstacle.answer"   // a question about it
	ObstacleWithdraw Action = "obstacle.withdraw"
	ObstacleClose    Action = "obstacle.close" // say that it is lifted, or that it is not
	ObstacleDecide   Action = "obstacle.decide"
	ObstacleNote     Action = "obstacle.note_decision" // type in what the leader in the chair decides in a meeting
	ObstacleCompare  Action = "obstacle.compare"       // read the outline of obstacles like one's own, whoever's they are
	ObstacleExport   Action = "obstacle.export"
	ObstacleRemind   Action = "obstacle.remind" // tell people that a clock ran out
	ReferralRecord   Action = "referral.record"

	TaskRedirect Action = "task.redirect" // change a task by a decision on what blocks it
	TaskInstruct Action = "task.instruct" // make a task of a decision

	InstructionGive Action = "instruction.give" // tell a unit of one's own accord to do something

	BoardRead    Action = "board.read"  // what every unit has done and owes, to watch over it
	FilterSave   Action = "filter.save" // of the board, for oneself
	NudgeRead    Action = "nudge.read"
	NudgeSend    Action = "nudge.send"    // urge units, recall it, settle what they answer
	NudgeSign    Action = "nudge.sign"    // let the letter of the third rung go out
	NudgeAnswer  Action = "nudge.answer"  // for one's unit
	NudgeDeliver Action = "nudge.deliver" // what was not recalled goes out

	ApprovalRead Action = "approval.read" // all that waits for oneself to decide, grant or sign

	ReminderManage Action = "reminder.manage" // the rules that people are reminded by
	ReminderSend   Action = "reminder.send"

	ChannelChoose Action = "channel.choose" // how one hears of what one is told
	FeedManage    Action = "feed.manage"    // the address at which a calendar program reads one's days
	DeliverySend  Action = "delivery.send"
	PortalWatch   Action = "portal.watch" // its jobs and what could not be delivered, and try them again

	TaskJudge Action = "task.judge" // say how a priority task goes, beside what the rule and the unit say

	MeetingRead     Action = "meeting.read"     // its agenda, its brief, its conclusions
	MeetingPrepare  Action = "meeting.prepare"  // call it, put its agenda together, ask units
	MeetingAnswer   Action = "meeting.answer"   // for one's unit, what a meeting asks of it
	MeetingFreeze   Action = "meeting.freeze"   // keep the figures for the brief
	MeetingConclude Action = "meeting.conclude" // note what it concludes

	ChargeManage    Action = "charge.manage"
	NoticeRead      Action = "notice.read"
	IndicatorRead   Action = "indicator.read"
	IndicatorManage Action = "indicator.manage"

	FileRead  Action = "file.read"
	FileStage Action = "file.stage" // upload a file before the form it goes with is sent

	CalendarManage Action = "calendar.manage"
	SettingManage  Action = "setting.manage"

	DeputyName     Action = "deputy.name"
	WorkHandOver   Action = "work.hand_over"
	UnitReorganise Action = "unit.reorganise"
	UnitReadChange Action = "unit.read_change"

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
	TaskSuspend, TaskResume, TaskCancel, TaskReopen, TaskFlag,
	TaskReassign, TaskSplit, TaskSchedule, TaskExtend, TaskFinish, TaskFollow,
	ReportPost, ReportSubmit, ReportApprove, ReportSendBack, ReportAccept,
	ExtensionRequest, ExtensionSign, ExtensionGrant, ExtensionGrantMore,
	ShareAnswer, ShareAskAgain,
	ObstacleRaise, ObstacleConfirm, ObstacleReceive, ObstaclePrepare, ObstacleEscalate, ObstacleAnswer, ObstacleWithdraw,
	ObstacleClose, ObstacleDecide, ObstacleNote, ObstacleCompare, ObstacleExport, ObstacleRemind, ReferralRecord, TaskRedirect, TaskInstruct, InstructionGive,
	BoardRead, FilterSave, NudgeRead, NudgeSend, NudgeSign, NudgeAnswer, NudgeDeliver, ApprovalRead,
	ReminderManage, ReminderSend, ChannelChoose, FeedManage, DeliverySend, PortalWatch,
	TaskJudge, MeetingRead, MeetingPrepare, MeetingAnswer, MeetingFreeze, MeetingConclude,
	ChargeManage, NoticeRead, IndicatorRead, IndicatorManage,
	FileRead, FileStage,
	CalendarManage, SettingManage, DeputyName, WorkHandOver, UnitReorganise, UnitReadChange,
	UnitWatch, UnitManage,
	PersonManage, PersonReset, SessionEnd, SessionStart, AccountEdit, AuditRead, PortalPrepare,
}

// Actions lists every action in the order of the printed permissions.
func Actions() []Action { return slices.Clone(actions) }

// looks are the actions that change nothing: units that only cooperate on a task may take them, and no others.
var looks = []Action{DocumentRead, TaskRead, TaskReadDraft, TaskWork, FileRead, UnitWatch, UnitReadChange, AuditRead,
	ObstacleCompare, ObstacleExport, IndicatorRead, NoticeRead, BoardRead, NudgeRead, ApprovalRead, MeetingRead}

// Looks reports whether the action only reads.
func (a Action) Looks() bool { return slices.Contains(looks, a) }

// draftOf names the action that reads the drafts of what another action reads.
var draftOf = map[Action]Action{TaskRead: TaskReadDraft, FileRead: TaskReadDraft}
