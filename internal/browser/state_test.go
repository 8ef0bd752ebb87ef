package browser_test

import (
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// stateOf is a page after something was done on it, before anything is sent to stay.
type stateOf struct {
	name    string
	account string
	page    string
	do      func(tab *browser.Tab)
	ready   string // the script that is true once it is done
}

// opened are the states that a page does not come in: menus, dialogs, errors, swapped lists.
func opened(task, report string) []stateOf {
	return []stateOf{
		{"dialog", "vanphong", task, func(tab *browser.Tab) { tab.Follow("Tạm hoãn") }, `!!document.querySelector("dialog[open] form")`},
		{"errors", "chuyenvien", report, func(tab *browser.Tab) { tab.Follow("Gửi báo cáo") }, `!!document.querySelector("#loi")`},
		{"own-menu", "vanphong", paths.Tasks, func(tab *browser.Tab) { tab.Press("details.menu.wide-only summary") }, `!!document.querySelector("details.menu.wide-only[open]")`},
		{"searched", "vanphong", paths.Tasks, func(tab *browser.Tab) { tab.Type("#q", "ho so") }, `location.search.includes("ho") && !!document.querySelector("#ket-qua")`},
		{"signed-in-wrong", "", paths.SignIn, func(tab *browser.Tab) { tab.Follow("Đăng nhập") }, `!!document.querySelector("#loi")`},
	}
}

// phoneOpened are those that only a phone has.
func phoneOpened(task string) []stateOf {
	return []stateOf{
		{"menu", "vanphong", paths.OwnUnit, func(tab *browser.Tab) { tab.Press("details.menu.phone-only summary") }, `!!document.querySelector("details.menu.phone-only[open]")`},
		{"filters", "vanphong", paths.Tasks + "?trang_thai=assigned", func(tab *browser.Tab) { tab.Press("label[for='mo-bo-loc']") }, `document.querySelector("#mo-bo-loc").checked`},
		{"more-deeds", "vanphong", task, func(tab *browser.Tab) { tab.Press("label[for='viec-khac']") }, `document.querySelector("#viec-khac").checked`},
		{"dialog", "truongphong", paths.OwnUnit, func(tab *browser.Tab) { tab.Follow("Tiếp nhận") }, `!!document.querySelector("dialog[open] form")`},
	}
}

// inspectStates looks at pages with their menus, dialogs and errors open.
func inspectStates(t *testing.T, chromium *browser.Browser, p *portal) {
	office, officer := p.session(t, "vanphong"), p.session(t, "chuyenvien")
	_, list := p.fetch(t, officer, paths.Work, nil)
	report := firstLink(t, list, "/bao-cao")
	task := strings.TrimSuffix(report, "/bao-cao")
	sessions := map[string]string{"vanphong": office, "chuyenvien": officer, "truongphong": p.session(t, "truongphong")}
	tab := chromium.Open(t)
	for width, states := range map[int64][]stateOf{browser.Desk: opened(task, report), browser.Phone: phoneOpened(task), browser.Narrow: phoneOpened(task)} {
		for _, s := range states {
			tab.Resize(width)
			tab.Forget()
			if s.account != "" {
				tab.Bring(p.URL, "cchc", sessions[s.account])
			}
			tab.Go(p.URL + s.page)
			s.do(tab)
			tab.Until(s.name, s.ready)
			tab.Inspect("state-"+s.name, width)
			for _, said := range tab.Complaints() {
				if !strings.Contains(said, "status of 422") {
					t.Errorf("%s: the browser says: %s", s.name, said)
				}
			}
		}
	}
}

// firstLink returns the first link of the page that ends so.
func firstLink(t *testing.T, page []byte, ending string) string {
	t.Helper()
	before, _, found := strings.Cut(string(page), ending+`"`)
	if !found {
		t.Fatalf("no link ends in %s", ending)
	}
	return before[strings.LastIndex(before, `"`)+1:] + ending
}
