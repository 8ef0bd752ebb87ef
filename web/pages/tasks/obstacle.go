package tasks

import (
	"slices"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// blocked reports whether an obstacle holds the task up.
func (v Show) blocked() bool {
	return v.Task.State.Open() && slices.ContainsFunc(v.Obstacles, func(o reform.Obstacle) bool { return o.State.Blocks() })
}

// raiseButton says what blocks the task; where it cannot be said now, the button says why.
func (v Show) raiseButton() ui.Button {
	return ui.Button{Label: "Báo vướng mắc", Icon: "ban", Href: paths.ToObstacleRaise(v.Task.Code), Reason: v.Deeds.RaiseBarred}
}

// waited says since when the obstacle is where it is: "từ 18/11/2026 · 5 ngày".
func (v Show) waited(o reform.Obstacle) string {
	since := calendar.DateOf(o.EnteredAt)
	if !o.State.Live() {
		return since.Vietnamese()
	}
	if days := v.Today.Sub(since); days > 0 {
		return "từ " + since.Vietnamese() + " · " + strconv.Itoa(days) + " ngày"
	}
	return "từ hôm nay"
}

// obstacleTold says what each step of an obstacle was, by the state it came from and the one it led to; where several lead to one,
// the empty state stands for the others.
var obstacleTold = map[reform.ObstacleState]map[reform.ObstacleState]string{
	reform.ObstacleSubmitted: {"": "báo vướng mắc", reform.ObstacleReturned: "sửa và gửi lại vướng mắc"},
	reform.ObstacleReturned:  {"": "trả lại vướng mắc"},
	reform.ObstacleConfirmed: {"": "xác nhận và chuyển Văn phòng vướng mắc"},
	reform.ObstacleReceived: {
		"": "tiếp nhận vướng mắc", reform.ObstacleAsked: "bổ sung thông tin về vướng mắc", reform.ObstacleEscalated: "trả lại Văn phòng vướng mắc",
		reform.ObstacleResolved: "báo vẫn còn vướng", reform.ObstacleDecided: "báo vẫn còn vướng",
	},
	reform.ObstacleAsked:     {"": "hỏi lại đơn vị về vướng mắc"},
	reform.ObstacleEscalated: {"": "trình lãnh đạo Sở vướng mắc", reform.ObstacleQueried: "bổ sung thông tin cho lãnh đạo Sở về vướng mắc"},
	reform.ObstacleQueried:   {"": "cần thêm thông tin về vướng mắc"},
	reform.ObstacleResolved:  {"": "giải quyết vướng mắc"},
	reform.ObstacleDecided:   {"": "cho ý kiến chỉ đạo về vướng mắc"},
	reform.ObstacleClosed:    {"": "xác nhận đã gỡ vướng mắc"},
	reform.ObstacleWithdrawn: {"": "rút vướng mắc"},
}

// obstacleBeside says what was done to an obstacle that stayed where it was.
var obstacleBeside = map[policy.Action]string{
	policy.ObstacleDecide: "đưa ra giao ban vướng mắc", policy.ObstaclePrepare: "soạn phiếu trình về vướng mắc",
	policy.ObstacleRemind: "nhắc quá thời hạn xử lý vướng mắc",
}

// obstacleStep tells a step of an obstacle of the task, with what was said then.
func obstacleStep(e reform.AuditEvent) Moment {
	moment := Moment{At: e.At, Kind: ui.Blocked, Who: doer(e)}
	change := changed(e, "obstacle_state")
	from, to := reform.ObstacleState(change.From), reform.ObstacleState(change.To)
	what, known := obstacleTold[to][from]
	if !known {
		what, known = obstacleTold[to][""]
	}
	if beside, ok := obstacleBeside[policy.Action(e.Action)]; ok && !known {
		what, known = beside, true
	}
	if !known {
		what = "thay đổi vướng mắc"
	}
	spoken := changed(e, "spoken").To
	if spoken != "" {
		what = "ghi quyết định tại cuộc họp về vướng mắc"
	}
	moment.What = what + " " + e.ObjectName + named(": ", changed(e, "title").To)
	if known && to != "" && !to.Blocks() {
		moment.Kind = ui.Done
	}
	if e.Note != "" {
		moment.Said = []Said{{Label: spoken, Text: e.Note}}
	}
	return moment
}
