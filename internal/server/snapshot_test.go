package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// briefed freezes a brief of a department with something of every kind to tell.
func briefed(p *portal) reform.Snapshot {
	p.t.Helper()
	for range 3 {
		p.InProgress(p.Science)
		p.InProgress(p.Digital)
	}
	p.TaskIn(reform.TaskCompleted, p.Science)
	p.Clock.Advance(33 * 24 * time.Hour)
	p.Assigned(p.Digital)
	p.TaskIn(reform.TaskCompleted, p.Branch)
	p.Card(reform.CardSent, p.Leader, p.Received(p.Digital, reform.AreaProcedures))
	return p.Snapshot(p.Sitting(p.MeetingSeries()))
}

// figures are the numbers of a brief by their names, such as "Phòng Chuyển đổi số / Quá hạn".
type figures map[string]string

// takeTable takes every number of a table of figures whose first line names its columns.
func (f figures) takeTable(rows [][]string) {
	for _, row := range rows[1:] {
		for i, text := range row[1:] {
			f[row[0]+" / "+rows[0][i+1]] = text
		}
	}
}

// takeWords takes the numbers of the sentences that say that the classes add up, and of the large numbers.
func (f figures) takeWords(texts []string) {
	for _, text := range texts {
		for _, basis := range []string{"Theo hạn hiện hành", "Theo hạn gốc"} {
			if strings.HasPrefix(text, basis+": ") {
				for _, part := range regexp.MustCompile(`([\d.]+) ([^+=;]+)`).FindAllStringSubmatch(strings.SplitN(text, ";", 2)[0], -1) {
					f[basis+" / "+strings.Trim(part[2], " .")] = part[1]
				}
			}
		}
	}
}

// textOf returns the words of the node, spaces folded.
func textOf(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

func nodes(root *html.Node, tag atom.Atom) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == tag {
			found = append(found, n)
		}
	}
	return found
}

func onPage(t *testing.T, body string) figures {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	f := figures{}
	for _, table := range nodes(root, atom.Table) {
		if !strings.Contains(attributeOf(table, "class"), "brief-numbers") {
			continue
		}
		var rows [][]string
		for _, tr := range nodes(table, atom.Tr) {
			var row []string
			for c := range tr.ChildNodes() {
				if c.Type == html.ElementNode && attributeOf(c, "class") != "brief-bar" {
					row = append(row, textOf(c))
				}
			}
			rows = append(rows, row)
		}
		f.takeTable(rows)
	}
	var words []string
	for _, n := range nodes(root, atom.P) {
		words = append(words, textOf(n))
	}
	f.takeWords(words)
	return f
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// wordXML is what of a Word file the test reads.
type wordXML struct {
	Body struct {
		Blocks []wordBlock `xml:",any"`
	} `xml:"body"`
}

type wordBlock struct {
	XMLName xml.Name
	Runs    []string `xml:"r>t"`
	Rows    []struct {
		Cells []struct {
			Runs []string `xml:"p>r>t"`
		} `xml:"tc"`
	} `xml:"tr"`
}

func inWord(t *testing.T, file []byte) figures {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	var document wordXML
	if err := xml.Unmarshal(read, &document); err != nil {
		t.Fatal(err)
	}
	f, words := figures{}, []string{}
	for _, block := range document.Body.Blocks {
		words = append(words, strings.Join(block.Runs, ""))
		var rows [][]string
		for _, tr := range block.Rows {
			var row []string
			for _, tc := range tr.Cells {
				row = append(row, strings.Join(tc.Runs, ""))
			}
			rows = append(rows, row)
		}
		if len(rows) > 1 && len(rows[0]) == 2+len(reform.FigureClasses()) {
			f.takeTable(rows)
		}
	}
	f.takeWords(words)
	return f
}

// inSheet reads the figures of the workbook under the names that page and paper give them.
func inSheet(t *testing.T, file []byte) figures {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows("Số liệu")
	if err != nil {
		t.Fatal(err)
	}
	heads := []string{"Tổng", "Xong đúng hạn", "Xong quá hạn", "Trong hạn", "Quá hạn", "Không thời hạn"}
	said := []string{"nhiệm vụ", "hoàn thành đúng hạn", "hoàn thành quá hạn", "trong hạn", "quá hạn", "không thời hạn"}
	f := figures{}
	for _, row := range rows[3:] {
		name := row[1]
		for i := range row[2:] {
			switch {
			case name == "Toàn Sở":
				f["Theo "+strings.ToLower(row[0])+" / "+said[i]] = row[2+i]
				if row[0] == "Hạn hiện hành" {
					f["Tổng / "+heads[i]] = row[2+i]
				}
			case row[0] == "Hạn hiện hành" && !strings.Contains(name, "lần trước"):
				f[name+" / "+heads[i]] = row[2+i]
			}
		}
	}
	return f
}

func TestPageWordAndWorkbookOfASnapshotSayTheSameFigures(t *testing.T) {
	t.Parallel()
	p := open(t)
	s := briefed(p)
	v := p.as(p.Leader)
	page, word, sheet := v.get(paths.ToSnapshot(s.Code)), v.get(paths.ToSnapshotWord(s.Code)), v.get(paths.ToSnapshotSheet(s.Code))
	for name, got := range map[string]answer{"page": page, "word": word, "sheet": sheet} {
		want(t, name, got, http.StatusOK)
	}
	page.page(t).sound()
	shown, written, counted := onPage(t, page.body), inWord(t, []byte(word.body)), inSheet(t, []byte(sheet.body))
	least := 6 * (2 + len(s.Brief.Units) + 1 + len(s.Brief.Areas))
	if len(shown) < least || !maps.Equal(shown, written) || !maps.Equal(shown, counted) {
		t.Errorf("%d figures of %d on the page, %d in Word, %d in the workbook", len(shown), least, len(written), len(counted))
		for name := range shown {
			if shown[name] != written[name] || shown[name] != counted[name] {
				t.Errorf("%s: %q on the page, %q in Word, %q in the workbook", name, shown[name], written[name], counted[name])
			}
		}
	}
	n := s.Brief.Numbers.Now
	if got := shown["Theo hạn hiện hành / nhiệm vụ"]; got != strconv.Itoa(n.Total()) || n.Total() < 9 || n.Overdue == 0 {
		t.Errorf("the page counts %q of %+v", got, n)
	}
	book, err := excelize.OpenReader(strings.NewReader(sheet.body))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := book.GetRows("Nhiệm vụ"); err != nil || len(rows) != 5+n.Total() {
		t.Errorf("%d rows of %d tasks (%v)", len(rows), n.Total(), err)
	}
}

// Whatever becomes of units and tasks, what is printed next month is what was printed.
func TestSnapshotIsPrintedNextMonthAsItWas(t *testing.T) {
	t.Parallel()
	p := open(t)
	s := briefed(p)
	read := func() []string {
		v := p.as(p.Leader)
		var out []string
		for _, path := range []string{paths.ToSnapshot(s.Code), paths.ToSnapshotPaper(s.Code), paths.ToSnapshotRows(s.Code, nil)} {
			_, main, _ := strings.Cut(v.get(path).body, "<main")
			main, _, _ = strings.Cut(main, "</main>")
			out = append(out, main)
		}
		out = append(out, v.get(paths.ToSnapshotWord(s.Code)).body)
		sheet := v.get(paths.ToSnapshotSheet(s.Code))
		want(t, "the workbook", sheet, http.StatusOK)
		book, err := excelize.OpenReader(strings.NewReader(sheet.body))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range book.GetSheetList() {
			rows, err := book.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				out = append(out, strings.Join(row, "\t"))
			}
		}
		return out
	}
	before := read()
	p.Clock.Advance(31 * 24 * time.Hour)
	delete(p.known, p.Leader.Username) // whose session is over by then
	for _, statement := range []string{
		`update unit set name = name || ' (mới)'`, `update task set title = 'Tên khác', percent = 5 where state <> 'completed'`,
		`update decision_card set question = 'Câu khác'`, `update person set name = name || ' Khác'`,
	} {
		if _, err := p.DB.Pool().Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	after := read()
	for i := range before {
		if i >= len(after) || before[i] != after[i] {
			t.Fatalf("part %d was %q and is %q", i, before[i], after[min(i, len(after)-1)])
		}
	}
}

func TestFigureOfASnapshotOpensItsTasks(t *testing.T) {
	t.Parallel()
	p := open(t)
	s := briefed(p)
	v := p.as(p.Leader)
	page := v.get(paths.ToSnapshot(s.Code)).page(t)
	opened := 0
	for _, link := range slices.Compact(slices.Sorted(slices.Values(page.links()))) {
		if !strings.HasPrefix(link, paths.ToSnapshotRows(s.Code, nil)) {
			continue
		}
		opened++
		got := v.get(link)
		want(t, link, got, http.StatusOK)
		got.page(t).sound()
	}
	if opened < 8 {
		t.Errorf("%d figures open their tasks", opened)
	}
	for _, who := range []small.Member{p.Science.Head, p.Science.Officer, p.Admin} {
		for _, path := range []string{paths.ToSnapshot(s.Code), paths.ToSnapshotRows(s.Code, nil), paths.ToSnapshotWord(s.Code), paths.ToSnapshotSheet(s.Code), paths.ToMeetingBrief(s.Meeting)} {
			want(t, path+" by "+who.Username, p.as(who).get(path), http.StatusForbidden, http.StatusNotFound)
		}
	}
}

func TestOfficePreparesABriefAndFreezesIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.InProgress(p.Science)
	p.Clock.Advance(33 * 24 * time.Hour)
	p.Card(reform.CardSent, p.Leader, p.Received(p.Digital, reform.AreaProcedures))
	meeting := p.Sitting(p.MeetingSeries())
	v, path := p.as(p.Clerk), paths.ToMeetingBrief(meeting.Code)
	got := v.get(path)
	want(t, path, got, http.StatusOK)
	got.page(t).sound()
	if !strings.Contains(got.body, "Còn ") || !strings.Contains(got.body, "card:VM-001") {
		t.Error("the page does not tell the room that is left, or a line to move out")
	}
	long := url.Values{"phien_ban": {"1"}, "cau_hoi": {strings.Repeat("Vì sao?\n", 7)}, "bo": {"card:VM-001"}}
	refused := v.post(path, long)
	want(t, "too many questions", refused, http.StatusUnprocessableEntity)
	if !strings.Contains(refused.body, "tối đa 5 câu") || !strings.Contains(refused.body, `value="card:VM-001" checked`) {
		t.Error("what was typed is lost, or the sentence")
	}
	long.Set("cau_hoi", "Vì sao?\nBao giờ?")
	want(t, "prepared", v.post(path, long), http.StatusSeeOther)
	want(t, "a stale page", v.post(paths.ToMeetingFreeze(meeting.Code), url.Values{"phien_ban": {"1"}}), http.StatusConflict)
	frozen := v.post(paths.ToMeetingFreeze(meeting.Code), url.Values{"phien_ban": {"2"}})
	want(t, "frozen", frozen, http.StatusSeeOther)
	brief := p.as(p.Leader).get(frozen.to())
	want(t, "the leader reads it", brief, http.StatusOK)
	if !strings.Contains(brief.body, "Bao giờ?") || strings.Contains(brief.body, "Cho phép lùi hạn") || !strings.Contains(brief.body, "đưa 1 dòng ra ngoài") {
		t.Error("the brief is not the one that was prepared")
	}
	if !strings.Contains(p.as(p.Leader).get(paths.Notices).body, "đã chốt") {
		t.Error("the leader is not told")
	}
}
