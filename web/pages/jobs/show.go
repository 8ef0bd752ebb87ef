// Package jobs shows the administrator whether the portal keeps going: what it does by itself, what failed, and what it stands on.
package jobs

import (
	"fmt"
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Page is how the portal fares.
type Page struct {
	reform.Vitals
	Rounds   []reform.Round
	Counts   []reform.JobCount
	Failed   []reform.FailedJob
	Channels []reform.Channel
	Version  string // of the program
	Now      time.Time
	Pages    ui.Pages // of the failed jobs
}

func (v Page) figures() []ui.Figure {
	late := 0
	for _, round := range v.Rounds {
		if round.Late(v.Now) {
			late++
		}
	}
	failed := viet.Int(v.Pages.Total)
	if v.Pages.More {
		failed = "> " + failed
	}
	return []ui.Figure{
		{Kind: badly(v.Pages.Total), Value: failed, Label: "Việc lỗi", Href: "#viec-loi"},
		{Kind: badly(v.Dead), Value: viet.Int(v.Dead), Label: "Thư, tin không gửi được", Href: paths.Letters},
		{Kind: badly(late), Value: viet.Int(late), Label: "Việc định kỳ chậm", Href: "#viec-dinh-ky"},
		{Kind: ui.Doing, Value: viet.Int(v.Waiting), Label: "Việc đang chờ"},
	}
}

func badly(n int) ui.Kind {
	if n > 0 {
		return ui.Over
	}
	return ui.Done
}

// set says whether the portal has the channel.
func (v Page) set(channel reform.Channel) string {
	if slices.Contains(v.Channels, channel) {
		return "Đã cấu hình"
	}
	return "Chưa cấu hình: cổng không gửi theo kênh này"
}

func (v Page) lag() string {
	if v.Lag < 2 {
		return "Không chậm"
	}
	return "Việc cũ nhất đã chờ " + span(int(v.Lag))
}

// span says how long so many seconds are.
func span(seconds int) string {
	switch {
	case seconds < 60:
		return fmt.Sprintf("%d giây", seconds)
	case seconds < 3600:
		return fmt.Sprintf("%d phút", seconds/60)
	default:
		return fmt.Sprintf("%d giờ", seconds/3600)
	}
}

func (v Page) chip(round reform.Round) ui.Chip {
	switch {
	case round.Late(v.Now):
		return ui.Chip{Kind: ui.Over, Text: "Chậm"}
	case round.Failed:
		return ui.Chip{Kind: ui.Over, Text: "Lần cuối lỗi"}
	case round.LastAt == nil:
		return ui.Chip{Kind: ui.Waiting, Text: "Chưa chạy xong lần nào"}
	default:
		return ui.Chip{Kind: ui.Done, Text: "Đều đặn"}
	}
}

func failedChip(job reform.FailedJob) ui.Chip {
	if job.State == reform.JobDiscarded {
		return ui.Chip{Kind: ui.Over, Text: job.State.Label()}
	}
	return ui.Chip{Kind: ui.Soon, Text: job.State.Label()}
}

// stamp is the instant as people read it; "–" for none.
func stamp(at *time.Time) string {
	if at == nil {
		return "–"
	}
	return calendar.Stamp(*at)
}

// tries says how often the job was tried, and when it is again.
func tries(job reform.FailedJob) string {
	text := fmt.Sprintf("%d/%d lần", job.Attempt, job.MaxAttempts)
	if job.NextAt != nil {
		text += ", thử lại lúc " + calendar.Stamp(*job.NextAt)
	}
	return text
}

var (
	rounds = ui.Table{Label: "Bảng việc định kỳ", Caption: "Việc cổng tự làm theo chu kỳ; nhiều tiến trình thì một tiến trình làm", Columns: []ui.Column{
		{Label: "Việc"}, {Label: "Tình trạng"}, {Label: "Chu kỳ"}, {Label: "Lần gần nhất"}, {Label: "Lần tới"},
	}}
	failed = ui.Table{Label: "Bảng việc lỗi", Caption: "Mới nhất trước", Columns: []ui.Column{
		{Label: "Việc"}, {Label: "Trạng thái"}, {Label: "Lỗi"}, {Label: "Lúc"}, {Label: "Đã thử"}, {Label: "Thao tác", Unseen: true},
	}}
	counts = ui.Table{Label: "Bảng số việc", Caption: "Việc đã xong được giữ lại một ngày", Columns: []ui.Column{
		{Label: "Việc"}, {Label: "Đang chờ", Number: true}, {Label: "Hẹn giờ", Number: true}, {Label: "Đang chạy", Number: true}, {Label: "Lỗi", Number: true}, {Label: "Đã xong", Number: true},
	}}
)
