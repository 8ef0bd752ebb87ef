// Package settings holds the page of what the department decides once and changes rarely.
package settings

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Page is every setting, each a form of its own.
type Page struct {
	Settings []reform.Setting
	Entry    ui.Entry // what was typed into the form of the setting Typed
	Typed    reform.SettingKey
}

// kept returns the setting as the portal keeps it.
func (v Page) kept(rule reform.SettingRule) reform.Setting {
	for _, setting := range v.Settings {
		if setting.Key == rule.Key {
			return setting
		}
	}
	return reform.Setting{Key: rule.Key, Value: strconv.Itoa(rule.Default)}
}

// Typed returns what the form of a setting holds before anything is typed.
func Typed(rule reform.SettingRule, kept reform.Setting) ui.Entry {
	return ui.Entry{Values: map[string][]string{rule.Field(): {kept.Value}, ui.VersionField: {strconv.Itoa(kept.Version)}}}
}

// Fields are what the form of a setting edits.
func Fields(rule reform.SettingRule) []ui.EditField {
	return []ui.EditField{{Name: rule.Field(), Label: rule.Label}}
}

func (v Page) entry(rule reform.SettingRule) ui.Entry {
	if v.Typed == rule.Key {
		return v.Entry
	}
	return Typed(rule, v.kept(rule))
}

func (v Page) form(rule reform.SettingRule) ui.Form {
	return ui.Form{Action: paths.ToSetting(string(rule.Key)), Hidden: v.entry(rule).Hidden()}
}

func (v Page) field(rule reform.SettingRule) ui.Field {
	field := v.entry(rule).Field(rule.Field(), rule.Label)
	field.Hint, field.Required, field.Size = rule.Hint, true, ui.Short
	return field
}

// groupID is the id of the group's heading.
func groupID(group reform.SettingGroup) string { return "nhom-" + string(group) }

// rules are the settings of the group.
func rules(group reform.SettingGroup) []reform.SettingRule {
	var rules []reform.SettingRule
	for _, rule := range reform.SettingRules() {
		if rule.Group == group {
			rules = append(rules, rule)
		}
	}
	return rules
}
