package document

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// Instructions is what leaders told units to do, as a workbook.
type Instructions = Sheet[reform.InstructionLine]

var instructionColumns = []column[reform.InstructionLine]{
	{"Ngày", 11, func(l reform.InstructionLine) any { return calendar.DateOf(l.At) }},
	{"Lãnh đạo", 18, func(l reform.InstructionLine) any { return l.Said(l.Leader) }},
	{"Nguồn", 20, func(l reform.InstructionLine) any { return l.From() }},
	{"Nội dung chỉ đạo", 52, func(l reform.InstructionLine) any { return l.Text }},
	{"Đơn vị thực hiện", 22, func(l reform.InstructionLine) any { return l.Unit }},
	{"Nhiệm vụ", 14, func(l reform.InstructionLine) any { return l.Task }},
	{"Thời hạn", 11, func(l reform.InstructionLine) any { return l.DueOn }},
	{"Kết quả", 16, func(l reform.InstructionLine) any { return l.State.Label() }},
	{"Ngày xong", 11, func(l reform.InstructionLine) any { return l.DoneOn }},
}

// NewInstructions returns the workbook with its head and no rows yet.
func NewInstructions(head Head) (*Instructions, error) {
	return newSheet("Chỉ đạo", head, instructionColumns)
}
