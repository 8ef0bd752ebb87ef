package reform

import (
	"strconv"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// SettingKey names one thing that the department decides once and changes rarely.
type SettingKey string

// SettingExtensions is how many extensions of one task the Office's chief may grant; a further one is a leader's to grant.
const SettingExtensions SettingKey = "extensions_per_task"

// Setting is a value that the portal keeps under its key.
type Setting struct {
	ID      int64
	Key     SettingKey
	Value   string
	Version int
}

// SettingRule says what a setting is called and which whole numbers it takes.
type SettingRule struct {
	Key     SettingKey
	Label   string
	Hint    string
	Unit    string
	Least   int
	Most    int
	Default int
}

// SettingRules lists the settings in the order their page shows them.
func SettingRules() []SettingRule {
	return []SettingRule{{
		Key: SettingExtensions, Label: "Số lần gia hạn một nhiệm vụ", Unit: "lần", Most: 10, Default: 1,
		Hint: "Quá số lần này, chỉ lãnh đạo Sở cho gia hạn thêm. Nhập 0 thì mọi lần gia hạn do lãnh đạo Sở quyết định.",
	}}
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
