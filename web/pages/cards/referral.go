package cards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Referrals is one page of the letters to those above.
type Referrals struct {
	Answered bool
	Waiting  int
	Letters  []reform.Referral
	Pages    ui.Pages
	Today    calendar.Date
}

func (v Referrals) tabs() []ui.Tab {
	return []ui.Tab{
		{Label: "Chờ trả lời", Href: paths.ToReferrals(false), Count: v.Waiting, Counted: true, Current: !v.Answered},
		{Label: "Đã có trả lời", Href: paths.ToReferrals(true), Current: v.Answered},
	}
}

func (v Referrals) table() ui.Table {
	order := "cần trả lời sớm nhất trước"
	if v.Answered {
		order = "mới trả lời trước"
	}
	count := viet.Int(v.Pages.Total)
	if v.Pages.More {
		count = "Hơn " + count
	}
	return ui.Table{Label: "Bảng văn bản kiến nghị", Caption: count + " văn bản, " + order, Columns: []ui.Column{
		{Label: "Trạng thái"}, {Label: "Nội dung kiến nghị"}, {Label: "Nơi nhận"}, {Label: "Văn bản gửi"}, {Label: "Cần trả lời trước ngày"}, {Label: "Trả lời"},
	}}
}

func (v Referrals) empty() string {
	if v.Answered {
		return "Chưa có văn bản kiến nghị nào được trả lời."
	}
	return "Không có văn bản kiến nghị nào chờ trả lời."
}

// ReferralChip returns the chip of where the letter stands; one whose answer is overdue says so.
func ReferralChip(r reform.Referral, today calendar.Date) ui.Chip {
	switch {
	case r.State() == reform.ReferralAnswered:
		return ui.Chip{Kind: ui.Done, Text: r.State().Label()}
	case r.Late(today):
		return ui.Chip{Kind: ui.Over, Text: r.State().Label() + ", quá ngày cần trả lời"}
	default:
		return ui.Chip{Kind: ui.Waiting, Text: r.State().Label()}
	}
}

// letterNumber is "125/SKHCN-VP, 25/11/2026"; "" without either.
func letterNumber(number string, on calendar.Date) string {
	if on.IsZero() {
		return number
	}
	if number == "" {
		return on.Vietnamese()
	}
	return number + ", " + on.Vietnamese()
}

// Referral is one letter, with the form that records what became of it.
type Referral struct {
	Letter    reform.Referral
	MayRecord bool
	Entry     ui.Entry
	Today     calendar.Date
}

// ReferralEntry returns the form as it opens: with what is recorded so far.
func ReferralEntry(r reform.Referral) ui.Entry {
	return ui.Entry{Values: map[string][]string{
		"noi_nhan": {r.Addressee}, "so": {r.Number}, "ngay": {dayText(r.SentOn)}, "so_tra_loi": {r.AnswerNumber}, "ngay_tra_loi": {dayText(r.AnsweredOn)},
		"tra_loi": {r.Answer},
	}}
}

func (v Referral) form() ui.Form {
	return ui.Form{
		Action: paths.ToReferral(v.Letter.ID), Draft: true, Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(v.Letter.Version)}},
	}
}

func (v Referral) field(name, label string, required bool) ui.Field {
	field := v.Entry.Field(name, label)
	field.Required = required
	return field
}

func (v Referral) answer() ui.Field {
	field := v.Entry.Field("tra_loi", "Nội dung trả lời")
	field.Max, field.Hint = 3000, "Để trống cả ba ô cuối khi chưa có trả lời."
	return field
}
