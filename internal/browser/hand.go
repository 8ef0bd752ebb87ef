package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Type replaces what the field holds.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Until("the cursor stands in "+selector, fmt.Sprintf(`(() => {
		const field = document.querySelector(%s);
		if (!field) return false;
		field.value = "";
		field.focus();
		return document.activeElement === field;
	})()`, quote(selector)))
	tab.Do("type into "+selector, insert(text))
	tab.Until(selector+" takes what is typed", fmt.Sprintf(`!!document.querySelector(%s)?.value`, quote(selector)))
}

// insert puts the text in where the cursor stands, in one piece, as an input method does.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}

// Choose picks the option with the words in a select field.
func (tab *Tab) Choose(selector, words string) {
	tab.t.Helper()
	value := Evaluate[string](tab, fmt.Sprintf(`([...document.querySelector(%s).options].find(o => o.textContent.trim() === %s) || {value: ""}).value`,
		quote(selector), quote(words)))
	if value == "" {
		tab.t.Fatalf("browser: %s offers no “%s”", selector, words)
	}
	tab.Do("choose in "+selector, chromedp.SetValue(chromedp.CSS(selector), value))
}

// Attach puts the file into a file field.
func (tab *Tab) Attach(selector, path string) {
	tab.t.Helper()
	tab.Do("attach to "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}))
}

// Until waits for the script to answer true.
func (tab *Tab) Until(what, script string) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	for {
		// While one page gives way to the next there is nothing to ask; the next round asks again.
		yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script))
		if err == nil && yes {
			return
		}
		select {
		case <-ctx.Done():
			shown := Evaluate[string](tab, `document.querySelector("main")?.innerText.slice(0, 1500) ?? ""`)
			tab.t.Fatalf("browser: waited in vain until %s; at %s:\n%s\n%s", what, tab.Address(), shown, strings.Join(tab.Complaints(), "\n"))
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// Reads waits for the page's text to hold the words.
func (tab *Tab) Reads(words string) {
	tab.t.Helper()
	tab.Until("the page reads “"+words+"”", fmt.Sprintf(`!!document.body && document.body.innerText.includes(%s)`, quote(words)))
}

// Holds waits for the field to hold the text.
func (tab *Tab) Holds(selector, text string) {
	tab.t.Helper()
	tab.Until(selector+" holds “"+text+"”", fmt.Sprintf(`document.querySelector(%s)?.value === %s`, quote(selector), quote(text)))
}

func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(quoted)
}
