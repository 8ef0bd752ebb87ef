package tasks

import (
	"cchc/internal/reform"
	"cchc/web/ui"
)

// DueHead is what the deadlines of rows measured against the basis are called.
func DueHead(basis reform.DueBasis) string {
	if basis == reform.DueOriginal {
		return basis.Label()
	}
	return "Hạn"
}

// BasisField is the choice of the deadline that figures are measured against.
func BasisField(basis reform.DueBasis) ui.Field {
	return ui.Field{Name: "tinh_theo", Label: "Tính theo", Value: string(basis)}
}

// BasisOptions are the deadlines that figures can be measured against.
func BasisOptions() []ui.Option {
	return []ui.Option{
		{Value: string(reform.DueNow), Label: reform.DueNow.Label()}, {Value: string(reform.DueOriginal), Label: reform.DueOriginal.Label()},
	}
}
