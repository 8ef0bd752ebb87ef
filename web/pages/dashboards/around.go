package dashboards

import (
	"net/url"
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// How many rows of each list a dashboard shows; the whole of each stands on a page of its own, or behind a figure.
const (
	prioritiesShown = 5
	risksShown      = 8
	praisedShown    = 5
)

func (v Show) stamp() string { return Stamp(v.Now.At, v.Live) }

// compared says what the changes are counted from.
func (v Show) compared() string {
	if v.Frozen {
		return "lần chốt số liệu giao ban " + v.Since.Vietnamese()
	}
	return "cuối ngày " + v.Since.Vietnamese()
}

// fields are the two readings of the page for whoever is in charge of some areas: of everything, and of those.
func (v Show) fields() []ui.Tab {
	if v.Who.Fields.Every || len(v.Who.Fields.Areas) == 0 {
		return nil
	}
	query := v.query()
	all := paths.With(v.Path, query)
	query.Set(OwnField, "1")
	return []ui.Tab{{Label: "Toàn Sở", Href: all, Current: !v.Own}, {Label: "Lĩnh vực bạn phụ trách", Href: paths.With(v.Path, query), Current: v.Own}}
}

// query returns what the page's URL says of its days and its deadlines.
func (v Show) query() url.Values {
	q := url.Values{}
	if !v.Live {
		q.Set(OnField, v.On.Vietnamese())
	}
	if !v.Frozen && v.Entry.Value(SinceField) != "" {
		q.Set(SinceField, v.Since.Vietnamese())
	}
	if v.Basis == reform.DueOriginal {
		q.Set("tinh_theo", string(v.Basis))
	}
	return q
}

// waited is the heading of what waits for the reader, or waited on a past day.
func (v Show) waited() string {
	n := viet.Int(v.Wait)
	if v.More {
		n = "hơn " + n
	}
	if v.Live {
		return "Chờ bạn quyết định (" + n + ")"
	}
	return "Chờ quyết định khi đó, thuộc lĩnh vực bạn phụ trách hiện nay (" + n + ")"
}

// toDecide leads to where the obstacle is decided; of a past day, to the obstacle.
func (v Show) toDecide(o reform.ObstacleLine) string {
	if v.Live {
		return paths.ToObstacleDecision(o.Code)
	}
	return paths.ToObstacle(o.Code)
}

// dueSoon are the tasks that fall due, as of the page's instant.
func (v Show) dueSoon() string {
	f := reform.FigureFilter{At: v.Now.At, Until: v.Ahead.Until, Unit: v.Unit, Areas: v.Areas}
	return paths.With(paths.DashboardRows, Query(f))
}

// everyRisk is the same page with every task at risk.
func (v Show) everyRisk() string {
	q := v.query()
	q.Set(RisksField, "1")
	if v.Own {
		q.Set(OwnField, "1")
	}
	return paths.With(v.Path, q) + "#sap-den-han"
}

// waiting leads to what waits for the reader.
func (v Show) waiting() ui.Button {
	return ui.Button{
		Label: "Xem việc cần quyết (" + viet.Int(v.Wait) + ")", Look: ui.Primary, Href: paths.ToObstacles(string(reform.ObstaclesToDecide)),
	}
}

func (v Show) priorities() Priorities {
	return Priorities{
		All: v.Priorities, Shown: prioritiesShown, At: v.On, Live: v.Live, May: v.Live && v.Who.Reach(policy.TaskJudge) == policy.All, Stamp: v.stamp(),
	}
}

// everyPriority opens all of them, of the same day.
func (v Show) everyPriority() string {
	if v.Live {
		return paths.Judgements
	}
	return paths.With(paths.Judgements, url.Values{OnField: {v.On.Vietnamese()}})
}

// causeRow is one cause of obstacles, now and then.
type causeRow struct {
	cause reform.Cause
	now   int
	was   int
	href  string
}

// causes are the causes that hold anything up, now or then, the most first in the order of the causes.
func (v Show) causes() []causeRow {
	now, was := v.Obstacles.ByCause(), v.Blocked.ByCause()
	var rows []causeRow
	for _, cause := range reform.Causes() {
		if now[cause]+was[cause] == 0 {
			continue
		}
		row := causeRow{cause: cause, now: now[cause], was: was[cause]}
		if v.whole() {
			row.href = paths.With(paths.Obstacles, url.Values{"nhom": {string(reform.ObstaclesLive)}, "loai": {string(cause)}})
		}
		rows = append(rows, row)
	}
	return rows
}

var causeTable = ui.Table{Label: "Bảng nguyên nhân vướng mắc", Columns: []ui.Column{
	{Label: "Nguyên nhân"}, {Label: "Đang mở", Number: true}, {Label: "So với trước"},
}}

// blockedSaid is what the causes come to.
func (v Show) blockedSaid() string {
	open, wait := v.Obstacles.Sum(nil)
	if open == 0 {
		return "Không có vướng mắc đang mở."
	}
	return viet.Int(open) + " vướng mắc đang mở, " + viet.Int(wait) + " chờ lãnh đạo quyết định."
}

// aheadSaid is what falls due in one sentence.
func (v Show) aheadSaid() string { return aheadSaid(v.Ahead) }

func aheadSaid(a reform.Ahead) string {
	if a.N == 0 {
		return "Không có nhiệm vụ đến hạn từ nay đến " + a.Until.Vietnamese() + "."
	}
	text := viet.Int(a.N) + " nhiệm vụ đến hạn đến hết " + a.Until.Vietnamese()
	if a.More {
		text = "Hơn " + text
	}
	risks := viet.Int(len(a.Risks)) + " có nguy cơ"
	if a.Floor() {
		risks = "trong " + strconv.Itoa(a.Looked) + " việc đến hạn sớm nhất có " + risks
	}
	return text + ", " + risks + "."
}

var aheadTable = ui.Table{Label: "Nhiệm vụ sắp đến hạn có nguy cơ", Columns: []ui.Column{{Label: "Nhiệm vụ"}, {Label: "Đơn vị"}, {Label: "Hạn"}, {Label: "Vì sao có nguy cơ"}}}

// unitName names a unit by its number.
func (v Show) unitName(id int64) string {
	for _, unit := range v.Units {
		if unit.ID == id {
			return unit.Name
		}
	}
	return ""
}

// praiseRule says when a unit is named here.
const praiseRule = "Đơn vị không có nhiệm vụ quá hạn, mọi nhiệm vụ có thời hạn đang làm đều được báo cáo trong 14 ngày qua, và hoàn thành đúng hạn thêm ít nhất 3 nhiệm vụ trong 30 ngày qua."

// asked reports whether the page was asked for anything else than what it shows by itself.
func (v Show) asked() bool {
	return !v.Live || v.Basis == reform.DueOriginal || len(v.Entry.Errors) > 0 || v.Entry.Value(SinceField) != ""
}

// risksMost is how many tasks at risk the page lists: more on the page of a unit or an area.
func (v Show) risksMost() int {
	if v.AllRisks {
		return len(v.Ahead.Risks)
	}
	if v.Path == paths.Dashboard {
		return risksShown
	}
	return risksOfPart
}
