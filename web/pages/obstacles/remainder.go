package obstacles

import "cchc/internal/reform"

// left says, a sentence each, what of a decision still has to be done; where nothing is left, the unit has to say so.
func left(rest []reform.Remainder) []string {
	var all []string
	for _, r := range rest {
		if !r.Done {
			all = append(all, remains(r))
		}
	}
	if len(all) == 0 {
		return []string{"Chờ đơn vị xác nhận đã gỡ."}
	}
	return all
}

// remains is "Phòng Chuyển đổi số thực hiện việc được giao (CCHC-2026-050): Đang thực hiện, hạn 05/12/2026."
func remains(r reform.Remainder) string {
	switch {
	case r.Kind == reform.EffectInstruction:
		text := r.Who + " thực hiện việc được giao"
		if r.TaskCode != "" {
			text += " (" + r.TaskCode + ")"
		}
		return text + ": " + r.State.Label() + by(r, ", hạn ") + "."
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
