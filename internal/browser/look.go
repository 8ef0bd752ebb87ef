package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// axeScript returns axe-core as npm installed it.
func axeScript(t testing.TB) string {
	t.Helper()
	root := "."
	for range 6 {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join(root, "..")
	}
	script, err := os.ReadFile(filepath.Join(root, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("browser: axe-core is not installed: npm ci --ignore-scripts")
	}
	return string(script)
}

const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"], rules: {"color-contrast": {enabled: %t}}})
	.then(r => JSON.stringify(r.violations.map(v => v.id + " (" + v.help + "): " + v.nodes.map(n => n.html.slice(0, 160) + " " + (n.any[0]||{}).message).join(" | "))))`

// Barriers returns what axe finds on the page that is open: nothing for a page that keeps WCAG 2.2 AA and best practice.
func (tab *Tab) Barriers() []string { return tab.barriers(true) }

// barriers asks axe, about colours too or about all but them, which cost as much as the rest together.
func (tab *Tab) barriers(colours bool) []string {
	tab.t.Helper()
	if !Evaluate[bool](tab, `"axe" in window`) {
		Evaluate[bool](tab, tab.axe+"; true")
	}
	var found []string
	tab.must("read axe's answer", json.Unmarshal([]byte(Evaluate[string](tab, fmt.Sprintf(axeRun, colours))), &found))
	return found
}

// Overhang returns how many pixels of the page stick out sideways.
func (tab *Tab) Overhang() float64 {
	tab.t.Helper()
	return Evaluate[float64](tab, `document.fonts.ready.then(() => document.documentElement.scrollWidth - innerWidth)`)
}

// Inspect fails the test for whatever keeps the page that is open from being read at the width, and leaves a picture. The colours of the
// narrowest page are those of a phone.
func (tab *Tab) Inspect(name string, width int64) {
	tab.t.Helper()
	tab.Resize(width)
	if over := tab.Overhang(); over > 0 {
		tab.t.Errorf("%s at %d px: %g px stick out sideways", name, width, over)
	}
	for _, barrier := range tab.barriers(width != Narrow) {
		tab.t.Errorf("%s at %d px: %s", name, width, barrier)
	}
	tab.Shoot(fmt.Sprintf("%s-%d", name, width))
}
