package answers

import (
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// UnsettledTitle heads what units say is not their own.
const UnsettledTitle = "Đơn vị báo không phải việc của mình"

// unsettledFirst is how many of them stand above the register of nudges.
const unsettledFirst = 5

// Unsettled is a page of the tasks that units say are not their own and the Office has said nothing to.
type Unsettled struct {
	Tasks []reform.NudgeTask
	Total int // one past reform.CountLimit: more
	Pages ui.Pages
}

func (v Unsettled) first() []reform.NudgeTask { return v.Tasks[:min(len(v.Tasks), unsettledFirst)] }

// count is how many wait: "hơn 2.000" where no more are counted.
func (v Unsettled) count() string {
	if v.Total > reform.CountLimit {
		return "hơn " + viet.Int(reform.CountLimit)
	}
	return viet.Int(v.Total)
}

var unsettledTable = ui.Table{Label: "Bảng việc đơn vị báo không phải của mình", Columns: []ui.Column{
	{Label: "Nhiệm vụ"}, {Label: "Đơn vị"}, {Label: "Lý do"}, {Label: "Trả lời"}, {Label: "Thao tác", Unseen: true},
}}
