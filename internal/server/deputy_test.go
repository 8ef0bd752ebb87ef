package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
)

const banner = "Bạn đang làm thay <strong>Đặng Văn Khánh</strong> đến hết 23/11/2026"

// deputised is a portal whose digital division's officer acts for the science division's head, today only.
func deputised(t *testing.T) (*portal, *visitor, reform.Deputy) {
	t.Helper()
	p := open(t)
	under := p.Deputyship(p.Science.Head, p.Digital.Officer, p.App.Today(), p.App.Today())
	return p, p.as(p.Digital.Officer), under
}

func TestDeputySwitchesAndEveryPageSaysSo(t *testing.T) {
	t.Parallel()
	p, v, under := deputised(t)
	task := p.Assigned(p.Science)
	if got := v.get(paths.Work); !strings.Contains(got.body, "Bạn được cử làm thay <strong>Đặng Văn Khánh</strong>") || strings.Contains(got.body, banner) {
		t.Error("the deputy is not told that they may act")
	}
	want(t, "the head's task before", v.get(paths.ToTask(task.Code)), http.StatusNotFound)
	want(t, "switching", v.post(paths.StandIn, url.Values{"uy_quyen": {id(under.ID)}}), http.StatusSeeOther)
	for _, path := range []string{paths.OwnUnit, paths.Tasks, paths.ToTask(task.Code), paths.Account, "/khong-co"} {
		got := v.get(path)
		if !strings.Contains(got.body, banner) {
			t.Errorf("%s does not say for whom the reader acts: %d", path, got.StatusCode)
		}
		got.page(t).sound()
	}
	accepted := v.post(paths.ToTaskAct(task.Code, "accept"), url.Values{"phien_ban": {"2"}})
	want(t, "accepting for the head", accepted, http.StatusSeeOther)
	if got := v.get(paths.ToTask(task.Code)); !strings.Contains(got.body, "Phùng Thị Yến (thay Đặng Văn Khánh)") {
		t.Error("the timeline does not name both")
	}
	if got := v.get(paths.Account); !strings.Contains(got.body, "yenpt") || strings.Contains(got.body, "khanhdv") {
		t.Error("the account page is not the deputy's own")
	}
	want(t, "stopping", v.post(paths.StandInStop, url.Values{}), http.StatusSeeOther)
	if got := v.get(paths.Work); strings.Contains(got.body, banner) {
		t.Error("the deputy still acts")
	}
	want(t, "the head's task after", v.get(paths.ToTask(task.Code)), http.StatusNotFound)
}

func TestNobodySwitchesToADeputyshipOfOthers(t *testing.T) {
	t.Parallel()
	p, _, under := deputised(t)
	for _, who := range []*visitor{p.as(p.Colleague), p.as(p.Science.Head), p.as(p.Admin)} {
		want(t, who.name, who.post(paths.StandIn, url.Values{"uy_quyen": {id(under.ID)}}), http.StatusConflict)
		if got := who.get(paths.Account); strings.Contains(got.body, "đang làm thay") {
			t.Errorf("%s acts for somebody", who.name)
		}
	}
}

// What is sent after midnight by one who thinks they still act is not done in their own name.
func TestDeputyshipEndsByItself(t *testing.T) {
	t.Parallel()
	p, _, under := deputised(t)
	own := p.Reported(p.Digital, 40)
	p.Clock.Set(p.App.Today().AddDays(1).Start().Add(-60_000_000_000))
	again := p.stranger()
	again.signIn(p.Digital.Officer.Username, "mot-hai-ba-2026")
	want(t, "switching a minute before midnight", again.post(paths.StandIn, url.Values{"uy_quyen": {id(under.ID)}}), http.StatusSeeOther)
	p.Clock.Set(p.App.Today().AddDays(1).Start())
	report := url.Values{"ket_qua": {"Đã làm."}, "tien_do": {"50"}, "ma_gui": {"019e0000-0000-7000-8000-000000000000"}}
	got := again.post(paths.ToReport(own.Code), report)
	want(t, "a report sent after midnight", got, http.StatusConflict)
	if now := p.Read(own.Code); now.Percent != 40 || !strings.Contains(got.body, "chưa được thực hiện") {
		t.Errorf("it was kept: %d%%", now.Percent)
	}
	if page := again.get(paths.Work); page.StatusCode != http.StatusOK || strings.Contains(page.body, "đang làm thay") {
		t.Errorf("the deputy goes on as %d", page.StatusCode)
	}
	want(t, "the report sent again", again.post(paths.ToReport(own.Code), report), http.StatusSeeOther)
}
