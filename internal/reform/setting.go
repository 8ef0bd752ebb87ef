package reform

import (
	"strconv"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// SettingKey names one thing that the department decides once and changes rarely.
type SettingKey string

// The settings. Of SettingExtensions of one task the Office's chief may grant so many; a further one is a leader's to grant. The
// obstacle days are how many working days a step of an obstacle may take; the quiet hours are those between which nothing leaves the
// portal.
const (
	SettingExtensions  SettingKey = "extensions_per_task"
	SettingConfirmDays SettingKey = "obstacle_confirm_days"
	SettingReceiveDays SettingKey = "obstacle_receive_days"
	SettingResolveDays SettingKey = "obstacle_resolve_days"
	SettingDecideDays  SettingKey = "obstacle_decide_days"
	SettingQuietFrom   SettingKey = "quiet_from"
	SettingQuietTo     SettingKey = "quiet_to"
)

// Setting is a value that the portal keeps under its key.
type Setting struct {
	ID      int64
	Key     SettingKey
	Value   string
	Version int
}

// SettingGroup is what settings that stand together are about.
type SettingGroup string

// The groups, in the order their page shows them.
const (
	SettingsOfExtensions SettingGroup = "extensions"
	SettingsOfObstacles  SettingGroup = "obstacles"
	SettingsOfChannels   SettingGroup = "channels"
)

// SettingGroups lists the groups in the order their page shows them.
func SettingGroups() []SettingGroup {
	return []SettingGroup{SettingsOfExtensions, SettingsOfObstacles, SettingsOfChannels}
}

// Label returns the group's heading; "" for an unknown one.
func (g SettingGroup) Label() string {
	return map[SettingGroup]string{
		SettingsOfExtensions: "Gia hạn nhiệm vụ", SettingsOfObstacles: "Thời gian xử lý vướng mắc", SettingsOfChannels: "Giờ không gửi thư, tin nhắn",
	}[g]
}

// Hint returns what holds for the whole group; "" where there is nothing to say.
func (g SettingGroup) Hint() string {
	return map[SettingGroup]string{
		SettingsOfObstacles: "Mỗi bước được bao nhiêu ngày làm việc. Quá số ngày này thì vướng mắc được đưa lên đầu danh sách và nhắc người đang giữ. " +
			"Thay đổi áp dụng cho bước bắt đầu từ nay; bước đang chạy giữ hạn đã có.",
		SettingsOfChannels: "Trong các giờ này, và cả ngày nghỉ, cổng không gửi thư hay tin nhắn; đến giờ mở lại mới gửi. " +
			"Thông báo trong cổng vẫn hiện ngay. Hai giờ bằng nhau thì ngày làm việc gửi suốt ngày đêm.",
	}[g]
}

// SettingRule says what a setting is called and which whole numbers it takes.
type SettingRule struct {
	Key     SettingKey
	Group   SettingGroup
	Label   string
	Hint    string
	Unit    string
	Least   int
	Most    int
	Default int
}

// SettingRules lists the settings in the order their page shows them.
func SettingRules() []SettingRule {
	days := func(key SettingKey, label, hint string, preset int) SettingRule {
		return SettingRule{Key: key, Group: SettingsOfObstacles, Label: label, Hint: hint, Unit: "ngày làm việc", Least: 1, Most: 60, Default: preset}
	}
	return []SettingRule{
		{
			Key: SettingExtensions, Group: SettingsOfExtensions, Label: "Số lần gia hạn một nhiệm vụ", Unit: "lần", Most: 10, Default: 1,
			Hint: "Quá số lần này, chỉ lãnh đạo Sở cho gia hạn thêm. Nhập 0 thì mọi lần gia hạn do lãnh đạo Sở quyết định.",
		},
		days(SettingConfirmDays, "Lãnh đạo đơn vị xác nhận vướng mắc", "Tính từ ngày chuyên viên gửi.", 1),
		days(SettingReceiveDays, "Văn phòng tiếp nhận vướng mắc", "Tính từ ngày đơn vị xác nhận.", 1),
		days(SettingResolveDays, "Văn phòng giải quyết vướng mắc hoặc trình lãnh đạo", "Tính từ ngày tiếp nhận; thời gian chờ đơn vị bổ sung không tính.", 3),
		days(SettingDecideDays, "Lãnh đạo Sở quyết định vướng mắc", "Tính từ ngày trình; thời gian chờ thêm thông tin không tính.", 5),
		{
			Key: SettingQuietFrom, Group: SettingsOfChannels, Label: "Ngừng gửi từ", Unit: "giờ", Most: 23, Default: 19,
			Hint: "Nhập từ 0 đến 23.",
		},
		{
			Key: SettingQuietTo, Group: SettingsOfChannels, Label: "Gửi lại từ", Unit: "giờ", Most: 23, Default: 7,
			Hint: "Giờ sáng hôm sau, từ 0 đến 23. Thư gộp buổi sáng gửi từ 7 giờ 30.",
		},
	}
}

// RuleOf returns the rule of the setting; false for a key that there is none of.
func RuleOf(key SettingKey) (SettingRule, bool) {
	for _, rule := range SettingRules() {
		if rule.Key == key {
			return rule, true
		}
	}
	return SettingRule{}, false
}

// Field returns the name of the setting's field in forms.
func (r SettingRule) Field() string { return "gia_tri_" + string(r.Key) }

// Read returns the number that the text stands for, or an invalid fault about the setting's field.
func (r SettingRule) Read(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err == nil && n >= r.Least && n <= r.Most {
		return n, nil
	}
	return 0, fault.InvalidFields(fault.Field{
		Name: r.Field(), Message: "Nhập số nguyên từ " + strconv.Itoa(r.Least) + " đến " + strconv.Itoa(r.Most) + ".",
	})
}

// Number returns the setting's value, or the rule's default where what is kept is no such number.
func (s Setting) Number() int {
	rule, _ := RuleOf(s.Key)
	n, err := rule.Read(s.Value)
	if err != nil {
		return rule.Default
	}
	return n
}

// Subject returns what policy needs to know of the setting.
func (s Setting) Subject() policy.Subject { return policy.Subject{Kind: policy.Setting, ID: s.ID} }

// ChangesTo lists what differs between the setting and what an edit makes of it.
func (s Setting) ChangesTo(next Setting) []Change {
	var c Changes
	c.Text("value", s.Value, next.Value)
	return c
}
