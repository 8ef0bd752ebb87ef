package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// walk is one member's way through the portal: every page that pages lead to.
type walk struct {
	t      *testing.T
	v      *visitor
	states map[string]reform.TaskState // of the tasks, by their codes
	seen   map[string]bool
	forms  map[string]form // by the kind of its action and the names of its fields
}

// kindOf makes pages of one kind alike, so that a list is not opened once for every filter of every column, nor a form once for every
// task in the same state; each task's and each obstacle's own page is a kind by itself.
func (w *walk) kindOf(link string) string {
	path, query, _ := strings.Cut(link, "?")
	values, _ := url.ParseQuery(query)
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	parts := strings.Split(path, "/")
	switch state, task := w.states[parts[min(2, len(parts)-1)]]; {
	case task && len(parts) > 3:
		parts[2] = string(state)
		path = strings.Join(parts, "/")
	case !task && !strings.HasPrefix(path, paths.Obstacles+"/"):
		path = number.ReplaceAllString(path, "#")
	}
	return path + "?" + strings.Join(names, "&")
}

var number = regexp.MustCompile(`\d+`)

// stroll opens the page and, in turn, every page it leads to; each must be there for the reader and sound.
func (w *walk) stroll(link string) {
	waiting := []string{link}
	for len(waiting) > 0 {
		link, waiting = waiting[0], waiting[1:]
		if w.seen[w.kindOf(link)] {
			continue
		}
		w.seen[w.kindOf(link)] = true
		got := w.v.get(link)
		if got.StatusCode == http.StatusSeeOther {
			waiting = append(waiting, got.to())
			continue
		}
		if got.StatusCode != http.StatusOK {
			w.t.Errorf("%s is led to %s, which answers %d", w.v.name, link, got.StatusCode)
			continue
		}
		if strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
			waiting = append(waiting, w.read(got)...)
		}
	}
}

// read returns where the page leads, links and searching forms alike, and keeps what it posts.
func (w *walk) read(got answer) []string {
	p := got.page(w.t)
	p.sound()
	links := p.links()
	for _, f := range p.forms() {
		if f.method == "post" {
			w.forms[w.kindOf(f.action)+" "+strings.Join(slices.Sorted(keys(f.values)), " ")] = f
			continue
		}
		links = append(links, paths.With(f.action, f.values))
		for _, button := range all(f.node, tag(atom.Button)) {
			if elsewhere := attr(button, "formaction"); elsewhere != "" {
				links = append(links, paths.With(elsewhere, f.values))
			}
		}
	}
	return links
}

func keys(values url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range values {
			if !yield(name) {
				return
			}
		}
	}
}

// press posts every form that the walk met, as it stood but for the version, which is made stale: a deed that would be
// done is refused as too late, and one that its reader may not do still shows.
func (w *walk) press() {
	for _, f := range w.forms {
		switch {
		case f.action == paths.SignOut, f.action == paths.StandIn, f.action == paths.StandInStop, strings.HasSuffix(f.action, "/ket-thuc-phien"), strings.HasSuffix(f.action, "/dat-lai-mat-khau"):
			continue
		case f.values.Has("phien_ban"):
			f.values.Set("phien_ban", "0")
		}
		got := w.v.post(f.action, f.values)
		switch got.StatusCode {
		case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusSeeOther:
			if strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
				got.page(w.t).sound()
			}
		default:
			w.t.Errorf("%s is offered a form to %s, which answers %d", w.v.name, f.action, got.StatusCode)
		}
	}
}

func TestEveryLinkAndFormThatARoleSeesIsOpenToItAndEveryPageIsSound(t *testing.T) {
	t.Parallel()
	l := settle(t)
	least := map[string]int{l.Clerk.Username: 80, l.Science.Head.Username: 30, l.Admin.Username: 20}
	states := map[string]reform.TaskState{}
	for _, task := range l.tasks {
		states[task.Code] = task.State
	}
	for _, who := range l.players() {
		w := &walk{t: t, v: l.as(who), states: states, seen: map[string]bool{}, forms: map[string]form{}}
		w.stroll(paths.Home)
		if len(w.seen) < max(least[who.Username], 8) {
			t.Errorf("%s came to only %d kinds of page", who.Username, len(w.seen))
		}
		w.press()
	}
}

func TestRefusedActsHaveNoButton(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, who := range []small.Member{l.Observer, l.Colleague, l.Leader} {
		v := l.as(who)
		for _, task := range l.tasks {
			got := v.get(paths.ToTask(task.Code))
			if got.StatusCode != http.StatusOK {
				continue
			}
			for _, f := range got.page(t).forms() {
				if f.method == "post" && f.action != paths.SignOut && f.action != paths.StandIn && f.action != paths.ToTaskFlag(task.Code) {
					t.Errorf("%s, who only reads, has a form to %s", who.Username, f.action)
				}
			}
			for _, link := range got.page(t).links() {
				if strings.HasPrefix(link, "/hoan-thanh/") && who.Username == l.Leader.Username {
					continue // a leader signs where the head wrote it
				}
				if strings.Contains(link, "/viec/") || strings.HasSuffix(link, "/hoan-thanh") || strings.HasSuffix(link, "/bao-cao") || strings.HasPrefix(link, paths.Tasks) && strings.HasSuffix(link, "/vuong-mac") || strings.HasSuffix(link, "/giao") || strings.HasSuffix(link, "/sua") {
					t.Errorf("%s, who only reads, has a button to %s", who.Username, link)
				}
			}
		}
	}
}

func TestErrorPagesAreSound(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, v := range []*visitor{p.as(p.Science.Officer), p.stranger()} {
		for _, got := range []answer{v.get("/khong-co"), v.get(paths.SignIn), v.post(paths.SignIn, url.Values{}), v.get(paths.AdminPeople), v.post(paths.Tasks, url.Values{"ten": {strings.Repeat("a", 2<<20)}})} {
			if got.StatusCode != http.StatusSeeOther {
				got.page(t).sound()
			}
		}
	}
}
