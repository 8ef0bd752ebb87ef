package server_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// shelve fills the register: obstacles of two units at several turns of their way, one with text that begins like a formula.
func shelve(t *testing.T) *portal {
	t.Helper()
	p := open(t)
	now := p.Clock.Now()
	p.Clock.Set(now.AddDate(0, 0, -20))
	p.Obstacle(reform.ObstacleClosed, p.InProgress(p.Science), p.Science)
	p.Decided(p.Effect(reform.EffectDeadline))
	p.Decided(p.Effect(reform.EffectInstruction))
	p.Clock.Set(now)
	p.Obstacle(reform.ObstacleWithdrawn, p.InProgress(p.Digital), p.Digital)
	odd := p.Obstacle(reform.ObstacleReceived, p.InProgress(p.Digital), p.Digital)
	_, err := p.DB.Pool().Exec(t.Context(), `update obstacle set title = '=1+1', request = '@SUM(A1:A9)', detail = '' where code = $1`, odd.Code)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// rowsOf returns the text of each cell of each row of the register on the page.
func rowsOf(p page) [][]string {
	var rows [][]string
	for _, tr := range all(p.root, tag(atom.Tr)) {
		var row []string
		for _, td := range all(tr, tag(atom.Td)) {
			row = append(row, squeezed(text(td)))
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// workbook opens the file of the register that the address answers with, and returns the rows below its heads.
func workbook(t *testing.T, got answer) [][]string {
	t.Helper()
	want(t, "the workbook", got, http.StatusOK)
	file, err := excelize.OpenReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := file.GetRows(file.GetSheetName(0))
	if err != nil || len(rows) < 5 {
		t.Fatalf("%d rows (%v)", len(rows), err)
	}
	for i := range rows {
		for len(rows[i]) < 16 {
			rows[i] = append(rows[i], "")
		}
	}
	return rows[5:]
}

// asShown lays the cells of a workbook's row out as the page does.
func asShown(row []string) []string {
	settled, ended := "Quyết định", "Đóng"
	if strings.HasPrefix(row[13], "Văn phòng giải quyết") {
		settled = "Giải quyết"
	}
	if row[12] == reform.ObstacleWithdrawn.Label() {
		ended = "Rút"
	}
	var steps []string
	for i, label := range []string{"Gửi", "Xác nhận", "Tiếp nhận", "Trình", settled, ended} {
		if day := row[6+i]; day != "" {
			steps = append(steps, label+" "+day)
		}
	}
	shown := []string{row[0] + " " + row[12], row[1], row[2], row[3], row[4], row[5], strings.Join(steps, " "), row[13], row[14], row[15]}
	for i := range shown {
		shown[i] = squeezed(shown[i])
	}
	return shown
}

func TestPageWorkbookAndDatabaseHoldTheSameRegister(t *testing.T) {
	t.Parallel()
	p := shelve(t)
	for _, who := range []small.Member{p.Clerk, p.Science.Head, p.Observer} {
		for _, query := range []string{"", "?nam=2026", "?nam=tat-ca&trang_thai=chua-dong", "?don_vi=" + strconv.FormatInt(p.Units.Digital.ID, 10), "?trang_thai=decided&loai=cooperation"} {
			shown := rowsOf(p.as(who).get(paths.ObstacleBook + query).page(t))
			printed := rowsOf(p.as(who).get(paths.ObstacleBook + "?in=1&" + strings.TrimPrefix(query, "?")).page(t))
			var kept [][]string
			for _, row := range workbook(t, p.as(who).get(paths.ObstacleBookFile+query)) {
				kept = append(kept, asShown(row))
			}
			if !slices.EqualFunc(shown, kept, slices.Equal) || !slices.EqualFunc(shown, printed, slices.Equal) {
				t.Errorf("%s, %q: the page shows\n%q\nprints\n%q\nand the workbook holds\n%q", who.Username, query, shown, printed, kept)
			}
			p.compareWithDatabase(who, query, shown)
		}
	}
}

// compareWithDatabase fails unless the rows are those of the tables themselves.
func (p *portal) compareWithDatabase(who small.Member, query string, shown [][]string) {
	p.t.Helper()
	rows, err := p.DB.Pool().Query(p.t.Context(), `select o.code, o.title, o.request from obstacle o join task t on t.id = o.task_id
		where (cardinality($1::bigint[]) = 0 or t.lead_unit_id = any($1))
			and ($2 not like '%chua-dong%' or o.closed_at is null) and ($2 not like '%decided%' or o.state = 'decided')
			and ($2 not like '%don_vi%' or o.unit_id = $3) order by o.code`,
		policy.See(who.Actor, policy.TaskRead).Units(), query, p.Units.Digital.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var code, title, request string
		if err := rows.Scan(&code, &title, &request); err != nil {
			p.t.Fatal(err)
		}
		if n >= len(shown) || !strings.HasPrefix(shown[n][0], code+" ") || !strings.HasPrefix(shown[n][4], title) || shown[n][5] != request {
			p.t.Errorf("%s, %q: row %d is not %s", who.Username, query, n+1, code)
		}
	}
	if rows.Err() != nil || n != len(shown) {
		p.t.Errorf("%s, %q: %d rows are shown of %d (%v)", who.Username, query, len(shown), n, rows.Err())
	}
}

func TestAnotherUnitsObstacleIsInNeitherPageNorPaperNorWorkbook(t *testing.T) {
	t.Parallel()
	p := shelve(t)
	v := p.as(p.Science.Head)
	digital := strconv.FormatInt(p.Units.Digital.ID, 10)
	for _, query := range []string{"", "?nam=tat-ca", "?don_vi=" + digital, "?in=1&don_vi=" + digital} {
		for _, row := range rowsOf(v.get(paths.ObstacleBook + query).page(t)) {
			if strings.Contains(strings.Join(row, " "), "=1+1") || row[1] == p.Units.Digital.Name {
				t.Errorf("%q shows %v", query, row)
			}
		}
		for _, row := range workbook(t, v.get(paths.ObstacleBookFile+query)) {
			if row[4] == "=1+1" || row[1] == p.Units.Digital.Name {
				t.Errorf("%q takes out %v", query, row)
			}
		}
	}
	want(t, "an export by an officer", p.as(p.Science.Officer).get(paths.ObstacleBookFile), http.StatusForbidden)
	if strings.Contains(p.as(p.Science.Officer).get(paths.ObstacleBook).body, paths.ObstacleBookFile) {
		t.Error("an officer has a button that is refused")
	}
}

func TestWorkbookIsNamedAfterItsYear(t *testing.T) {
	t.Parallel()
	p := open(t)
	for query, name := range map[string]string{"": "so-vuong-mac-2026.xlsx", "?nam=tat-ca": "so-vuong-mac.xlsx", "?nam=2025": "so-vuong-mac-2025.xlsx", "?nam=abc": "so-vuong-mac-2026.xlsx"} {
		got := p.as(p.Clerk).get(paths.ObstacleBookFile + query)
		if header := got.Header.Get("Content-Disposition"); !strings.HasPrefix(header, `attachment; filename="`+name+`"`) {
			t.Errorf("%q is sent as %s", query, header)
		}
		if length := got.Header.Get("Content-Length"); length != strconv.Itoa(len(got.body)) {
			t.Errorf("%s bytes are promised and %d come", length, len(got.body))
		}
	}
}

func TestPaperSaysWhenItHoldsNotAll(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, obstacle := p.Blocked(p.Science)
	_, err := p.DB.Pool().Exec(t.Context(), `insert into obstacle (code, task_id, unit_id, author_id, cause, title, since_on, tried, request, needed_by, state,
		entered_at, raised_at, search_fold)
		select 'VM-' || (1000 + n), task_id, unit_id, author_id, cause, title, since_on, tried, request, needed_by, 'submitted', entered_at, raised_at, search_fold
		from obstacle, generate_series(1, $1) n where code = $2`, reform.BookPrintMost, obstacle.Code)
	if err != nil {
		t.Fatal(err)
	}
	paper := p.as(p.Clerk).get(paths.ObstacleBook + "?in=1").page(t)
	if n := len(rowsOf(paper)); n != reform.BookPrintMost {
		t.Errorf("%d rows are printed", n)
	}
	if !strings.Contains(squeezed(text(paper.root)), "có 501 vướng mắc; bản in chỉ gồm 500 vướng mắc đầu") {
		t.Error("the paper does not say that it holds not all")
	}
	screen := p.as(p.Clerk).get(paths.ObstacleBook).page(t)
	if n := len(rowsOf(screen)); n != reform.PageSize {
		t.Errorf("%d rows are shown on one page", n)
	}
	if rows := workbook(t, p.as(p.Clerk).get(paths.ObstacleBookFile)); len(rows) != reform.BookPrintMost+1 {
		t.Errorf("%d rows are taken out", len(rows))
	}
	heads := all(paper.root, func(n *html.Node) bool { return attr(n, "class") == "print-head" })
	if len(heads) != 1 {
		t.Fatalf("the paper has %d heads", len(heads))
	}
	said := squeezed(text(heads[0]))
	for _, words := range []string{"Sở Khoa học và Công nghệ tỉnh Hưng Yên", "SỔ THEO DÕI VƯỚNG MẮC – Năm 2026", "In lúc 12:00 23/11/2026"} {
		if !strings.Contains(said, words) {
			t.Errorf("the head of the paper is %q", said)
		}
	}
}
