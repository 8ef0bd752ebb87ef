// Package layout is the frame around every page: head, top bar, way, main and
// foot. It refuses inline script and style, so that the strict content policy
// of the server holds.
package layout

import (
	"slices"
	"strconv"

	"cchc/web"
	"cchc/web/ui"

	"github.com/a-h/templ"
)

// Product is the portal's name as it stands in titles and in the top bar.
const Product = "Theo dõi nhiệm vụ cải cách hành chính"

const (
	shortProduct = "Nhiệm vụ CCHC"
	department   = "Sở Khoa học và Công nghệ tỉnh Hưng Yên"

	shortDepartment = "Sở KH&CN tỉnh Hưng Yên"
)

// Page is what the frame shows around one page.
type Page struct {
	Title   string
	Nav     []NavItem
	Manage  []NavItem // what stands behind one more menu entry: the places where things are set up
	Current string    // the Href of the nav item that this page belongs to
	Who     Who
	Places  []ui.Tab // the pages beside this one that stand behind the same menu entry
	Crumbs  []ui.Crumb
	Flash   *ui.Message
	Sample  bool   // the data are samples: a banner says so
	Today   string // ISO date of the server's day, for date fields
	Home    string // where the name in the top bar leads; empty: "/"
	Foot    string // one quiet line at the end, such as the version
	Print   *ui.PrintInfo
	StandIn StandIn
	Bell    Bell
	Typing  Typing
	Room    bool // the screen of a room shows it: without menu, way and foot
}

// Bell is where the reader finds what they were told, with how much of it they have not read.
type Bell struct {
	Href   string
	Unread int
	More   bool // Unread is a floor
}

// count is "3", or "99+".
func (b Bell) count() string {
	if b.More {
		return strconv.Itoa(b.Unread) + "+"
	}
	return strconv.Itoa(b.Unread)
}

// StandIn is for whom the reader acts, Name, or whom they may begin to act for; the zero value for nobody.
type StandIn struct {
	Name   string
	Until  string // the last day, as people write it
	Offers []StandInOffer
	Start  string // action
	Stop   string // action
}

// StandInOffer is one person the reader may act for.
type StandInOffer struct {
	ID    int64
	Name  string
	Until string
}

// Typing is what the page's script needs to keep what is typed and to warn before the session ends.
type Typing struct {
	Person string // whose local copies are meant
	Left   int    // seconds until the session ends
	Shared bool   // several people use this browser: nothing is kept in it
	Forget string // the form that was just carried out: its local copy is dropped
}

func (t Typing) attrs() templ.Attributes {
	a := templ.Attributes{}
	if t.Person != "" {
		a["data-nguoi"], a["data-con"] = t.Person, strconv.Itoa(t.Left)
	}
	if t.Shared {
		a["data-may-chung"] = true
	}
	if t.Forget != "" {
		a["data-da-gui"] = t.Forget
	}
	return a
}

// NavItem is one entry of the main menu. Count above zero is shown.
type NavItem struct {
	Label string
	Href  string
	Count int
}

// Who is the person signed in, with the two places that are theirs.
type Who struct {
	Name    string
	Unit    string
	Account string // href
	SignOut string // action
}

func (p Page) title() string {
	if p.Title == "" || p.Title == Product {
		return Product
	}
	return p.Title + " – " + Product
}

func (p Page) home() string {
	if p.Home == "" {
		return "/"
	}
	return p.Home
}

// managing reports whether the page belongs to one of the places behind the last menu entry.
func managing(p Page) bool {
	return slices.ContainsFunc(p.Manage, func(item NavItem) bool { return item.Href == p.Current })
}

// htmxSettings turn off what the content policy forbids and what the portal
// does without.
const htmxSettings = `{"includeIndicatorCSS":false,"history":"reload","mode":"same-origin","defaultTimeout":15000,"transitions":false}`

var asset = web.Asset

// current marks the menu entry that the page belongs to.
func current(item NavItem, p Page) templ.Attributes { return currentAt(item.Href, p) }

func currentAt(href string, p Page) templ.Attributes {
	if href == p.Current {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}
