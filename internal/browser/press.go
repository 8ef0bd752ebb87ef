package browser

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Press clicks the first element that the selector names and is in sight.
func (tab *Tab) Press(selector string) {
	tab.t.Helper()
	at := tab.reach(selector, inSight(selector))
	tab.Do("press "+selector, chromedp.MouseClickXY(at.X, at.Y))
}

// PressTwice double-clicks the first element that the selector names, as an impatient hand does.
func (tab *Tab) PressTwice(selector string) {
	tab.t.Helper()
	at := tab.reach(selector, inSight(selector))
	tab.Do("press twice "+selector, chromedp.MouseClickXY(at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y, chromedp.ClickCount(2)))
}

// Follow clicks the first link or button with the words, in the page's main part or in an open dialog.
func (tab *Tab) Follow(words string) {
	tab.t.Helper()
	at := tab.reach("“"+words+"”", fmt.Sprintf(`[...(document.querySelector("dialog[open]") || document.querySelector("main"))?.querySelectorAll("a[href], button") ?? []]
		.find(e => e.textContent.replace(/\s+/g, " ").trim().startsWith(%s) && e.offsetParent !== null)`, quote(words)))
	tab.Do("follow “"+words+"”", chromedp.MouseClickXY(at.X, at.Y))
}

// inSight is the first element that the selector names and that is drawn, as script finds it.
func inSight(selector string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].find(e => e.getClientRects().length > 0)`, quote(selector))
}

// aim is where to press an element, as the page says that it lies and what lies there.
type aim struct {
	X, Y    float64
	Free    bool   // nothing covers it
	Pointed bool   // the pointer is over it
	Wrong   string // why it cannot be pressed
}

// find brings the element into the window and says where it lies. While the page asks the server for a part of itself, what it says
// may move what lies below it.
const find = `(() => {
	const e = %s;
	if (!e) return {Wrong: "it is not in sight"};
	if (document.querySelector(".htmx-request")) return {Wrong: "the page waits for a part of itself"};
	const measure = () => {
		const box = e.getClientRects()[0], x = box.x + box.width / 2, y = box.y + box.height / 2, over = document.elementFromPoint(x, y);
		const free = !!over && (e.contains(over) || over.closest("label")?.control === e);
		return {X: x, Y: y, Free: free, Pointed: free && e.matches(":hover"), Wrong: free ? "the pointer does not meet it" : "it is covered by " + (over?.outerHTML.slice(0, 120) ?? "nothing")};
	};
	if (!measure().Free) e.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
	return measure();
})()`

// reach moves the pointer to the element the way a careful hand does: once it lies still and free, and until it is seen under
// the pointer. What is pressed goes to whatever was last drawn there, which right after a change is not yet what the page says:
// a press then may meet another page that is shown inside this one, and be lost.
func (tab *Tab) reach(what, element string) aim {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	look := chromedp.Evaluate[aim](fmt.Sprintf(find, element))
	var before aim
	moved := false
	for {
		// While one page gives way to the next there is nothing to look at; the next round looks again.
		now, err := chromedp.Run(ctx, look)
		still := err == nil && now.Free && now.X == before.X && now.Y == before.Y
		if still && moved && now.Pointed {
			return now
		}
		moved = still && chromedp.Do(ctx, chromedp.MouseEvent(chromedp.MouseMoved, now.X, now.Y)) == nil
		if err == nil {
			before = now
		}
		select {
		case <-ctx.Done():
			tab.t.Fatalf("browser: cannot press %s at %s: %s\n%s", what, tab.Address(), before.Wrong, strings.Join(tab.Complaints(), "\n"))
		case <-time.After(frame):
		}
	}
}

// frame is how long a page shows one picture before the next.
const frame = time.Second / 60
