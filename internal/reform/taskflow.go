package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// TaskState is where a task stands in its life. Timeliness is never a state: it is derived.
type TaskState string

// The states of a task.
const (
	TaskDraft      TaskState = "draft"
	TaskAssigned   TaskState = "assigned"
	TaskDeclined   TaskState = "declined"
	TaskInProgress TaskState = "in_progress"
	TaskSubmitted  TaskState = "submitted"
	TaskCompleted  TaskState = "completed"
	TaskSuspended  TaskState = "suspended"
	TaskCancelled  TaskState = "cancelled"
)

// TaskStates lists the states in the order filters offer them.
func TaskStates() []TaskState { return TaskFlow.States() }

// Label returns the state as people read it; "" for an unknown one.
func (s TaskState) Label() string {
	return map[TaskState]string{
		TaskDraft: "Dự thảo", TaskAssigned: "Chờ tiếp nhận", TaskDeclined: "Đơn vị trả lại", TaskInProgress: "Đang thực hiện",
		TaskSubmitted: "Chờ xác nhận", TaskCompleted: "Hoàn thành", TaskSuspended: "Tạm hoãn", TaskCancelled: "Dừng thực hiện",
	}[s]
}

// Open reports whether work on the task can still be due.
func (s TaskState) Open() bool { return s != TaskCompleted && s != TaskCancelled }

// TaskAct is something done to a task that moves it to another state.
type TaskAct string

// The acts of a task's life.
const (
	TaskAssign   TaskAct = "assign"
	TaskAccept   TaskAct = "accept"
	TaskDecline  TaskAct = "decline"
	TaskSubmit   TaskAct = "submit"
	TaskReturn   TaskAct = "return"
	TaskComplete TaskAct = "complete"
	TaskSuspend  TaskAct = "suspend"
	TaskResume   TaskAct = "resume"
	TaskCancel   TaskAct = "cancel"
	TaskReopen   TaskAct = "reopen"
	TaskReassign TaskAct = "reassign"
	TaskFinish   TaskAct = "finish" // the portal's own: every task below it is over
)

// TaskActs lists the acts in the order their buttons stand.
func TaskActs() []TaskAct {
	return []TaskAct{TaskAssign, TaskAccept, TaskSubmit, TaskComplete, TaskReturn, TaskDecline, TaskReassign, TaskSuspend, TaskResume, TaskReopen, TaskCancel, TaskFinish}
}

// SignsOff reports whether the step is taken by sending or signing off a completion report, and in no other way.
func (a TaskAct) SignsOff() bool { return a == TaskSubmit || a == TaskReturn || a == TaskComplete }

// Label returns the words of the act's button; "" for an unknown act.
func (a TaskAct) Label() string {
	return map[TaskAct]string{
		TaskAssign: "Giao nhiệm vụ", TaskAccept: "Tiếp nhận", TaskDecline: "Trả lại Văn phòng", TaskSubmit: "Gửi hoàn thành",
		TaskReturn: "Yêu cầu thực hiện lại", TaskComplete: "Xác nhận hoàn thành", TaskSuspend: "Tạm hoãn", TaskResume: "Tiếp tục thực hiện",
		TaskCancel: "Dừng thực hiện", TaskReopen: "Mở lại nhiệm vụ",
		TaskReassign: "Chuyển đơn vị khác", TaskFinish: "Hoàn thành theo việc con",
	}[a]
}

// TaskFlow is the life of a task (product.md, Records and their states).
var TaskFlow = workflow.Flow[TaskState, TaskAct]{
	Name: "task", Start: TaskDraft,
	Steps: []workflow.Step[TaskState, TaskAct]{
		{From: TaskDraft, Act: TaskAssign, To: TaskAssigned, Needs: policy.TaskAssign},
		{From: TaskDraft, Act: TaskCancel, To: TaskCancelled, Needs: policy.TaskCancel, Note: true},
		{From: TaskAssigned, Act: TaskAccept, To: TaskInProgress, Needs: policy.TaskAccept},
		{From: TaskAssigned, Act: TaskDecline, To: TaskDeclined, Needs: policy.TaskDecline, Note: true},
		{From: TaskAssigned, Act: TaskReassign, To: TaskAssigned, Needs: policy.TaskReassign, Note: true},
		{From: TaskAssigned, Act: TaskCancel, To: TaskCancelled, Needs: policy.TaskCancel, Note: true},
		{From: TaskAssigned, Act: TaskFinish, To: TaskCompleted, Needs: policy.TaskFinish},
		{From: TaskDeclined, Act: TaskAssign, To: TaskAssigned, Needs: policy.TaskAssign},
		{From: TaskDeclined, Act: TaskCancel, To: TaskCancelled, Needs: policy.TaskCancel, Note: true},
		{From: TaskInProgress, Act: TaskSubmit, To: TaskSubmitted, Needs: policy.ReportSubmit},
		{From: TaskInProgress, Act: TaskSuspend, To: TaskSuspended, Needs: policy.TaskSuspend, Note: true},
		{From: TaskInProgress, Act: TaskReassign, To: TaskAssigned, Needs: policy.TaskReassign, Note: true},
		{From: TaskInProgress, Act: TaskCancel, To: TaskCancelled, Needs: policy.TaskCancel, Note: true},
		{From: TaskInProgress, Act: TaskFinish, To: TaskCompleted, Needs: policy.TaskFinish},
		{From: TaskSubmitted, Act: TaskComplete, To: TaskCompleted, Needs: policy.ReportAccept},
		{From: TaskSubmitted, Act: TaskReturn, To: TaskInProgress, Needs: policy.ReportSendBack, Note: true},
		{From: TaskSuspended, Act: TaskResume, To: TaskInProgress, Needs: policy.TaskResume},
		{From: TaskSuspended, Act: TaskReassign, To: TaskAssigned, Needs: policy.TaskReassign, Note: true},
		{From: TaskSuspended, Act: TaskCancel, To: TaskCancelled, Needs: policy.TaskCancel, Note: true},
		{From: TaskCompleted, Act: TaskReopen, To: TaskInProgress, Needs: policy.TaskReopen, Note: true},
	},
}
