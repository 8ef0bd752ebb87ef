package reform_test

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// boardFilters draws a filter as the board's controls can set it.
func boardFilters() *rapid.Generator[reform.BoardFilter] {
	return rapid.Custom(func(t *rapid.T) reform.BoardFilter {
		f := reform.BoardFilter{
			Group:     rapid.SampledFrom(reform.BoardGroups()).Draw(t, "group"),
			Ageing:    rapid.SampledFrom(append(reform.Ageings(), "")).Draw(t, "ageing"),
			NotNudged: rapid.IntRange(0, 366).Draw(t, "days"),
		}
		f.Unit, f.Document = rapid.Int64Range(0, 1<<31).Draw(t, "unit"), rapid.Int64Range(0, 1<<31).Draw(t, "document")
		if rapid.Bool().Draw(t, "by area") {
			area := rapid.SampledFrom(reform.Areas()).Draw(t, "area")
			f.Area = &area
		}
		f.Text = rapid.SampledFrom([]string{"", "rà soát", "CCHC-2026-014", "a&b=c", "100%"}).Draw(t, "text")
		if f.Sort = rapid.SampledFrom([]reform.TaskSort{"", reform.SortDue, reform.SortUnit, reform.SortPercent}).Draw(t, "sort"); f.Sort != "" {
			f.Descending = rapid.Bool().Draw(t, "descending")
		}
		return f
	})
}

func TestABoardFilterIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := boardFilters().Draw(t, "filter")
		if got := reform.ParseBoardFilter(f.Query()); !reflect.DeepEqual(got, f) {
			t.Fatalf("%+v became %+v", f, got)
		}
		if got := reform.BoardFilterIn(f.Query().Encode()); !reflect.DeepEqual(got, f) {
			t.Fatalf("%+v became %+v as a query", f, got)
		}
	})
}

func TestWhatIsNoFiltersValueAsksNothing(t *testing.T) {
	t.Parallel()
	for _, query := range []string{
		"xem=khong-co", "tre=9", "chua_nhac=-3", "chua_nhac=x", "don_vi=abc", "don_vi=99999999999999999999", "linh_vuc=", "linh_vuc=abc", "linh_vuc=7",
		"linh_vuc=-1", "van_ban=-2", "sx=khong-co&chieu=giam", "chieu=giam", "trang=-1", "%zz", "nv=CCHC-2026-001",
	} {
		if got := reform.BoardFilterIn(query); !reflect.DeepEqual(got, reform.BoardFilter{}) {
			t.Errorf("%s asks for %+v", query, got)
		}
	}
}

func TestSearchOnTheBoardIsComposedAndNotEndless(t *testing.T) {
	t.Parallel()
	got := reform.ParseBoardFilter(url.Values{"q": {" ra\u0300  soa\u0301t "}, "chua_nhac": {"4000"}})
	if got.Text != "rà soát" || got.NotNudged != 366 {
		t.Errorf("%q, %d days", got.Text, got.NotNudged)
	}
	if long := reform.ParseBoardFilter(url.Values{"q": {strings.Repeat("ộ", 300)}}); long.Text != strings.Repeat("ộ", 200) {
		t.Errorf("a search of %d bytes", len(long.Text))
	}
}

func TestBucketsOfAgeingMeetWithoutGapOrOverlap(t *testing.T) {
	t.Parallel()
	for late, want := range map[int]reform.Ageing{
		-3: "", 0: "", 1: reform.AgeingWeek, 7: reform.AgeingWeek, 8: reform.AgeingMonth, 30: reform.AgeingMonth, 31: reform.AgeingSeason,
		120: reform.AgeingSeason, 121: reform.AgeingOld, 5000: reform.AgeingOld,
	} {
		if got := reform.AgeingOf(late); got != want {
			t.Errorf("%d days late is in %q, want %q", late, got, want)
		}
	}
	for i, a := range reform.Ageings() {
		from, to := a.Days()
		if i > 0 {
			if _, before := reform.Ageings()[i-1].Days(); from != before+1 {
				t.Errorf("%s begins at %d", a, from)
			}
		}
		if from > to || a.Label() == "" {
			t.Errorf("%s is %d to %d", a, from, to)
		}
	}
}

func TestTheDueDayItselfIsNotLate(t *testing.T) {
	t.Parallel()
	line := reform.BoardLine{TaskLine: reform.TaskLine{State: reform.TaskInProgress, DueOn: on(10)}}
	done := line
	done.State, done.CompletedOn = reform.TaskCompleted, on(20)
	for _, c := range []struct {
		line  reform.BoardLine
		today calendar.Date
		want  int
	}{{line, on(9), 0}, {line, on(10), 0}, {line, on(11), 1}, {line, on(18), 8}, {done, on(20), 0}} {
		if got := c.line.DaysLate(c.today); got != c.want {
			t.Errorf("on %s: %d days late, want %d", c.today, got, c.want)
		}
	}
}

func TestEveryGroupOfTheBoardHasWordsAndAFilterOfWhatFiguresCount(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, g := range reform.BoardGroups() {
		if g.Label() == "" || seen[g.Label()] || g.Filter().Kin != reform.KinCounted {
			t.Errorf("%q is called %q and filters %+v", g, g.Label(), g.Filter())
		}
		seen[g.Label()] = true
	}
}

func TestClassesOfTheMatrixAddUpToItsTotal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3000)
		draw := func(name string) int { return n.Draw(t, name) }
		row := reform.MatrixRow{
			Open: reform.OpenTally{InTime: draw("in time"), Overdue: draw("overdue"), Standing: draw("standing"), Soon: draw("soon"), Silent: draw("silent")},
			Done: reform.DoneTally{OnTime: draw("on time"), Late: draw("late"), Standing: draw("done, without a day")},
		}
		sum := 0
		for _, class := range reform.MatrixClasses() {
			sum += row.Of(class)
		}
		if sum != row.Of(reform.BoardAll) {
			t.Fatalf("the classes make %d of %d", sum, row.Of(reform.BoardAll))
		}
	})
}
