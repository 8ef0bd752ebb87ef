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

func (v Page) form(rule reform.SettingRule) ui.Form {
	version := strconv.Itoa(v.kept(rule).Version)
	if v.Typed == rule.Key {
		version = v.Entry.Value("phien_ban")
	}
	return ui.Form{Action: paths.ToSetting(string(rule.Key)), Hidden: []ui.Hidden{{Name: "phien_ban", Value: version}}}
}

func (v Page) field(rule reform.SettingRule) ui.Field {
	field := ui.Field{Name: rule.Field(), Label: rule.Label, Value: v.kept(rule).Value}
	if v.Typed == rule.Key {
		field = v.Entry.Field(rule.Field(), rule.Label)
	}
	field.Hint, field.Required, field.Size = rule.Hint, true, ui.Short
	return field
}

// differs says what is kept now where something else was typed over an older version.
func (v Page) differs(rule reform.SettingRule) string {
	if kept := v.kept(rule); v.Typed == rule.Key && v.Entry.Value(rule.Field()) != kept.Value {
		return "Đang lưu: " + kept.Value + " " + rule.Unit + "."
	}
	return ""
}
