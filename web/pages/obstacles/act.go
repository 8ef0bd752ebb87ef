package obstacles

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Act is the question before one step of an obstacle.
type Act struct {
	Obstacle reform.Obstacle
	Asked    reform.ObstacleStep // the question that the step answers
	Act      reform.ObstacleAct
	Note     bool   // a note is required
	Instead  bool   // the Office takes a step that is the unit's own
	Gone     bool   // the obstacle has moved on and takes this step no longer
	Barred   string // what has to be done before; "" where nothing has
	Entry    ui.Entry
}

// question is what a step does, to whom it goes and what follows, and what is asked for with it.
type question struct {
	title string
	text  string
	label string // of the note
	hint  string
}

var questions = map[reform.ObstacleAct]question{
	reform.ObstacleConfirm: {"Xác nhận vướng mắc", "Lãnh đạo đơn vị xác nhận nội dung đúng thực tế. Vướng mắc chuyển đến Văn phòng Sở.", "Ý kiến của đơn vị", ""},
	reform.ObstacleReturn: {"Trả lại vướng mắc", "Người gửi đọc lý do, sửa rồi gửi lại. Nội dung đã nhập được giữ nguyên.", "Lý do trả lại",
		"Nêu rõ còn thiếu gì, sửa ở đâu."},
	reform.ObstacleReceive: {"Tiếp nhận vướng mắc", "Văn phòng nhận xử lý: giải quyết tại Văn phòng hoặc trình lãnh đạo Sở.", "Ghi chú", ""},
	reform.ObstacleAsk: {"Hỏi lại đơn vị", "Đơn vị nhận câu hỏi và trả lời ngay trên cổng. Trong lúc chờ, thời gian xử lý của Văn phòng tạm dừng.",
		"Cần đơn vị bổ sung gì", "Hỏi cụ thể từng việc; nêu tài liệu cần gửi thêm nếu có."},
	reform.ObstacleAnswer: {"Gửi bổ sung", "Câu trả lời đến người hỏi; thời gian xử lý chạy tiếp.", "Nội dung bổ sung", ""},
	reform.ObstacleResolve: {"Giải quyết tại Văn phòng", "Vướng mắc không phải trình lãnh đạo. Đơn vị xác nhận đã gỡ thì vướng mắc được đóng.", "Cách giải quyết",
		"Văn phòng đã làm gì, đơn vị được làm gì tiếp; nêu số văn bản nếu có."},
	reform.ObstacleClose:  {"Xác nhận đã gỡ", "Việc không còn vướng. Vướng mắc được đóng và vẫn tra cứu được.", "Ghi chú", ""},
	reform.ObstacleReopen: {"Vẫn còn vướng", "Vướng mắc trở lại Văn phòng để xử lý tiếp.", "Còn vướng gì", "Cách giải quyết vừa rồi chưa gỡ được chỗ nào."},
	reform.ObstacleWithdraw: {"Rút vướng mắc", "Không ai xử lý vướng mắc này nữa và không mở lại được. Còn vướng thì báo vướng mắc mới.",
		"Lý do rút", ""},
}

// written are the steps whose note is long enough to be written on a page of its own, with a draft of it.
var written = []reform.ObstacleAct{
	reform.ObstacleReturn, reform.ObstacleAsk, reform.ObstacleAnswer, reform.ObstacleResolve, reform.ObstacleReopen,
}

// asks reports whether the button leads to a question that script shows in place.
func asks(b ui.Button) bool {
	_, act, step := strings.Cut(b.Href, "/viec/")
	return b.Reason == "" && step && !slices.Contains(written, reform.ObstacleAct(act))
}

// Title is the page's heading.
func (v Act) Title() string { return questions[v.Act].title + " " + v.Obstacle.Code }

// says is what the step does.
func (v Act) says() string {
	if v.Act == reform.ObstacleClose && v.Instead {
		return "Văn phòng xác nhận thay đơn vị; các bước ghi tên bạn. Vướng mắc được đóng và vẫn tra cứu được."
	}
	return questions[v.Act].text
}

// refusal heads the page of a step that cannot be taken.
func (v Act) refusal() string {
	if v.Barred != "" {
		return "Chưa thực hiện được"
	}
	return "Không còn thực hiện được"
}

func (v Act) version() []ui.Hidden {
	return []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(v.Obstacle.Version)}}
}

func (v Act) look() ui.Look {
	if v.Act == reform.ObstacleReturn || v.Act == reform.ObstacleWithdraw {
		return ui.Danger
	}
	return ui.Primary
}

func (v Act) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: v.Title() + "?", Action: paths.ToObstacleAct(v.Obstacle.Code, string(v.Act)), Cancel: paths.ToObstacle(v.Obstacle.Code),
		Submit: ui.Button{Label: v.Act.Label(), Look: v.look()}, Hidden: v.version(),
	}
}

func (v Act) form() ui.Form {
	return ui.Form{Action: paths.ToObstacleAct(v.Obstacle.Code, string(v.Act)), Draft: true, Hidden: v.version()}
}

func (v Act) note() ui.Field {
	field := v.Entry.Field("ly_do", questions[v.Act].label)
	field.Required, field.Max, field.Hint = v.Note, 2000, questions[v.Act].hint
	return field
}
