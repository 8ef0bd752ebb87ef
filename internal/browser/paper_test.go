package browser_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

var mediaBox = regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)

// printRegister prints the register of obstacles: A4 on its side, heads repeated, black on white, nothing to press.
func printRegister(t *testing.T, chromium *browser.Browser, p *portal) {
	tab := chromium.Open(t)
	tab.Bring(p.URL, "cchc", p.session(t, "vanphong"))
	tab.Go(p.URL + paths.ObstacleBook + "?nam=tat-ca") // wherever in the year the sample is laid out
	tab.Follow("In")
	tab.Until("the rows to be printed", `location.search.includes("in=1")`)
	pages := mediaBox.FindAllStringSubmatch(string(tab.Paper()), -1)
	for _, page := range pages {
		width, _ := strconv.ParseFloat(page[1], 64)
		height, _ := strconv.ParseFloat(page[2], 64)
		if width < 841 || width > 843 || height < 594 || height > 596 {
			t.Errorf("a page is %g by %g points", width, height)
		}
	}
	if len(pages) == 0 {
		t.Error("nothing was printed")
	}
	tab.OnPaper(true)
	said := browser.Evaluate[string](tab, `document.body.innerText`)
	for _, words := range []string{"Sở Khoa học và Công nghệ tỉnh Hưng Yên", "SỔ THEO DÕI VƯỚNG MẮC – Các năm", "In lúc ", "VM-001", "Quyết định, cách giải quyết"} {
		if !strings.Contains(strings.ToLower(said), strings.ToLower(words)) {
			t.Errorf("the paper does not say %q", words)
		}
	}
	for _, words := range []string{"Việc của tôi", "Trang chủ", "Xuất .xlsx", "Về sổ vướng mắc", "Ctrl+P", "Dữ liệu mẫu"} {
		if strings.Contains(said, words) {
			t.Errorf("the paper says %q", words)
		}
	}
	if repeated := browser.Evaluate[string](tab, `getComputedStyle(document.querySelector(".book thead")).display`); repeated != "table-header-group" {
		t.Errorf("the heads of the columns are laid out as %s, so that they are not repeated", repeated)
	}
	coloured := browser.Evaluate[int](tab, `[...document.querySelectorAll(".book *")].filter(e => !/^rgb\((\d+), \1, \1\)$/.test(getComputedStyle(e).color)).length`)
	if coloured > 0 {
		t.Errorf("%d parts of the register are printed in colour", coloured)
	}
}
