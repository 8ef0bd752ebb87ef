package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// keepFilter has the member keep a filter of the board and returns its number.
func (p *portal) keepFilter(who small.Member, name string) int64 {
	p.t.Helper()
	in := app.SaveFilter{Name: name, Filter: reform.BoardFilter{Group: reform.BoardSilent, NotNudged: 7}}
	if err := p.App.SaveFilter(p.t.Context(), who.Actor, in); err != nil {
		p.t.Fatal(err)
	}
	saved, err := p.App.SavedFilters(p.t.Context(), who.Actor)
	if err != nil {
		p.t.Fatal(err)
	}
	return saved.Filters[len(saved.Filters)-1].ID
}

// filterTargets are a filter of the member's own and one of somebody else.
func (l *land) filterTargets(who small.Member) []target {
	other := l.Clerk
	if who.Person == other.Person {
		other = l.SecondClerk
	}
	return []target{
		{paths.ToBoardFilter(l.keepFilter(who, "Của "+who.Username)), allowed},
		{paths.ToBoardFilter(l.keepFilter(other, "Của người khác, xem bởi "+who.Username)), missing},
		{unknown(paths.BoardFilter, "999999"), missing}, {unknown(paths.BoardFilter, "abc"), missing},
	}
}

// underWatch is a department with tasks everywhere the board looks.
func underWatch(t *testing.T, changes ...func(*server.Options)) *portal {
	t.Helper()
	p := open(t, changes...)
	p.TaskIn(reform.TaskInProgress, p.Science)
	p.Obstacle(reform.ObstacleConfirmed, p.InProgress(p.Digital), p.Digital)
	p.TaskIn(reform.TaskCompleted, p.Branch)
	p.Clock.Advance(31 * 24 * time.Hour)
	p.Approved(p.Science)
	p.TaskIn(reform.TaskAssigned, p.Centre)
	p.Clock.Advance(24 * 24 * time.Hour)
	return p
}

// boardRows returns the codes of the tasks on the page.
func boardRows(p page) []string {
	var codes []string
	for _, a := range all(p.root, func(n *html.Node) bool { return attr(n, "class") == "row-title" }) {
		codes = append(codes, strings.TrimPrefix(attr(a, "href"), paths.Tasks+"/"))
	}
	return codes
}

func TestEveryFigureAndBucketOverTheBoardOpensItsRows(t *testing.T) {
	t.Parallel()
	p := underWatch(t)
	v := p.as(p.Clerk)
	got := v.get(paths.Board).page(t)
	got.sound()
	counted := map[string]string{}
	for _, a := range all(got.root, tag(atom.A)) {
		if words := text(a); attr(a, "class") != "" && strings.HasPrefix(attr(a, "class"), "kpi") || strings.Contains(attr(a, "href"), "tre=") {
			counted[attr(a, "href")] = words
		}
	}
	if len(counted) != 9 {
		t.Fatalf("%d figures and buckets: %v", len(counted), counted)
	}
	some := 0
	for href, words := range counted {
		rows := len(boardRows(v.get(href).page(t)))
		if some += rows; !strings.Contains(" "+words+" ", " "+strconv.Itoa(rows)+" ") {
			t.Errorf("%q opens %d rows at %s", words, rows, href)
		}
	}
	if some < 6 {
		t.Errorf("all figures together open %d rows", some)
	}
}

func TestEveryCellOfTheMatrixOpensItsRowsAndTheSumsAgree(t *testing.T) {
	t.Parallel()
	p := underWatch(t)
	v := p.as(p.Leader)
	got := v.get(paths.BoardMatrix).page(t)
	got.sound()
	sums, cells := map[string]int{}, 0
	for _, cell := range all(got.root, func(n *html.Node) bool { return n.DataAtom == atom.Td && has(n, "data-l") }) {
		n, err := strconv.Atoi(text(cell))
		if err != nil {
			t.Fatal(err)
		}
		if attr(cell.Parent, "class") == "sum" {
			n = -n
		}
		sums[attr(cell, "data-l")] += n
		for _, a := range all(cell, tag(atom.A)) {
			cells++
			if rows := boardRows(v.get(attr(a, "href")).page(t)); len(rows) != max(n, -n) {
				t.Errorf("%s opens %v", attr(a, "aria-label"), rows)
			}
		}
	}
	if cells < 12 {
		t.Errorf("only %d cells lead to rows", cells)
	}
	for column, rest := range sums {
		if rest != 0 {
			t.Errorf("%s: the units make %d more than the sum", column, rest)
		}
	}
}

func TestTasksArePickedWithoutScriptByThoseWhoUrge(t *testing.T) {
	t.Parallel()
	p := underWatch(t)
	for _, who := range []small.Member{p.Clerk, p.Chief, p.Leader, p.Observer} {
		urges := who.Has(policy.Office) || who.Has(policy.Chief)
		for query, picked := range map[string]int{"": 0, "?chon=trang": 4, "?chon=trang&xem=tat-ca": 0} {
			page := p.as(who).get(paths.Board + query).page(t)
			page.sound()
			found, checked := 0, 0
			for _, f := range page.forms() {
				if f.action == paths.NudgePreview {
					found, checked = found+1, len(f.values["nv"])
				}
			}
			if offered := urges && !strings.Contains(query, "tat-ca"); (found == 1) != offered || offered && checked != picked {
				t.Errorf("%s at %q: %d forms with %d tasks picked", who.Username, query, found, checked)
			}
		}
	}
	want(t, "a head", p.as(p.Science.Head).get(paths.Board), http.StatusForbidden)
	want(t, "an officer", p.as(p.Science.Officer).get(paths.BoardFile), http.StatusForbidden)
}

func TestEverythingByTheFilterIsUrgedByTheFilterItself(t *testing.T) {
	t.Parallel()
	p := open(t)
	for range reform.PageSize + 1 {
		p.Assigned(p.Science)
	}
	asked := reform.BoardFilter{Group: reform.BoardToAccept, NotNudged: 3, TaskFilter: reform.TaskFilter{Text: "rà soát"}}
	page := p.as(p.Clerk).get(paths.ToBoard(asked.Query())).page(t)
	for _, a := range all(page.root, tag(atom.A)) {
		link, err := url.Parse(attr(a, "href"))
		if err != nil || link.Path != paths.NudgePreview {
			continue
		}
		got := reform.BoardFilterIn(link.Query().Get("loc"))
		if got.Query().Encode() != asked.Query().Encode() || !strings.Contains(text(a), "Chọn tất cả 51 nhiệm vụ") {
			t.Errorf("%q leads to %s", text(a), link)
		}
		return
	}
	t.Error("there is no way to urge all of them")
}

func TestAFilterIsSavedRenamedAndDropped(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	if !strings.Contains(v.get(paths.Board).body, "Trước giao ban") {
		t.Error("who keeps no filter is offered none")
	}
	query := reform.BoardFilter{Group: reform.BoardOverdue, NotNudged: 3}.Query()
	keep := v.get(paths.With(paths.BoardFilters, url.Values{"loc": {query.Encode()}})).page(t)
	keep.sound()
	sent := keep.form(paths.BoardFilters).values
	sent.Set("ten", "")
	again := v.post(paths.BoardFilters, sent)
	want(t, "without a name", again, http.StatusUnprocessableEntity)
	if sent = again.page(t).form(paths.BoardFilters).values; sent.Get("loc") != query.Encode() {
		t.Errorf("the filter was lost: %v", sent)
	}
	sent.Set("ten", "Tre\u0302\u0303 ha\u0323n")
	got := v.post(paths.BoardFilters, sent)
	if want(t, "a name", got, http.StatusSeeOther); got.to() != paths.ToBoard(query) {
		t.Errorf("saving leads to %q", got.to())
	}
	board := v.get(got.to()).page(t)
	chip := all(board.root, func(n *html.Node) bool { return n.DataAtom == atom.A && attr(n, "aria-current") == "true" })
	if len(chip) != 1 || text(chip[0]) != "Trễ hạn" || strings.Contains(text(board.root), "Trước giao ban") {
		t.Errorf("the board shows %d filters as set", len(chip))
	}
	list := v.get(paths.BoardFilters).page(t)
	id := p.filterOf(p.Clerk)
	form := list.form(paths.ToBoardFilter(id)).values
	form.Set("ten", strings.Repeat("ộ", 61))
	long := v.post(paths.ToBoardFilter(id), form)
	want(t, "a long name", long, http.StatusUnprocessableEntity)
	if long.page(t).sound(); !strings.Contains(long.body, strings.Repeat("ộ", 61)) {
		t.Error("the long name was lost")
	}
	form.Set("ten", "Trễ")
	form.Del("ma_gui")
	want(t, "a better name", v.post(paths.ToBoardFilter(id), form), http.StatusSeeOther)
	stale := v.post(paths.ToBoardFilter(id), url.Values{"phien_ban": {"1"}, "viec": {"bo"}})
	want(t, "a stale drop", stale, http.StatusConflict)
	want(t, "a drop", v.post(paths.ToBoardFilter(id), url.Values{"phien_ban": {"2"}, "viec": {"bo"}}), http.StatusSeeOther)
	if !strings.Contains(v.get(paths.BoardFilters).body, "Đã bỏ bộ lọc “Trễ”") {
		t.Error("nothing says that the filter is gone")
	}
}

// filterOf returns the number of the only filter that the member keeps.
func (p *portal) filterOf(who small.Member) int64 {
	p.t.Helper()
	saved, err := p.App.SavedFilters(p.t.Context(), who.Actor)
	if err != nil || len(saved.Filters) != 1 {
		p.t.Fatalf("%d filters (%v)", len(saved.Filters), err)
	}
	return saved.Filters[0].ID
}

func TestTheBoardIsTakenOutByTheFilterOnItsPage(t *testing.T) {
	t.Parallel()
	p := underWatch(t)
	v := p.as(p.Observer)
	for _, query := range []string{"", "?xem=tat-ca", "?xem=qua-han&tre=8-30", "?don_vi=" + strconv.FormatInt(p.Units.Digital.ID, 10)} {
		page := v.get(paths.Board + query).page(t)
		shown := boardRows(page)
		printed := boardRows(v.get(paths.Board + "?in=1&" + strings.TrimPrefix(query, "?")).page(t))
		got := v.get(paths.BoardFile + query)
		if header := got.Header.Get("Content-Disposition"); !strings.Contains(header, reform.BoardFileName) {
			t.Errorf("sent as %s", header)
		}
		var kept []string
		for _, row := range workbook(t, got) {
			kept = append(kept, row[0])
		}
		if strings.Join(shown, " ") != strings.Join(kept, " ") || strings.Join(shown, " ") != strings.Join(printed, " ") {
			t.Errorf("%q: the page shows %v, prints %v, the workbook holds %v", query, shown, printed, kept)
		}
	}
}

func TestTheOfficeStartsAtTheBoardAndHasItsPlacesTogether(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, c := range []struct {
		who   small.Member
		entry bool // of its own in the menu
	}{{p.Clerk, false}, {p.Leader, false}, {p.Observer, false}, {p.Science.Head, true}} {
		page := p.as(c.who).get(paths.ToUnit(c.who.Unit)).page(t)
		bar, places := "", ""
		for _, nav := range all(page.root, tag(atom.Nav)) {
			switch attr(nav, "aria-label") {
			case "Menu chính":
				bar = text(nav)
			case "Theo dõi":
				places = text(nav)
			}
		}
		if strings.Contains(bar, "Đơn vị") != c.entry || strings.Contains(bar, "Theo dõi") == c.entry || strings.Contains(places, "Ma trận") == c.entry {
			t.Errorf("%s: the bar has %q, beside it stands %q", c.who.Username, bar, places)
		}
	}
}
