package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/server"
	"cchc/web/ui"
)

// keepSeries returns a monthly task of the science division with October and November open.
func (l *land) keepSeries() reform.Task {
	l.t.Helper()
	first := reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 31, StartsOn: calendar.NewDate(2026, time.October, 1)}
	now := l.Clock.Now()
	l.Clock.Set(calendar.NewDate(2026, time.October, 20).Start())
	series := l.Move(l.Series(l.Science, first), l.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: l.Science.Officer.Person})
	l.Clock.Set(now)
	l.OpenPeriods(series)
	return series
}

// window returns the window of the third quarter.
func (l *land) window() reform.ReportingWindow {
	l.t.Helper()
	all, err := l.DB.ReportingWindows(l.t.Context())
	if err != nil || len(all) < 4 {
		l.t.Fatalf("%d windows (%v)", len(all), err)
	}
	return all[2]
}

// seriesTargets are pages of a series; a task that is none has no such page.
func (l *land) seriesTargets(route server.Route, who small.Member) []target {
	return []target{
		{l.fill(route.Pattern, l.series.Code, ""), fateOf(who, l.series, route.Action)}, {l.fill(route.Pattern, l.tasks[0].Code, ""), missing},
		{l.fill(route.Pattern, "khong-co", ""), missing},
	}
}

func TestPagesOfASeriesAndItsPeriodsLeadToEachOther(t *testing.T) {
	t.Parallel()
	l := settle(t)
	v := l.as(l.Science.Officer)
	periods := l.OpenPeriods(l.series)
	if len(periods) != 2 {
		t.Fatalf("%d periods", len(periods))
	}
	leads := func(from string, to ...string) {
		t.Helper()
		got := v.get(from)
		want(t, from, got, http.StatusOK)
		links := strings.Join(got.page(t).links(), " ") + " "
		for _, link := range to {
			if !strings.Contains(links, link+" ") {
				t.Errorf("%s does not lead to %s", from, link)
			}
		}
	}
	october, november := paths.ToTask(periods[0].Code), paths.ToTask(periods[1].Code)
	leads(paths.ToTask(l.series.Code), paths.ToSeries(l.series.Code), october, november)
	leads(paths.ToSeries(l.series.Code), paths.ToTask(l.series.Code), october, november)
	leads(october, paths.ToTask(l.series.Code), paths.ToSeries(l.series.Code), november, paths.ToReport(periods[0].Code))
	leads(november, october)
	page := v.get(paths.ToSeries(l.series.Code)).body
	for _, words := range []string{
		"Tháng 10/2026", "Tháng 11/2026", "02/11/2026", "30/11/2026", "0/0", "Tháng 12/2026: mở ngày 01/12/2026, hạn 31/12/2026", "Hằng tháng, hạn ngày 31",
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the page of the series does not say %q", words)
		}
	}
	if strings.Contains(v.get(paths.ToTask(l.series.Code)).body, paths.ToReport(l.series.Code)) {
		t.Error("the page of the series offers a report")
	}
}

func TestOfficeMakesASeriesInTheFormAndChangesItsSchedule(t *testing.T) {
	t.Parallel()
	l := settle(t)
	v := l.as(l.Clerk)
	draft := l.Draft()
	sent := v.get(paths.ToTaskGive(draft.Code)).page(t).form(paths.ToTaskGive(draft.Code))
	for name, value := range map[string]string{
		"chu_tri": strconv.FormatInt(l.Units.Science.ID, 10), "kieu_han": "periodic", "lich": "monthly", "ngay_han": "25", "bat_dau": "01/12/2026",
	} {
		sent.values.Set(name, value)
	}
	want(t, "giving it", v.post(paths.ToTaskGive(draft.Code), sent.values), http.StatusSeeOther)
	if body := v.get(paths.ToSeries(draft.Code)).body; !strings.Contains(body, "Hằng tháng, hạn ngày 25; từ 01/12/2026") || !strings.Contains(body, "Chưa mở kỳ nào") {
		t.Error("the page of the new series does not say its schedule")
	}
	form := v.get(paths.ToSchedule(draft.Code)).page(t).form(paths.ToSchedule(draft.Code))
	form.values.Set("ngay_han", "5")
	want(t, "another day", v.post(paths.ToSchedule(draft.Code), form.values), http.StatusSeeOther)
	form.values.Del(ui.TokenField)
	form.values.Set("ngay_han", "10")
	stale := l.as(l.SecondClerk).post(paths.ToSchedule(draft.Code), form.values)
	want(t, "a colleague's form opened before", stale, http.StatusConflict)
	if !strings.Contains(stale.body, "hai người cùng sửa") || !strings.Contains(stale.body, l.Clerk.Name) {
		t.Error("the stale page does not say who saved another day")
	}
	want(t, "a report on the series", v.post(paths.ToReport(draft.Code), url.Values{}), http.StatusForbidden)
}
