package answers

import (
	"net/url"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Settle asks the Office what becomes of a task that its unit says is not its own.
type Settle struct {
	Asked  reform.NudgeTask
	Closed string // why nothing is to be settled now; "" when something is
	Entry  ui.Entry
}

func (v Settle) form() ui.Form {
	return ui.Form{
		Action: paths.ToNudgeSettle(v.Asked.Nudge, v.Asked.ID), Hidden: []ui.Hidden{version(v.Asked), {Name: "ket_qua", Value: string(reform.SettledKept)}},
	}
}

func (v Settle) reason() ui.Field {
	field := v.Entry.Field("ly_do", "Lý do giữ ở đơn vị")
	field.Required, field.Max, field.Hint = true, 1000, "Căn cứ giao việc, ví dụ quyết định phân công, chức năng nhiệm vụ của đơn vị."
	return field
}

// Reassign returns the form that moves the task to another unit, with the unit's own reason to begin with.
func Reassign(asked reform.NudgeTask) string {
	return paths.With(paths.ToTaskReassign(asked.Task), url.Values{NudgeField: {asked.Nudge}})
}

// NudgeField carries the code of the nudge into the forms that follow an answer to it.
const NudgeField = "nhac"

// ReassignReason returns what the form that moves the task holds as its reason to begin with.
func ReassignReason(asked reform.NudgeTask) string {
	return asked.NudgeUnit + " trả lời nhắc việc " + asked.Nudge + ": không phải việc của đơn vị. “" + asked.Note + "”"
}
