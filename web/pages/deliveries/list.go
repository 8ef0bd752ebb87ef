// Package deliveries shows the administrator what left the portal and what could not: to whom and of what kind, never what it says.
package deliveries

import (
	"net/url"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// The fields of the page's query and forms.
const (
	StateField   = "trang_thai"
	CauseField   = "nguyen_nhan"
	ChannelField = "kenh"
	AllStates    = "tat_ca"
)

// List is one page of what left the portal.
type List struct {
	Deliveries []reform.DeliveryLine
	Dead       []reform.DeadCause
	Channels   []reform.Channel
	State      reform.DeliveryState // "" for any
	Pages      ui.Pages
}

func (v List) tabs() []ui.Tab {
	dead := 0
	for _, cause := range v.Dead {
		dead += cause.Count
	}
	tabs := []ui.Tab{{Label: "Không gửi được", Href: paths.Letters, Count: dead, Counted: true, Current: v.State == reform.DeliveryDead}}
	for _, state := range []reform.DeliveryState{reform.DeliveryWaiting, reform.DeliverySent, reform.DeliveryVoid} {
		tabs = append(tabs, ui.Tab{Label: state.Label(), Href: toState(string(state)), Current: v.State == state})
	}
	return append(tabs, ui.Tab{Label: "Tất cả", Href: toState(AllStates), Current: v.State == ""})
}

func toState(state string) string { return paths.With(paths.Letters, url.Values{StateField: {state}}) }

func (v List) under() string {
	if len(v.Channels) == 0 {
		return "Cổng này chưa được cấu hình để gửi thư hay tin nhắn."
	}
	var labels []string
	for _, channel := range v.Channels {
		labels = append(labels, channel.Label())
	}
	return "Kênh đang dùng: " + strings.Join(labels, "; ") + ". Trang này không hiện nội dung thông báo."
}

func (v List) table() ui.Table {
	count := viet.Int(v.Pages.Total)
	if v.Pages.More {
		count = "Hơn " + count
	}
	return ui.Table{
		Label: "Bảng thư, tin nhắn", Caption: count + " thư, tin nhắn, mới nhất trước",
		Columns: []ui.Column{{Label: "Lập lúc"}, {Label: "Người nhận"}, {Label: "Loại thông báo"}, {Label: "Kênh"}, {Label: "Trạng thái"}, {Label: "Lần gửi"}, {Label: "Thao tác", Unseen: true}},
	}
}

func (v List) causes() ui.Table {
	return ui.Table{
		Label: "Bảng nguyên nhân", Caption: "Theo nguyên nhân, nhiều nhất trước",
		Columns: []ui.Column{{Label: "Nguyên nhân"}, {Label: "Kênh"}, {Label: "Số thư, tin", Number: true}, {Label: "Thao tác", Unseen: true}},
	}
}

func again(cause reform.DeadCause) []ui.Hidden {
	return []ui.Hidden{{Name: CauseField, Value: string(cause.Cause)}, {Name: ChannelField, Value: string(cause.Channel)}}
}

func version(d reform.DeliveryLine) []ui.Hidden {
	return []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(d.Version)}}
}

func chip(state reform.DeliveryState) ui.Chip {
	kind := map[reform.DeliveryState]ui.Kind{
		reform.DeliveryWaiting: ui.Waiting, reform.DeliverySent: ui.Done, reform.DeliveryDead: ui.Over, reform.DeliveryVoid: ui.Idle,
	}[state]
	return ui.Chip{Kind: kind, Text: state.Label()}
}

// kinds says what a delivery tells of: how much of which kinds.
func kinds(d reform.DeliveryLine) string {
	var labels []string
	for _, kind := range d.Kinds {
		labels = append(labels, kind.Label())
	}
	return strings.Join(labels, "; ")
}

func pace(d reform.DeliveryLine) string {
	if d.Pace == reform.PaceDigest {
		return "Gộp buổi sáng, " + viet.Int(d.Notices) + " thông báo"
	}
	return ""
}

// tried says when the delivery was tried last, or when it went out.
func tried(d reform.DeliveryLine) string {
	at := d.TriedAt
	if d.SentAt != nil {
		at = d.SentAt
	}
	if at == nil {
		return "Chưa gửi"
	}
	return viet.Int(d.Attempts) + " lần, lần cuối " + calendar.Stamp(*at)
}
