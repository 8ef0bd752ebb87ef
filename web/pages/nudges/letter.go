package nudges

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Sign is the form that records how the letter of a nudge was signed.
type Sign struct {
	Nudge   reform.Nudge
	Signers []reform.Person
	Entry   ui.Entry
}

// SignEntry is what the form begins with: the signer who was named, and the time to answer that was set.
func SignEntry(n reform.Nudge, today calendar.Date) ui.Entry {
	return ui.Entry{Values: map[string][]string{
		"ngay": {today.Vietnamese()}, "nguoi_ky": {strconv.FormatInt(n.SignerID, 10)},
		"tra_loi_truoc": {calendar.DateOf(n.AnswerBy).Vietnamese()}, "gio": {calendar.Clock(n.AnswerBy)},
	}}
}

func (v Sign) field(name, label, hint string) ui.Field {
	field := v.Entry.Field(name, label)
	field.Hint, field.Required, field.Size = hint, true, ui.Medium
	return field
}

func (v Sign) form() ui.Form {
	return ui.Form{
		Action: paths.ToNudgeAct(v.Nudge.Code, string(reform.NudgeSign)), Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(v.Nudge.Version)}},
	}
}

func (v Sign) signers() []ui.Option {
	options := []ui.Option{{Label: "Chọn người ký"}}
	for _, person := range v.Signers {
		options = append(options, ui.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name + ", " + person.Position})
	}
	return options
}

func drop(n reform.Nudge) ui.Confirmation {
	return ui.Confirmation{
		Title: "Bỏ dự thảo công văn " + n.Code + "?", Action: paths.ToNudgeAct(n.Code, string(reform.NudgeDrop)), Cancel: paths.ToNudge(n.Code),
		Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(n.Version)}}, Submit: ui.Button{Label: reform.NudgeDrop.Label(), Look: ui.Danger},
	}
}

// LetterButtons are the further steps of a letter: to take it out as a file where there is one, and what its reader may do with it.
func LetterButtons(n reform.Nudge, lettered bool, offers []reform.NudgeAct) []ui.Button {
	var buttons []ui.Button
	if lettered {
		buttons = append(buttons, ui.Button{Label: "Tải công văn (.docx)", Href: paths.ToNudgeLetter(n.Code), Icon: "download"})
	}
	for _, act := range offers {
		button := ui.Button{Label: act.Label(), Href: paths.ToNudgeAct(n.Code, string(act))}
		if act == reform.NudgeSign {
			button.Look = ui.Primary
		}
		buttons = append(buttons, button)
	}
	return buttons
}
