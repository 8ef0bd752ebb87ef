package cards

import (
	"slices"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Decision is the page on which a leader decides a card, and what was decided afterwards.
type Decision struct {
	Chair     string          // for whom the Office types it in, in that meeting; "" where the leader decides
	Item      int64           // of that meeting's agenda
	Meeting   string          // the meeting in which it is decided, to which its reader goes back; "" for none
	Obstacle  reform.Obstacle // the one whose page it is
	Card      reform.Card
	Obstacles []reform.Obstacle // all that the card decides
	Tasks     []reform.Task     // each once
	Options   []DecisionOption
	Units     []reform.Unit // those that stand today
	Steps     []reform.ObstacleStep
	Own       []string // what the effect typed would do; nothing while it is not right
	Given     []string // the same of the instruction typed
	Effects   []reform.DecisionEffect
	Letters   []reform.Referral
	Closed    string // why it cannot be decided now; "" when it can
	Waited    int    // working days since it was sent
	Cost      reform.CardCost
	Entry     ui.Entry
	Today     calendar.Date
}

// DecisionOption is a way out with what it would do now, or why it cannot be taken any more.
type DecisionOption struct {
	reform.Option
	Told   []string
	Barred string
}

func (v Decision) chips() []ui.Chip {
	days := viet.Int(v.Waited) + " ngày làm việc"
	if v.Waited == 0 {
		days = "từ hôm nay"
	}
	waited := ui.Chip{Kind: ui.Waiting, Text: "Chờ quyết định " + days}
	if v.Obstacle.Late(v.Today) {
		waited = ui.Chip{Kind: ui.Over, Text: "Quá hạn quyết định " + v.Obstacle.DueOn.Vietnamese() + ", đã chờ " + days}
	}
	if v.Closed != "" {
		waited = ui.Chip{Kind: ui.Idle, Text: v.Card.State.Label()}
	}
	chips := []ui.Chip{waited}
	if !v.Card.AgendaOn.IsZero() && v.Closed == "" {
		chips = append(chips, ui.Chip{Kind: ui.Soon, Icon: "calendar", Text: "Đưa ra giao ban " + v.Card.AgendaOn.Vietnamese()})
	}
	return chips
}

func (v Decision) form() ui.Form {
	action := paths.ToObstacleDecision(v.Obstacle.Code)
	if v.spoken() {
		action = paths.ToAgendaDecision(v.Meeting, v.Item)
	}
	return ui.Form{
		Action: action, Plain: true, Draft: true, Hidden: v.hidden(),
		Attrs: map[string]any{
			"hx-post": action, "hx-trigger": "change", "hx-target": "#" + reform.ToldField, "hx-select": "#" + reform.ToldField,
			"hx-swap": "outerHTML", "hx-sync": "this:replace", "hx-vals": `{"viec":"` + Preview + `"}`,
		},
	}
}

// spoken reports whether the Office types in what the leader in the chair decides.
func (v Decision) spoken() bool { return v.Chair != "" }

// Title is the page's heading, before the code.
func (v Decision) Title() string {
	if v.spoken() {
		return "Ghi quyết định tại cuộc họp"
	}
	return "Quyết định"
}

// submit is the button that issues the decision.
func (v Decision) submit() ui.Button {
	b := ui.Button{Label: reform.ObstacleDecide.Label(), Look: ui.Primary, Icon: "check"}
	if v.spoken() {
		b.Label = "Ghi và ban hành ngay"
	}
	return b
}

// Preview is the value of the button, and of the script's request, that only shows what would happen.
const Preview = "xem"

// OwnValue is the value of the choice that is none of the options.
const OwnValue = "khac"

// ShownField returns the hidden field that carries back what the page said of the choice, or of the instruction. Its name keeps it
// out of drafts.
func ShownField(of string) string { return "@noi_" + of }

// ShownInstruction names the instruction among what ShownField carries.
const ShownInstruction = "giao"

func (v Decision) chosen(value string) bool { return v.Entry.Value("phuong_an") == value }

func (o DecisionOption) value() string { return strconv.Itoa(o.Position) }

func optionID(value string) string { return "phuong_an-" + value }

// describedBy names what is said of an option beside its title.
func (o DecisionOption) describedBy() string { return optionID(o.value()) + "-noi" }

// wrong leads from the part of the form to the sentence about what is wrong with it, where something is.
func (v Decision) wrong(part string) map[string]any {
	if v.Entry.Error(part) == "" {
		return nil
	}
	return map[string]any{"aria-describedby": wrongID(part)}
}

func wrongID(part string) string { return part + "-loi" }

func (v Decision) direction() ui.Field {
	field := v.Entry.Field("y_kien", "Ý kiến chỉ đạo")
	field.Required, field.Max, field.Hint = true, reform.DirectionMost, "Được ghi vào diễn biến và báo cho mọi người liên quan."
	if v.spoken() {
		field.Label = "Ý kiến chỉ đạo của " + v.Chair
	}
	field.Attrs = map[string]any{"rows": "3"}
	return field
}

func (v Decision) own() EffectFields {
	kinds := reform.EffectKinds()
	if len(v.Tasks) != 1 {
		kinds = slices.DeleteFunc(kinds, func(k reform.EffectKind) bool { return k == reform.EffectContent })
	}
	return EffectFields{
		Prefix: reform.OwnPrefix, Label: "Quyết định khác", Kinds: kinds, None: "Chọn việc sẽ làm", Must: true, Units: v.Units, Entry: v.Entry, Today: v.Today,
	}
}

// instructs reports whether something of an instruction was typed, so that its fields stand open.
func (v Decision) instructs() bool {
	return slices.ContainsFunc(instructionFields, func(name string) bool { return v.Entry.Value(reform.InstructionPrefix+name) != "" })
}

var instructionFields = []string{reform.EffectUnitField, reform.EffectBodyField, reform.EffectDayField}

func (v Decision) instruction(name, label string) ui.Field {
	field := v.Entry.Field(reform.InstructionPrefix+name, label)
	if name == reform.EffectBodyField {
		field.Max, field.Attrs = reform.InstructionMost, map[string]any{"rows": "3"}
	}
	return field
}

func (v Decision) unitOptions() []ui.Option {
	options := EffectFields{Units: v.Units}.units()
	options[0].Label = "Không giao thêm"
	return options
}

// told is what the page says will happen with what is chosen and typed.
func (v Decision) told() []string {
	var told []string
	for _, option := range v.Options {
		if v.chosen(option.value()) {
			told = append(told, option.Told...)
		}
	}
	if v.chosen(OwnValue) {
		told = append(told, v.Own...)
	}
	return append(told, v.Given...)
}

// missing says what keeps the preview from being whole; "" where nothing does.
func (v Decision) missing() string {
	switch {
	case v.Entry.Value("phuong_an") == "":
		return "Chọn một phương án; việc sẽ xảy ra ghi ngay dưới mỗi phương án."
	case v.chosen(OwnValue) && len(v.Own) == 0:
		return "Nhập đủ quyết định khác để xem việc sẽ xảy ra."
	case v.instructs() && len(v.Given) == 0:
		return "Nhập đủ phần kèm giao việc: đơn vị, việc phải làm, hạn."
	default:
		return ""
	}
}

func (v Decision) shown() []ui.Hidden {
	return []ui.Hidden{
		{Name: ShownField(OwnValue), Value: reform.Lines(v.Own)}, {Name: ShownField(ShownInstruction), Value: reform.Lines(v.Given)},
	}
}

// steps are the card's other answers: more information, a meeting, back to the Office.
func (v Decision) steps() []ui.Button {
	var buttons []ui.Button
	if v.spoken() {
		return nil
	}
	for _, act := range []reform.ObstacleAct{reform.ObstacleQuery, reform.ObstacleTable, reform.ObstacleSendBack} {
		buttons = append(buttons, ui.Button{Label: act.Label(), Href: paths.ToObstacleAct(v.Obstacle.Code, string(act))})
	}
	return buttons
}

// moments are the steps of the obstacle, the newest first.
func (v Decision) moments() []ui.Moment {
	var moments []ui.Moment
	for _, step := range slices.Backward(v.Steps) {
		who := step.Actor
		if step.For != "" {
			who += " (thay " + step.For + ")"
		}
		what := stepWords[step.Act]
		if step.NotedIn != "" {
			who, what = step.Decider, step.Words()
		}
		moments = append(moments, ui.Moment{
			Who: who, What: what, Quote: step.Note, Stamp: calendar.Stamp(step.At), ISO: step.At.In(calendar.Zone).Format("2006-01-02T15:04:05-07:00"),
		})
	}
	return moments
}

// stepWords tell the acts on an obstacle as they go on after a name.
var stepWords = map[reform.ObstacleAct]string{
	reform.ObstacleSubmit: "gửi vướng mắc", reform.ObstacleConfirm: "xác nhận, chuyển Văn phòng", reform.ObstacleReturn: "trả lại",
	reform.ObstacleReceive: "tiếp nhận", reform.ObstacleAsk: "hỏi lại đơn vị", reform.ObstacleAnswer: "bổ sung thông tin",
	reform.ObstacleResolve: "giải quyết tại Văn phòng", reform.ObstacleEscalate: "trình lãnh đạo Sở", reform.ObstacleQuery: "yêu cầu thêm thông tin",
	reform.ObstacleTable: "đưa ra giao ban", reform.ObstacleSendBack: "trả lại Văn phòng", reform.ObstacleDecide: "ban hành ý kiến chỉ đạo",
	reform.ObstacleClose: "xác nhận đã gỡ", reform.ObstacleReopen: "báo vẫn còn vướng", reform.ObstacleWithdraw: "rút vướng mắc",
}

// decider is who decided and when: "Lê Văn Phước (thay Nguyễn Văn Hải), 08:15 23/11/2026".
func (v Decision) decider() string {
	name := v.Card.Decider
	if v.Card.DecidedFor != "" {
		name += " (thay " + v.Card.DecidedFor + ")"
	}
	name = v.Card.Said(name)
	if v.Card.DecidedAt != nil {
		name += ", " + calendar.Stamp(*v.Card.DecidedAt)
	}
	return name
}

// taken is what the leader chose.
func (v Decision) taken() string {
	for _, option := range v.Options {
		if option.Position == v.Card.Chosen {
			return "Phương án " + option.value() + ": " + option.Title
		}
	}
	return "Ý kiến khác"
}

// joined is "Một quyết định gỡ 3 việc"; "" where the card is about one obstacle.
func (v Decision) joined() string {
	if len(v.Obstacles) < 2 {
		return ""
	}
	return "Một quyết định gỡ " + viet.Int(len(v.Obstacles)) + " việc"
}

// deadlineOf is the deadline of the task that the obstacle blocks.
func (v Decision) deadlineOf(o reform.Obstacle) string {
	for _, task := range v.Tasks {
		if task.ID == o.TaskID && !task.DueOn.IsZero() {
			return "hạn " + task.DueOn.Vietnamese()
		}
	}
	return "không có thời hạn"
}

// hidden is what the form carries unseen: the version it was opened at, and the meeting it was opened from.
func (v Decision) hidden() []ui.Hidden {
	hidden := []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(v.Card.Version)}}
	if v.Meeting != "" {
		hidden = append(hidden, ui.Hidden{Name: paths.MeetingField, Value: v.Meeting})
	}
	return hidden
}
