package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Press clicks the first element that the selector names and is in sight.
func (tab *Tab) Press(selector string) {
	tab.t.Helper()
	tab.Until("there is "+selector, fmt.Sprintf(`!!document.querySelector(%s)`, quote(selector)))
	tab.Do("press "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// PressTwice double-clicks the first element that the selector names, as an impatient hand does.
func (tab *Tab) PressTwice(selector string) {
	tab.t.Helper()
	tab.Until("there is "+selector, fmt.Sprintf(`!!document.querySelector(%s)`, quote(selector)))
	tab.Do("press twice "+selector, chromedp.DoubleClick(chromedp.CSS(selector)))
}

// Follow clicks the first link or button with the words, in the page's main part or in an open dialog.
func (tab *Tab) Follow(words string) {
	tab.t.Helper()
	find := fmt.Sprintf(`(() => {
		const root = document.querySelector("dialog[open]") || document.querySelector("main");
		const all = [...root.querySelectorAll("a[href], button")].filter(e => e.textContent.replace(/\s+/g, " ").trim().startsWith(%s) && e.offsetParent !== null);
		document.querySelectorAll("[data-followed]").forEach(e => e.removeAttribute("data-followed"));
		if (all.length) all[0].setAttribute("data-followed", "");
		return all.length > 0;
	})()`, quote(words))
	tab.Until("there is “"+words+"”", find)
	tab.Press("[data-followed]")
}

// Type replaces what the field holds.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Until("there is "+selector, fmt.Sprintf(`(() => {
		const field = document.querySelector(%s);
		if (field) field.value = "";
		return !!field;
	})()`, quote(selector)))
	tab.Do("type into "+selector, chromedp.Focus(chromedp.CSS(selector)), insert(text))
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
			tab.t.Fatalf("browser: waited in vain until %s; at %s:\n%s", what, tab.Address(), shown)
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
