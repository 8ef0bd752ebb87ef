package dashboards

import (
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// figures are the four numbers of the whole, each with what became of it since.
func (v Show) figures() []ui.Figure {
	now, before := v.Now.Sum(v.Basis, nil), v.Before.Sum(v.Basis, nil)
	_, wait := v.Obstacles.Sum(nil)
	_, waited := v.Blocked.Sum(nil)
	decide := ui.Figure{Kind: ui.Blocked, Value: viet.Int(wait), Label: "Chờ lãnh đạo quyết định", Change: change(wait - waited)}
	if v.whole() {
		decide.Href = paths.ToObstacles(string(reform.ObstaclesToDecide))
	}
	done := ui.Figure{
		Kind: ui.Done, Value: viet.Int(now.Done()), Label: "Hoàn thành", Change: change(now.Done() - before.Done()), Href: v.rows(reform.FigureFilter{Class: reform.FigureDone}),
	}
	if dated := now.Total() - now.Undated; dated > 0 {
		done.Label += " · " + viet.Percent(now.Done(), dated)
	}
	return []ui.Figure{
		{Value: viet.Int(now.Total()), Label: "Tổng nhiệm vụ", Change: change(now.Total() - before.Total()), Href: v.rows(reform.FigureFilter{})},
		done,
		{Kind: ui.Over, Value: viet.Int(now.Overdue), Label: "Quá hạn", Change: change(now.Overdue - before.Overdue), Href: v.rows(reform.FigureFilter{Class: reform.OpenOverdue})},
		decide,
	}
}

// change is a difference as people read it, by sign and in words.
func change(n int) string {
	switch {
	case n > 0:
		return "▲ tăng " + viet.Int(n)
	case n < 0:
		return "▼ giảm " + viet.Int(-n)
	default:
		return "không đổi"
	}
}

// sum says that the figures add up.
func (v Show) sum() string {
	c := v.Now.Sum(v.Basis, nil)
	return viet.Int(c.Total()) + " nhiệm vụ = " + viet.Int(c.OnTime) + " hoàn thành đúng hạn + " + viet.Int(c.Late) + " hoàn thành quá hạn + " +
		viet.Int(c.InTime) + " trong hạn + " + viet.Int(c.Overdue) + " quá hạn + " + viet.Int(c.Undated) + " không thời hạn."
}

// rates says how much was done in time against either deadline, and of what.
func (v Show) rates() string {
	now, first := v.Now.Sum(reform.DueNow, nil), v.Now.Sum(reform.DueOriginal, nil)
	dated := now.Total() - now.Undated
	if dated == 0 {
		return ""
	}
	return "Hoàn thành đúng hạn: " + viet.Percent(now.OnTime, dated) + " theo hạn hiện hành, " + viet.Percent(first.OnTime, first.Total()-first.Undated) +
		" theo hạn gốc, trên " + viet.Int(dated) + " nhiệm vụ có thời hạn được giao."
}

// newsCount is how many there are, or that there are more.
func newsCount(c reform.NewsCount) string {
	if c.More {
		return "hơn " + viet.Int(c.N)
	}
	return viet.Int(c.N)
}

// changed are the kinds of news that there are any of.
func (v Show) changed() []reform.NewsCount {
	var some []reform.NewsCount
	for _, count := range v.News {
		if count.N > 0 {
			some = append(some, count)
		}
	}
	return some
}

// newsLink opens the news of the kind between the two instants of the page.
func (v Show) newsLink(kind reform.NewsKind) string {
	f := reform.NewsFilter{Since: v.Before.At, At: v.Now.At, Kind: kind, Unit: v.Unit}
	if len(v.Areas) == 1 {
		f.Area = &v.Areas[0]
	}
	if len(v.Areas) > 1 {
		f.Areas = v.Areas
	}
	return paths.ToNews(NewsQuery(f))
}

func newsKindChip(kind reform.NewsKind) ui.Kind {
	switch kind {
	case reform.NewsOverdue:
		return ui.Over
	case reform.NewsBlocked:
		return ui.Blocked
	case reform.NewsDone, reform.NewsLifted:
		return ui.Done
	case reform.NewsDeadline, reform.NewsReassigned, reform.NewsReopened:
		return ui.Soon
	default:
		return ui.Doing
	}
}

// whole reports whether the page is of all units and areas as they are now, so that lists of what is now show what it counts.
func (v Show) whole() bool { return v.Live && v.Unit == 0 && len(v.Areas) == 0 }
