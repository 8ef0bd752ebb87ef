package document_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/reform"
)

const sheet = "Sổ vướng mắc"

var today = calendar.NewDate(2026, 11, 23)

func aLine() reform.BookLine {
	return reform.BookLine{
		Code: "VM-034", Unit: "Phòng Quản lý Khoa học", TaskCode: "CCHC-2026-014", TaskTitle: "Rà soát thủ tục", Cause: reform.CauseSuperior,
		Title: "Chờ Bộ hướng dẫn", Detail: "Đã hỏi hai lần.", Request: "Lùi hạn", State: reform.ObstacleDecided,
		BookSteps: reform.BookSteps{RaisedOn: calendar.NewDate(2026, 11, 16), SettledOn: calendar.NewDate(2026, 11, 20)},
		BookOutcome: reform.BookOutcome{
			Decider: "Nguyễn Xuân Hải", Chosen: "Lùi hạn", Direction: "Đồng ý.",
			Told: "Hạn của CCHC-2026-014 đổi từ 17/11/2026 thành 15/12/2026.\nHạn của CCHC-2026-020 đổi từ 18/11/2026 thành 15/12/2026.\n",
		},
	}
}

// opened writes the lines into a workbook and opens it again.
func opened(t *testing.T, lines ...reform.BookLine) *excelize.File {
	t.Helper()
	return reopened(t, written(t, lines...))
}

// written returns the workbook of the lines.
func written(t *testing.T, lines ...reform.BookLine) []byte {
	t.Helper()
	head := document.Head{Department: "Sở Khoa học và Công nghệ", Title: reform.BookTitle, Period: "Năm 2026", Stamp: "Xuất lúc 08:15"}
	book, err := document.NewObstacleBook(head, calendar.Days{}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if err := book.Add(line); err != nil {
			t.Fatal(err)
		}
	}
	if book.Rows() != len(lines) {
		t.Errorf("%d rows were counted of %d", book.Rows(), len(lines))
	}
	var whole bytes.Buffer
	if _, err := book.WriteTo(&whole); err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return whole.Bytes()
}

func reopened(t *testing.T, workbook []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func cell(t *testing.T, file *excelize.File, at string) string {
	t.Helper()
	value, err := file.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestRegisterHasItsHeadItsColumnsAndItsRows(t *testing.T) {
	t.Parallel()
	file := opened(t, aLine())
	for at, want := range map[string]string{
		"A1": "Sở Khoa học và Công nghệ", "A2": "SỔ THEO DÕI VƯỚNG MẮC", "A3": "Năm 2026", "A4": "Xuất lúc 08:15", "A5": "Số", "P5": "Số ngày làm việc",
		"A6": "VM-034", "C6": "CCHC-2026-014 Rà soát thủ tục", "D6": "Chờ cấp trên", "E6": "Chờ Bộ hướng dẫn\nĐã hỏi hai lần.", "G6": "16/11/2026",
		"H6": "", "K6": "20/11/2026", "L6": "", "M6": "Đã có quyết định",
		"N6": "Nguyễn Xuân Hải quyết định.\nChọn phương án: Lùi hạn\nÝ kiến chỉ đạo: Đồng ý.",
		"O6": "Hạn của CCHC-2026-014 đổi từ 17/11/2026 thành 15/12/2026.", "P6": "5",
	} {
		if got := cell(t, file, at); got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
}

func TestDaysAndCountsAreNoText(t *testing.T) {
	t.Parallel()
	file := opened(t, aLine())
	for _, at := range []string{"G6", "K6", "P6"} {
		kind, err := file.GetCellType(sheet, at)
		if err != nil || kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
			t.Errorf("%s is of type %d (%v)", at, kind, err)
		}
	}
	raw, err := file.GetCellValue(sheet, "G6", excelize.Options{RawCellValue: true})
	if err != nil || raw != "46342" { // days since the last of 1899
		t.Errorf("16/11/2026 is kept as %q (%v)", raw, err)
	}
	style, err := file.GetCellStyle(sheet, "G6")
	if err != nil {
		t.Fatal(err)
	}
	look, err := file.GetStyle(style)
	if err != nil || look.CustomNumFmt == nil || *look.CustomNumFmt != "dd/mm/yyyy" {
		t.Errorf("a day looks like %+v (%v)", look, err)
	}
}

func TestTextThatBeginsLikeAFormulaStaysText(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"=1+1", "+84 123", "-5", "@SUM(A1)", `=HYPERLINK("http://a.example","x")`, "=cmd|' /C calc'!A0", "'=1", "0123", "1e5", "TRUE", "_x0041_", "\t=1"} {
		line := aLine()
		line.Unit, line.Title, line.Detail, line.Request, line.TaskCode, line.TaskTitle = typed, typed, "", typed, typed, ""
		line.Resolution, line.Told = typed, typed
		file := opened(t, line)
		for _, at := range []string{"B6", "E6", "F6", "O6"} {
			formula, err := file.GetCellFormula(sheet, at)
			kind, typeErr := file.GetCellType(sheet, at)
			want := typed
			if at == "O6" {
				want = strings.TrimSpace(typed)
			}
			if got := cell(t, file, at); err != nil || typeErr != nil || formula != "" || got != want || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
				t.Errorf("%q became %q in %s, formula %q, type %d (%v, %v)", typed, got, at, formula, kind, err, typeErr)
			}
		}
		style, _ := file.GetCellStyle(sheet, "B6")
		if look, err := file.GetStyle(style); err != nil || look.NumFmt != 49 {
			t.Errorf("typed over, %q would be read as a value: %+v (%v)", typed, look, err)
		}
	}
}

func TestRegisterIsLaidOutForPaper(t *testing.T) {
	t.Parallel()
	file := opened(t, aLine())
	layout, err := file.GetPageLayout(sheet)
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("the page is %+v (%v)", layout, err)
	}
	props, err := file.GetSheetProps(sheet)
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("it does not fit the paper: %+v (%v)", props, err)
	}
	panes, err := file.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 5 {
		t.Errorf("the heads do not stay in sight: %+v (%v)", panes, err)
	}
	names := file.GetDefinedName()
	if !slices.ContainsFunc(names, func(n excelize.DefinedName) bool {
		return n.Name == "_xlnm.Print_Titles" && n.Scope == sheet && n.RefersTo == "'"+sheet+"'!$5:$5"
	}) {
		t.Errorf("the heads are not repeated on paper: %+v", names)
	}
	width, err := file.GetColWidth(sheet, "E")
	if err != nil || width != 26 {
		t.Errorf("a wide column is %v wide (%v)", width, err)
	}
	long := aLine()
	long.Detail = strings.Repeat("Sở Tư pháp chưa trả lời. ", 20)
	file = opened(t, aLine(), long)
	low, err := file.GetRowHeight(sheet, 6)
	high, highErr := file.GetRowHeight(sheet, 7)
	if err != nil || highErr != nil || low < 60 || high < 250 || high > 409 {
		t.Errorf("rows of little and of much text are %v and %v high (%v, %v)", low, high, err, highErr)
	}
	style, _ := file.GetCellStyle(sheet, "E6")
	if look, err := file.GetStyle(style); err != nil || look.Alignment == nil || !look.Alignment.WrapText {
		t.Errorf("long text does not wrap: %+v (%v)", look, err)
	}
}

func TestManyRowsKeepTheirOrder(t *testing.T) {
	t.Parallel()
	var lines []reform.BookLine
	for n := range 3000 {
		line := aLine()
		line.Code = reform.ObstacleCode(n + 1)
		line.Detail = strings.Repeat("dài ", 500)
		lines = append(lines, line)
	}
	file := opened(t, lines...)
	rows, err := file.GetRows(sheet)
	if err != nil || len(rows) != 3005 || rows[5][0] != "VM-001" || rows[3004][0] != "VM-3000" {
		t.Errorf("%d rows (%v)", len(rows), err)
	}
}
