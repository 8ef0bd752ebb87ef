// Package channels holds the page on which a person chooses how to hear of what they are told.
package channels

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// PhoneField is the name of the field of the person's number.
const PhoneField = "dien_thoai"

// Page is how the person is reached beside the portal.
type Page struct {
	Now      reform.Reachability
	Channels []reform.Channel // that lead somewhere from this portal
	Entry    ui.Entry
}

// Typed returns what the form holds before anything is typed.
func Typed(now reform.Reachability, channels []reform.Channel) ui.Entry {
	values := map[string][]string{PhoneField: {now.Phone}, ui.VersionField: {strconv.Itoa(now.Version)}}
	for _, channel := range channels {
		for _, kind := range reform.NoticeKinds() {
			values[reform.ChoiceField(kind, channel)] = []string{string(now.Pace(kind, channel))}
		}
	}
	return ui.Entry{Values: values}
}

// Fields are what the form edits.
func Fields(channels []reform.Channel) []ui.EditField {
	fields := []ui.EditField{{Name: PhoneField, Label: phoneLabel}}
	for _, kind := range reform.NoticeKinds() {
		for _, channel := range channels {
			if open(kind, channel) {
				fields = append(fields, ui.EditField{Name: reform.ChoiceField(kind, channel), Label: kind.Label() + ", " + channel.Label()})
			}
		}
	}
	return fields
}

const phoneLabel = "Số điện thoại nhận tin nhắn"

// open reports whether there is something to choose.
func open(kind reform.NoticeKind, on reform.Channel) bool { return len(kind.Choosable(on)) > 1 }

func (v Page) form() ui.Form { return ui.Form{Action: paths.Channels, Hidden: v.Entry.Hidden()} }

func (v Page) phone() ui.Field {
	f := v.Entry.Field(PhoneField, phoneLabel)
	f.Hint, f.Size, f.Attrs = "Ví dụ 0912345678. Để trống thì không nhận tin nhắn.", ui.Medium, map[string]any{"inputmode": "tel", "autocomplete": "tel"}
	return f
}

func (v Page) choice(kind reform.NoticeKind, on reform.Channel) ui.Field {
	f := v.Entry.Field(reform.ChoiceField(kind, on), on.Label())
	f.Size = ui.Medium
	return f
}

func options(kind reform.NoticeKind, on reform.Channel) []ui.Option {
	var options []ui.Option
	for _, pace := range kind.Choosable(on) {
		label := pace.Label()
		if pace == kind.Preset(on) {
			label += " (mặc định)"
		}
		options = append(options, ui.Option{Value: string(pace), Label: label})
	}
	return options
}

// has reports whether the channel leads somewhere from this portal.
func (v Page) has(channel reform.Channel) bool { return slices.Contains(v.Channels, channel) }

// missing says which channels this portal does not have; "" where it has all.
func (v Page) missing() string {
	var labels []string
	for _, channel := range reform.Channels() {
		if !v.has(channel) {
			labels = append(labels, strings.ToLower(channel.Label()[:1])+channel.Label()[1:])
		}
	}
	return strings.Join(labels, ", ")
}

func email(now reform.Reachability) string {
	if now.Email == "" {
		return "Chưa có. Báo quản trị hệ thống của Sở để thêm địa chỉ thư."
	}
	return now.Email
}
