package app_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func board(t *testing.T, d *small.Department, who small.Member, f reform.BoardFilter) app.BoardPage {
	t.Helper()
	page, err := d.App.BoardPage(t.Context(), who.Actor, f)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestTheBoardIsCountedAnewAfterEveryDeed(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for n := 1; n <= 3; n++ {
		d.InProgress(d.Science)
		page := board(t, d, d.Clerk, reform.BoardFilter{})
		matrix, err := d.App.Matrix(t.Context(), d.Clerk.Actor)
		if err != nil || page.Figures.InTime != n || page.Total != n || matrix.Sum.Of(reform.BoardAll) != n {
			t.Errorf("after %d tasks: %d in the figures, %d in the list, %d in the matrix (%v)", n, page.Figures.InTime, page.Total, matrix.Sum.Of(reform.BoardAll), err)
		}
	}
	d.Clock.Advance(40 * 24 * time.Hour)
	if page := board(t, d, d.Clerk, reform.BoardFilter{}); page.Figures.Overdue != 3 || page.Figures.Month != 3 || page.Figures.Silent != 3 {
		t.Errorf("on another day: %+v", page.Figures)
	}
}

// Once the day is counted nothing is remembered and nothing counted: what another process did stands in the next figures.
func TestTheBoardOfACountedDayIsNeverBehind(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	done := d.TaskIn(reform.TaskCompleted, d.Digital)
	if err := d.App.TallyBoard(t.Context()); err != nil {
		t.Fatal(err)
	}
	board(t, d, d.Clerk, reform.BoardFilter{})
	if _, err := d.DB.Pool().Exec(t.Context(), `update task set state = case when id = $1 then 'suspended' else 'submitted' end, due_on = null where id in ($1, $2)`, task.ID, done.ID); err != nil { // by another process
		t.Fatal(err)
	}
	page := board(t, d, d.Leader, reform.BoardFilter{})
	matrix, err := d.App.Matrix(t.Context(), d.Leader.Actor)
	if err != nil || page.Figures.Standing != 2 || page.Figures.InTime != 0 || page.Total != 2 || matrix.Sum.Done != (reform.DoneTally{}) || matrix.Sum.Of(reform.BoardSubmitted) != 1 {
		t.Errorf("%+v of %d, in the matrix %+v (%v)", page.Figures, page.Total, matrix.Sum, err)
	}
	d.Clock.Advance(24 * time.Hour)
	if page := board(t, d, d.Leader, reform.BoardFilter{}); page.Figures.Standing != 2 || page.Total != 2 {
		t.Errorf("on a day that is not counted: %+v", page.Figures)
	}
}

func TestReadersOfTheBoardShareWhatWasCounted(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	board(t, d, d.Clerk, reform.BoardFilter{})
	if _, err := d.DB.Pool().Exec(t.Context(), `update task set state = 'suspended', due_on = null where id = $1`, task.ID); err != nil { // by another process
		t.Fatal(err)
	}
	if page := board(t, d, d.Leader, reform.BoardFilter{}); page.Figures.InTime != 1 {
		t.Errorf("counted anew for the next reader: %+v", page.Figures)
	}
	d.Clock.Advance(6 * time.Second)
	if page := board(t, d, d.Leader, reform.BoardFilter{}); page.Figures.InTime != 0 || page.Figures.Standing != 1 {
		t.Errorf("what another process did is not seen after seconds: %+v", page.Figures)
	}
}

func TestOnlyTheOfficeUrgesFromTheBoard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	for _, who := range d.Everybody() {
		page := board(t, d, who, reform.BoardFilter{})
		office := who.Has(policy.Office) || who.Has(policy.Chief)
		watches := office || who.Has(policy.Leader) || who.Has(policy.Observer)
		if page.MayNudge != office || page.MaySave != watches || (page.Total == 1) != watches || (page.Figures.InTime == 1) != watches {
			t.Errorf("%s: may urge %v, may save %v, sees %d, counts %d", who.Username, page.MayNudge, page.MaySave, page.Total, page.Figures.InTime)
		}
	}
}

func TestAPagePastTheEndOfTheBoardIsItsLast(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	f := reform.BoardFilter{TaskFilter: reform.TaskFilter{Page: 7}}
	if page := board(t, d, d.Clerk, f); page.Page != 1 || len(page.Lines) != 1 || page.Lines[0].Code != task.Code {
		t.Errorf("page %d with %d lines", page.Page, len(page.Lines))
	}
}

func TestTheMatrixListsEveryUnitThatTakesTasksInTheirOrder(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.TaskIn(reform.TaskCompleted, d.Digital)
	matrix, err := d.App.Matrix(t.Context(), d.Observer.Actor)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range matrix.Rows {
		names = append(names, row.Unit.ShortName)
		if want := row.Unit.ID == d.Units.Digital.ID; (row.Of(reform.BoardOnTime) == 1) != want {
			t.Errorf("%s has %d done on time", row.Unit.Name, row.Of(reform.BoardOnTime))
		}
	}
	if got := strings.Join(names, " "); got != "TĐC CĐS QLKH TTKT VP" {
		t.Errorf("the rows are those of %s", got)
	}
}

func TestTheBoardIsTakenOutWithItsRowsAndRecorded(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40)
	d.InProgress(d.Digital)
	d.Clock.Advance(35 * 24 * time.Hour)
	f := reform.BoardFilter{Group: reform.BoardOverdue, TaskFilter: reform.TaskFilter{Unit: d.Units.Science.ID}}
	book, err := d.App.ExportBoard(t.Context(), d.Clerk.Actor, f, "Sở Khoa học và Công nghệ")
	if err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if _, err := book.WriteTo(&whole); err != nil || book.Close() != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&whole)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows("Bảng theo dõi")
	if err != nil || len(rows) != 6 || rows[5][0] != task.Code || rows[5][8] != "5" || rows[5][9] != "40" {
		t.Errorf("%q (%v)", rows, err)
	}
	if acts := auditOf(t, d, policy.BoardRead); len(acts) != 1 || !strings.Contains(acts[0].Note, "Quá hạn; Phòng Quản lý Khoa học; 1 nhiệm vụ") {
		t.Errorf("recorded as %+v", acts)
	}
	_, err = d.App.ExportBoard(t.Context(), d.Science.Head.Actor, f, "")
	refused(t, "a head", err, fault.Forbidden, "không có quyền")
}
