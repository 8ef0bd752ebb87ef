package cards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// The buttons of the form: keep the card, or keep it and send it.
const (
	ActField = "viec"
	ActSave  = "luu"
	ActSend  = "trinh"
)

// Form is the form in which the Office puts obstacles before a leader.
type Form struct {
	Obstacle reform.Obstacle
	Card     reform.Card       // the zero value where none is written yet
	Offered  []reform.Obstacle // to be decided together with it
	Ground   reform.CardGround
	Cost     reform.CardCost
	Plans    map[int][]string // by the position of the option, what it would do, a sentence each
	MaySend  bool
	Entry    ui.Entry
	Today    calendar.Date
}

// Typed returns what the form holds before anything is typed: the card as it is, or the leader in charge for a new one.
func Typed(card reform.Card, options []reform.Option, joined []reform.Obstacle, ground reform.CardGround) ui.Entry {
	leader := card.LeaderID
	if card.ID == 0 {
		leader = usual(ground.InCharge())
	}
	values := map[string][]string{
		"noi_dung_trinh": {card.Question}, "tom_tat": {card.Summary}, "lanh_dao": {number(leader)}, "de_xuat": {strconv.Itoa(card.Proposed)},
		ui.VersionField: {strconv.Itoa(card.Version)},
	}
	for position := 1; position <= reform.OptionsMost; position++ {
		putOption(values, reform.Option{Position: position})
	}
	for _, option := range options {
		putOption(values, option)
	}
	for _, o := range joined {
		values["gop"] = append(values["gop"], o.Code)
	}
	return ui.Entry{Values: values}
}

func putOption(values map[string][]string, o reform.Option) {
	prefix := reform.OptionPrefix(o.Position)
	values[prefix+"ten"], values[prefix+"he_qua"] = []string{o.Title}, []string{o.Consequence}
	PutEffect(values, prefix, o.Effect)
}

// usual returns who most often decides: the vice director in charge, or the director where there is no other; 0 for nobody.
func usual(able []reform.Leader) int64 {
	for _, leader := range able {
		if !leader.Every {
			return leader.ID
		}
	}
	if len(able) == 1 {
		return able[0].ID
	}
	return 0
}

// Fields are what the form says of the card.
func (v Form) Fields() []ui.EditField {
	fields := []ui.EditField{
		{Name: "noi_dung_trinh", Label: "Nội dung trình", Lines: true}, {Name: "tom_tat", Label: "Tóm tắt", Lines: true},
		{Name: "gop", Label: "Gộp vướng mắc", Set: true},
	}
	for position := 1; position <= reform.OptionsMost; position++ {
		prefix, n := reform.OptionPrefix(position), " (phương án "+strconv.Itoa(position)+")"
		fields = append(fields,
			ui.EditField{Name: prefix + "ten", Label: "Phương án " + strconv.Itoa(position)}, ui.EditField{Name: prefix + "he_qua", Label: "Hệ quả" + n, Lines: true},
			ui.EditField{Name: prefix + "tac_dong", Label: "Khi được chọn thì" + n, Options: v.effect(position).kinds()},
			ui.EditField{Name: prefix + "han_moi", Label: "Ngày" + n}, ui.EditField{Name: prefix + "don_vi", Label: "Đơn vị" + n, Options: v.effect(position).units()},
			ui.EditField{Name: prefix + "noi_dung", Label: "Nội dung" + n, Lines: true}, ui.EditField{Name: prefix + "san_pham", Label: "Sản phẩm" + n, Lines: true})
	}
	return append(fields, ui.EditField{Name: "de_xuat", Label: "Văn phòng đề xuất", Options: proposals()},
		ui.EditField{Name: "lanh_dao", Label: "Lãnh đạo quyết định", Options: v.leaders()})
}

func (v Form) form() ui.Form {
	return ui.Form{Action: paths.ToObstacleCard(v.Obstacle.Code), Hidden: v.Entry.Hidden(), Draft: true}
}

func (v Form) question() ui.Field {
	field := v.Entry.Field("noi_dung_trinh", "Nội dung trình")
	field.Required, field.Max, field.Attrs = true, 1000, map[string]any{"rows": "3"}
	field.Hint = "Cần lãnh đạo quyết định điều gì, trong một hai câu."
	return field
}

func (v Form) summary() ui.Field {
	field := v.Entry.Field("tom_tat", "Tóm tắt")
	field.Max, field.Hint, field.Attrs = 1000, "Ba dòng: vướng gì, đã làm gì, vì sao phải quyết định bây giờ.", map[string]any{"rows": "3"}
	return field
}

func (v Form) title(position int) ui.Field {
	field := v.Entry.Field(reform.OptionPrefix(position)+"ten", "Tên phương án")
	field.Required = position <= reform.OptionsLeast
	return field
}

func (v Form) consequence(position int) ui.Field {
	field := v.Entry.Field(reform.OptionPrefix(position)+"he_qua", "Hệ quả")
	field.Max, field.Attrs = 1000, map[string]any{"rows": "2"}
	field.Hint = "Chọn phương án này thì được gì, mất gì."
	return field
}

func (v Form) effect(position int) EffectFields {
	return EffectFields{Prefix: reform.OptionPrefix(position), Kinds: reform.EffectKinds(), Units: v.Ground.Units, Entry: v.Entry, Today: v.Today}
}

// third reports whether something stands in the third option, or is wrong with it.
func (v Form) third() bool {
	prefix := reform.OptionPrefix(reform.OptionsMost)
	for _, name := range []string{"ten", "he_qua", "tac_dong"} {
		if v.Entry.Value(prefix+name) != "" || v.Entry.Error(prefix+name) != "" {
			return true
		}
	}
	return false
}

func proposals() []ui.Option {
	options := []ui.Option{{Value: "0", Label: "Không đề xuất"}}
	for position := 1; position <= reform.OptionsMost; position++ {
		options = append(options, ui.Option{Value: strconv.Itoa(position), Label: "Phương án " + strconv.Itoa(position)})
	}
	return options
}

func (v Form) decider() ui.Field {
	field := v.Entry.Field("lanh_dao", "Lãnh đạo quyết định")
	field.Required = true
	return field
}

func (v Form) leaders() []ui.Option {
	var options []ui.Option
	for _, leader := range v.Ground.InCharge() {
		options = append(options, ui.Option{
			Value: number(leader.ID), Label: leader.Position + " " + leader.Name, Hint: "Phụ trách: " + leader.FieldsText() + ".",
		})
	}
	return options
}

func (v Form) joining() ui.Field {
	field := v.Entry.Field("gop", "Gộp vướng mắc tương tự")
	field.Hint = "Lãnh đạo quyết định một lần cho tất cả vướng mắc được chọn."
	return field
}

func (v Form) offered() []ui.Option {
	var options []ui.Option
	for _, o := range v.Offered {
		options = append(options, ui.Option{
			Value: o.Code, Label: o.Code + ": " + o.Title, Selected: v.Entry.Holds("gop", o.Code),
			Hint: o.Unit + " · " + o.TaskCode + " · " + o.TaskArea.Short() + " · " + o.Cause.Label() + waits(o),
		})
	}
	return options
}

// waits says where the obstacle is unless it is in the Office.
func waits(o reform.Obstacle) string {
	if o.State == reform.ObstacleReceived {
		return ""
	}
	return " · " + o.State.Label()
}

// Joins says how much one decision lifts; "" where it lifts one obstacle.
func Joins(n int) string {
	if n < 2 {
		return ""
	}
	return "Một phiếu trình gỡ " + viet.Int(n) + " việc"
}

// send is the button that sends the card; whoever may not is told who does.
func (v Form) send() ui.Button {
	button := ui.Button{Label: "Trình lãnh đạo", Icon: "send", Name: ActField, Value: ActSend}
	if v.MaySend {
		button.Look = ui.Primary
	} else {
		button.Reason = "Chánh Văn phòng trình lãnh đạo. Lưu phiếu để Chánh Văn phòng xem và trình."
	}
	return button
}

func (v Form) save() ui.Button {
	button := ui.Button{Label: v.Entry.Save("Lưu phiếu trình"), Name: ActField, Value: ActSave}
	if !v.MaySend {
		button.Look = ui.Primary
	}
	return button
}
