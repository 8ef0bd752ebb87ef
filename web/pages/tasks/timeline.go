package tasks

import (
	"slices"
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Moment is one thing that happened to a task: who did what, what was said then, the files that came with it.
type Moment struct {
	At    time.Time
	Kind  ui.Kind
	Who   string
	What  string
	Said  []Said
	Files []ui.Upload
}

// Said is one thing written in a moment; Label says what about, "" for the main words.
type Said struct {
	Label string
	Text  string
}

// Past is what is known of a task's life: the acts on it, its reports with their files, and what it was between them.
type Past struct {
	Events   []reform.AuditEvent
	SignOffs []reform.AuditEvent // the acts on its completion reports
	Steps    []reform.AuditEvent // the acts on its obstacles
	Reports  []reform.Report
	Files    []reform.Attachment
	States   []reform.TaskPast
	Units    []reform.TaskUnit
	Nudges   []reform.NudgeTask
}

// Moments merges the acts and the reports into one timeline, the newest first.
func Moments(p Past) []Moment {
	moments := make([]Moment, 0, len(p.Events)+len(p.Reports))
	for _, event := range slices.Concat(p.Events, approvals(p.SignOffs), p.Steps) {
		moments = append(moments, p.act(event))
	}
	for _, report := range p.Reports {
		moments = append(moments, p.report(report))
	}
	moments = append(moments, nudgeMoments(p.Nudges)...)
	slices.SortStableFunc(moments, func(a, b Moment) int { return b.At.Compare(a.At) })
	return moments
}

// act tells one act; a sign-off in the same instant as the report it goes with stands above it.
func (p Past) act(e reform.AuditEvent) Moment {
	if e.ObjectKind == string(policy.Share) {
		return p.share(e)
	}
	if e.ObjectKind == string(policy.Obstacle) {
		return obstacleStep(e)
	}
	kind, what := p.sentence(e)
	moment := Moment{At: e.At, Kind: kind, Who: doer(e), What: what}
	if e.Note != "" {
		moment.Said = []Said{{Text: e.Note}}
	}
	return moment
}

// at returns what the task was right after the instant; the zero value when that is not known.
func (p Past) at(instant time.Time) reform.TaskPast {
	for _, state := range p.States {
		if !state.ValidFrom.After(instant) && (state.ValidTo == nil || state.ValidTo.After(instant)) {
			return state
		}
	}
	return reform.TaskPast{}
}

func (p Past) report(r reform.Report) Moment {
	moment := Moment{At: r.ReportedAt, Kind: ui.Doing, Who: r.Author, What: progress(r), Said: []Said{{Text: r.Done}}}
	if r.For != "" {
		moment.Who += " (thay " + r.For + ")"
	}
	say := func(label, text string) {
		if text != "" {
			moment.Said = append(moment.Said, Said{Label: label, Text: text})
		}
	}
	say("Việc tiếp theo", r.Next)
	say("Dự kiến hoàn thành", dateText(r.ExpectedOn))
	say("Lý do quá hạn", r.LateReason)
	for _, file := range p.Files {
		if file.ReportID == r.ID {
			moment.Files = append(moment.Files, Upload(file))
		}
	}
	return moment
}

// progress says how far a report moved the task.
func progress(r reform.Report) string {
	from, to := strconv.Itoa(r.PercentBefore)+"%", strconv.Itoa(r.Percent)+"%"
	switch {
	case r.Kind == reform.ReportCompletion:
		return "báo cáo hoàn thành: " + r.State.Label()
	case r.Percent > r.PercentBefore:
		return "cập nhật tiến độ từ " + from + " lên " + to
	case r.Percent < r.PercentBefore:
		return "cập nhật tiến độ từ " + from + " xuống " + to
	default:
		return "báo cáo, tiến độ giữ ở " + to
	}
}

// Upload returns the file as a list of files shows it; what a browser can show opens, the rest is downloaded.
func Upload(file reform.Attachment) ui.Upload {
	return ui.Upload{
		Name: file.Name, Size: viet.Bytes(file.Size), Href: FileHref(file.ID, file.MediaType), Detail: calendar.DateOf(file.UploadedAt).Vietnamese(),
	}
}

// FileHref returns where a file of the type is opened: shown where a browser can show it, or else downloaded.
func FileHref(id int64, mediaType string) string {
	if reform.Inline(mediaType) {
		return paths.ToFileView(id)
	}
	return paths.ToFile(id)
}

// foldedAfter is how many moments stand open; the older ones are a click away.
const foldedAfter = 8

func (v Show) recent() []Moment { return v.Moments[:min(foldedAfter, len(v.Moments))] }
func (v Show) older() []Moment  { return v.Moments[min(foldedAfter, len(v.Moments)):] }

// momentClass gives a moment the colour of its kind.
func momentClass(m Moment) string {
	if m.Kind == "" {
		return "moment"
	}
	return "moment k-" + string(m.Kind)
}
