package boards

import (
	"slices"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// FollowerField is the field that says who follows the tasks; "0" stands for nobody.
const FollowerField = "nguoi_theo_doi"

// Follow is what asks who of the Office follows some tasks.
type Follow struct {
	Tasks  []reform.FollowCandidate
	People []reform.Person
	Over   bool // only the first of the tasks picked are here
	Left   int  // so many that were picked on a phone are left out
	Me     int64
	Entry  ui.Entry
}

func (v Follow) form() ui.Form {
	var codes []string
	for _, task := range v.Tasks {
		codes = append(codes, task.Code)
	}
	return ui.Form{Action: paths.Follow, Hidden: []ui.Hidden{{Name: "ds", Value: strings.Join(codes, " ")}}}
}

func (v Follow) follower() ui.Field {
	field := v.Entry.Field(FollowerField, "Người theo dõi")
	field.Required, field.Size = true, ui.Medium
	field.Hint = "Người này được báo một lần về các nhiệm vụ được giao, và lọc được chúng ở bảng theo dõi."
	return field
}

// options are the Office's people, the reader first, and nobody where some task has somebody.
func (v Follow) options() []ui.Option {
	options := []ui.Option{{Label: "Chọn người theo dõi"}}
	for _, p := range v.People {
		if p.ID == v.Me {
			options = slices.Insert(options, 1, ui.Option{Value: number(p.ID), Label: p.Name + " (tôi)"})
		} else {
			options = append(options, ui.Option{Value: number(p.ID), Label: p.Name})
		}
	}
	if slices.ContainsFunc(v.Tasks, func(c reform.FollowCandidate) bool { return c.FollowerID != 0 }) {
		options = append(options, ui.Option{Value: "0", Label: "Không ai (bỏ người theo dõi)"})
	}
	return options
}

func (v Follow) count() string { return viet.Int(len(v.Tasks)) + " nhiệm vụ" }

func followed(c reform.FollowCandidate) string {
	if c.Follower == "" {
		return "chưa có người theo dõi"
	}
	if c.Left {
		return "cần giao lại: " + c.Follower + " đã chuyển hoặc nghỉ"
	}
	return "đang giao " + c.Follower
}

// followOptions are who the board can be narrowed to, as followers of its tasks.
func (v Board) followOptions() []ui.Option {
	options := []ui.Option{{Value: "toi", Label: "Tôi"}, {Value: "chua-co", Label: "Chưa có ai"}, {Value: "giao-lai", Label: "Cần giao lại"}}
	for _, p := range v.Followers {
		options = append(options, ui.Option{Value: number(p.ID), Label: p.Name, Group: "Văn phòng"})
	}
	return options
}

// follower names who follows the row's task, and says where that person left.
func follower(line reform.BoardLine) string {
	if line.FollowerLeft {
		return line.Follower + " (cần giao lại)"
	}
	return line.Follower
}

// toLeft is the board of what waits for another follower.
func toLeft() string { return to(reform.BoardFilter{Follower: reform.FollowedByGone}) }
