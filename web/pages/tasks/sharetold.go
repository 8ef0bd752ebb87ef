package tasks

import (
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// share tells an act on the share of a cooperating unit, with the answer as it was given then and the files that came with it.
func (p Past) share(e reform.AuditEvent) Moment {
	unit := p.unit(e.ObjectID)
	moment := Moment{At: e.At, Who: doer(e)}
	switch {
	case e.Action == string(policy.ShareAnswer):
		moment.Kind, moment.What = ui.Done, "trả lời phần việc phối hợp"+named(" của ", unit)
	case e.Action == string(policy.ShareAskAgain):
		moment.Kind, moment.What = ui.Soon, "yêu cầu trả lời lại phần việc phối hợp"+named(" của ", unit)
	case changed(e, "share_state").To == string(reform.ShareWithdrawn):
		moment.What = "thôi yêu cầu một đơn vị phối hợp; câu trả lời của đơn vị vẫn được giữ"
	default:
		moment.What = "yêu cầu phối hợp trở lại" + named(": ", unit)
	}
	if e.Note != "" {
		moment.Said = []Said{{Text: e.Note}}
	}
	if answer := changed(e, "answer").To; answer != "" {
		moment.Said = append(moment.Said, Said{Text: answer})
	}
	for _, file := range p.Files {
		if file.ShareID == e.ObjectID && file.UploadedAt.Equal(e.At) {
			moment.Files = append(moment.Files, Upload(file))
		}
	}
	return moment
}

// unit is the name of the unit whose share it is; "" for one that cooperates no longer.
func (p Past) unit(share int64) string {
	for _, unit := range p.Units {
		if unit.ID == share {
			return unit.Unit
		}
	}
	return ""
}

// doer is who did it, and for whom.
func doer(e reform.AuditEvent) string {
	if e.For != "" {
		return e.Actor + " (thay " + e.For + ")"
	}
	return e.Actor
}
