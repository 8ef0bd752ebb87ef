package web_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cchc/web/ui"
)

var (
	classAttribute  = regexp.MustCompile(`class=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})`)
	quoted          = regexp.MustCompile(`"([^"]*)"`)
	classSelector   = regexp.MustCompile(`\.(-?[a-zA-Z_][\w-]*)`)
	cssComment      = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssBlock        = regexp.MustCompile(`\{[^{}]*\}`)
	inlineStyle     = regexp.MustCompile(`\sstyle\s*=|<style`)
	inlineScript    = regexp.MustCompile(`<script(?:\s[^>]*)?>\s*[^<\s]`)
	inlineHandler   = regexp.MustCompile(`\s(?:on[a-z]+|hx-on[^\s=]*)\s*=\s*["{]`)
	newTonePosition = regexp.MustCompile(`(?i)(?:(?:^|[^q])(?:uỷ|uý)|hoà|hoá|toà|xoá|khoá)(?:[^\p{L}]|$)`)
)

// templates calls f with each .templ file under web.
func templates(t *testing.T, f func(path, content string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".templ" {
			return err
		}
		raw, err := os.ReadFile(path)
		f(path, string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// definedClasses are the class names that some stylesheet has a rule for.
func definedClasses(t *testing.T) map[string]bool {
	t.Helper()
	sheets, err := filepath.Glob("assets/css/*.css")
	if err != nil || len(sheets) == 0 {
		t.Fatalf("no stylesheets: %v", err)
	}
	defined := map[string]bool{}
	for _, sheet := range sheets {
		raw, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		selectors := cssComment.ReplaceAllString(string(raw), "")
		selectors = cssBlock.ReplaceAllString(selectors, " ")
		for _, m := range classSelector.FindAllStringSubmatch(selectors, -1) {
			defined[m[1]] = true
		}
	}
	return defined
}

// writtenClasses are the class names that a template writes out.
func writtenClasses(content string) []string {
	var names []string
	for _, m := range classAttribute.FindAllStringSubmatch(content, -1) {
		names = append(names, strings.Fields(m[1])...)
		for _, q := range quoted.FindAllStringSubmatch(m[2], -1) {
			for _, name := range strings.Fields(q[1]) {
				if !strings.HasSuffix(name, "-") {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

func TestEveryClassHasAStyle(t *testing.T) {
	defined := definedClasses(t)
	templates(t, func(path, content string) {
		for _, name := range writtenClasses(content) {
			if !defined[name] {
				t.Errorf("%s: class %q has no rule in assets/css", path, name)
			}
		}
	})
}

func TestEveryComposedClassHasAStyle(t *testing.T) {
	defined := definedClasses(t)
	var page bytes.Buffer
	for _, part := range stylePages() {
		if err := part.Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range writtenClasses(page.String()) {
		if !defined[name] {
			t.Errorf("the style page has class %q, which has no rule in assets/css", name)
		}
	}
}

func TestNothingInlineForThePolicyToRefuse(t *testing.T) {
	templates(t, func(path, content string) {
		if strings.HasPrefix(path, "mails"+string(filepath.Separator)) {
			return // mails are shown by other programs, which know no style sheet and no policy of the portal
		}
		for what, pattern := range map[string]*regexp.Regexp{
			"inline style":   inlineStyle,
			"inline script":  inlineScript,
			"inline handler": inlineHandler,
		} {
			if found := pattern.FindString(content); found != "" {
				t.Errorf("%s: %s: %q", path, what, strings.TrimSpace(found))
			}
		}
	})
}

func TestTonesStandWhereOfficialTextPutsThem(t *testing.T) {
	templates(t, func(path, content string) {
		if found := newTonePosition.FindString(content); found != "" {
			t.Errorf("%s: %q: write the tone on the first vowel (Ủy, hòa, thủy)", path, found)
		}
	})
}

func TestEveryIconIsInTheSprite(t *testing.T) {
	raw, err := os.ReadFile("icons.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for name := range strings.FieldsSeq(string(raw)) {
		known[name] = true
	}
	used := regexp.MustCompile(`(?:Icon\(|Icon:\s*)"([^"]+)"`)
	templates(t, func(path, content string) {
		for _, m := range used.FindAllStringSubmatch(content, -1) {
			if !known[m[1]] {
				t.Errorf("%s: icon %q is not in icons.txt", path, m[1])
			}
		}
	})
	for _, kind := range []ui.Kind{ui.Over, ui.Soon, ui.Blocked, ui.Waiting, ui.Doing, ui.Done, ui.Idle} {
		var chip bytes.Buffer
		if err := ui.StatusChip(ui.Chip{Kind: kind}).Render(t.Context(), &chip); err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(chip.String(), "#")
		if name, _, _ := strings.Cut(after, `"`); !known[name] {
			t.Errorf("kind %q: icon %q is not in icons.txt", kind, name)
		}
	}
}
