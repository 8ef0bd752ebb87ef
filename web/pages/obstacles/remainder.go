package obstacles

import "cchc/internal/reform"

// remaining is one thing that has to be done before an obstacle can be closed, and where it is done.
type remaining struct {
	text string
	task string // its code; "" where it is none, or out of reach
}

// left says what of a decision still has to be done; where nothing is left, the unit has to say so.
func left(rest []reform.Remainder) []remaining {
	var all []remaining
	for _, r := range rest {
		if !r.Done {
			all = append(all, remaining{remains(r), r.TaskCode})
		}
	}
	if len(all) == 0 {
		return []remaining{{text: "Chờ đơn vị xác nhận đã gỡ."}}
	}
	return all
}

// remains is "Phòng Chuyển đổi số thực hiện việc được giao: Đang thực hiện, hạn 05/12/2026."
func remains(r reform.Remainder) string {
	switch {
	case r.Kind == reform.EffectInstruction:
		return r.Who + " thực hiện việc được giao: " + r.State.Label() + by(r, ", hạn ") + "."
	case r.Number == "":
		return "Chưa gửi văn bản kiến nghị " + r.Who + "."
	default:
		return "Chờ " + r.Who + " trả lời văn bản " + r.Number + by(r, ", dự kiến trước ") + "."
	}
}

func by(r reform.Remainder, words string) string {
	if r.DueOn.IsZero() {
		return ""
	}
	return words + r.DueOn.Vietnamese()
}
