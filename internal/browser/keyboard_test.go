package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// focused says what has the focus and what is wrong with how it is shown: nothing marks it, it is out of sight, or
// something else lies over it (WCAG 2.2: 2.4.7, 2.4.11). "body" is the end of the page.
const focused = `(async () => {
	await new Promise(requestAnimationFrame);
	const e = document.activeElement;
	if (!e || e === document.body) return {name: "body", wrong: ""};
	const box = e.getBoundingClientRect(), style = getComputedStyle(e);
	const name = e.id || e.textContent.trim().slice(0, 40) || e.tagName;
	const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
	if (!marked) return {name, wrong: "nothing marks the focus"};
	if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) return {name, wrong: "it is out of sight"};
	const x = box.left + box.width / 2, y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
	const over = document.elementFromPoint(x, y);
	const free = over && (e.contains(over) || over.contains(e) || (e.labels && [...e.labels].some(l => l.contains(over))));
	return {name, wrong: free ? "" : "it is covered by " + (over ? over.outerHTML.slice(0, 80) : "nothing")};
})()`

type focus struct{ Name, Wrong string }

// tabThrough goes through the page with the Tab key until it comes to the end, and returns what it came by.
func tabThrough(t *testing.T, tab *browser.Tab, page string) []string {
	t.Helper()
	var met []string
	for range 200 {
		tab.Do("press Tab", chromedp.KeyEvent(kb.Tab))
		f := browser.Evaluate[focus](tab, focused)
		if f.Name == "body" {
			return met
		}
		if f.Wrong != "" {
			t.Errorf("%s: on %q: %s", page, f.Name, f.Wrong)
		}
		met = append(met, f.Name)
	}
	t.Errorf("%s: the Tab key never comes to the end", page)
	return met
}

// keyboardAlone fills in the report form without a mouse, at every width.
func keyboardAlone(t *testing.T, chromium *browser.Browser, p *portal) {
	tab := chromium.Open(t)
	tab.Bring(p.URL, "cchc", p.session(t, "chuyenvien"))
	tab.Go(p.URL + paths.Work)
	report := browser.Evaluate[string](tab, `document.querySelector("main a[href$='/bao-cao']").getAttribute("href")`)
	for _, width := range []int64{browser.Desk, browser.Phone, browser.Narrow} {
		tab.Resize(width)
		tab.Go(p.URL + report)
		met := tabThrough(t, tab, report)
		for _, field := range []string{"ket_qua", "tien_do", "viec_tiep", "du_kien", "tep", "Gửi báo cáo"} {
			place := -1
			for i, name := range met {
				if name == field {
					place = i
				}
			}
			if place < 0 {
				t.Errorf("at %d px the Tab key does not come by %s, only by %q", width, field, met)
				continue
			}
			met = met[place:]
		}
	}
	tab.Resize(browser.Desk)
	tab.Go(p.URL + report)
	tab.Do("skip the menu", chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	tab.Until("the skip link leads past the menu", `document.activeElement.id === "noi-dung" || location.hash === "#noi-dung"`)
	tab.Do("write", chromedp.Focus(chromedp.CSS("#ket_qua")), chromedp.KeyEvent("Xong phần một."), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	tab.Reads("lỗi cần sửa")
	tab.Holds("#ket_qua", "Xong phần một.")
	if at := browser.Evaluate[string](tab, `document.activeElement.id`); at != "loi" {
		t.Errorf("after a refused form the focus is on %q, not on the summary of errors", at)
	}
}
