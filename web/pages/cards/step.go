package cards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Step is the question before a step of a card that is no decision.
type Step struct {
	Obstacle  reform.Obstacle
	Card      reform.Card
	Obstacles []reform.Obstacle // all that go along
	Act       reform.ObstacleAct
	Entry     ui.Entry
	Today     calendar.Date
}

// Title names the page.
func (v Step) Title() string { return v.Act.Label() + " " + v.Obstacle.Code }

func (v Step) confirmation() ui.Confirmation {
	look := ui.Primary
	if v.Act == reform.ObstacleSendBack {
		look = ui.Danger
	}
	return ui.Confirmation{
		Title: v.Act.Label() + "?", Action: paths.ToObstacleAct(v.Obstacle.Code, string(v.Act)), Cancel: paths.ToObstacle(v.Obstacle.Code),
		Submit: ui.Button{Label: v.Act.Label(), Look: look}, Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(v.Card.Version)}},
	}
}

// said is what will come of the step.
func (v Step) said() string {
	return map[reform.ObstacleAct]string{
		reform.ObstacleQuery:    "Văn phòng và đơn vị được báo để bổ sung. Thời gian chờ quyết định tạm dừng đến khi có trả lời.",
		reform.ObstacleSendBack: "Phiếu trình về Văn phòng để sửa rồi trình lại, hoặc Văn phòng tự giải quyết.",
		reform.ObstacleTable:    "Phiếu trình được đưa vào nội dung giao ban và vẫn chờ quyết định; thời gian chờ vẫn tính.",
	}[v.Act]
}

// joined says that all obstacles of the card go along; "" for a card of one.
func (v Step) joined() string {
	if len(v.Obstacles) < 2 {
		return ""
	}
	return "Phiếu trình này gộp " + viet.Int(len(v.Obstacles)) + " vướng mắc; cả " + viet.Int(len(v.Obstacles)) + " cùng chuyển bước."
}

func (v Step) note() ui.Field {
	labels := map[reform.ObstacleAct]string{reform.ObstacleQuery: "Cần biết thêm điều gì", reform.ObstacleSendBack: "Lý do trả lại"}
	field := v.Entry.Field("ly_do", labels[v.Act])
	field.Required, field.Max = true, 2000
	return field
}

func (v Step) day() ui.Field {
	field := v.Entry.Field("giao_ban", "Giao ban ngày")
	field.Required = true
	if field.Value == "" && !v.Card.AgendaOn.IsZero() {
		field.Value = v.Card.AgendaOn.Vietnamese()
	}
	return field
}
