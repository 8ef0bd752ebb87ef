package app_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// shelf is a register with an obstacle at every turn of its way, of several units and two years.
type shelf struct {
	*small.Department
	resolved, withdrawn, decided, waiting, digital, centre reform.Obstacle
}

func stock(t *testing.T) shelf {
	t.Helper()
	s := shelf{Department: small.Build(t)}
	now := s.Clock.Now()
	s.Clock.Set(now.AddDate(-1, 0, 0))
	s.resolved = s.Obstacle(reform.ObstacleClosed, s.InProgress(s.Science), s.Science)
	s.Clock.Set(now.AddDate(0, 0, -14))
	s.withdrawn = s.Obstacle(reform.ObstacleWithdrawn, s.InProgress(s.Science), s.Science)
	_, s.decided = s.Decided(s.Effect(reform.EffectDeadline))
	s.Clock.Set(now)
	s.waiting = s.Obstacle(reform.ObstacleSubmitted, s.InProgress(s.Science), s.Science)
	s.digital = s.Obstacle(reform.ObstacleReceived, s.InProgress(s.Digital), s.Digital)
	s.centre = s.Obstacle(reform.ObstacleConfirmed, s.InProgress(s.Centre), s.Centre)
	return s
}

func (s shelf) codes(t *testing.T, who small.Member, f reform.BookFilter) []string {
	t.Helper()
	f.Page = 1
	book, err := s.App.ObstacleBook(t.Context(), who.Actor, f)
	if err != nil {
		t.Fatal(err)
	}
	if book.Total != len(book.Lines) {
		t.Errorf("%d rows of %d", len(book.Lines), book.Total)
	}
	var codes []string
	for _, line := range book.Lines {
		codes = append(codes, line.Code)
	}
	return codes
}

func codesOf(obstacles ...reform.Obstacle) []string {
	var codes []string
	for _, o := range obstacles {
		codes = append(codes, o.Code)
	}
	return codes
}

func TestRegisterStandsInTheOrderOfItsNumbersWithinReach(t *testing.T) {
	t.Parallel()
	s := stock(t)
	science, all := codesOf(s.resolved, s.withdrawn, s.decided, s.waiting), codesOf(s.resolved, s.withdrawn, s.decided, s.waiting, s.digital, s.centre)
	for _, c := range []struct {
		who  small.Member
		want []string
	}{
		{s.Clerk, all}, {s.Chief, all}, {s.Leader, all}, {s.ViceLeader, all}, {s.Observer, all}, {s.Science.Head, science}, {s.Science.Officer, science},
		{s.Colleague, science}, {s.Digital.Officer, codesOf(s.digital)}, {s.Branch.Head, codesOf(s.centre)}, {s.Branch.Officer, nil}, {s.Admin, nil},
	} {
		if got := s.codes(t, c.who, reform.BookFilter{}); !slices.Equal(got, c.want) {
			t.Errorf("%s reads %v, want %v", c.who.Username, got, c.want)
		}
	}
}

func TestRegisterIsNarrowedByItsFilters(t *testing.T) {
	t.Parallel()
	s := stock(t)
	this := s.App.Today().Year()
	for claim, c := range map[string]struct {
		filter reform.BookFilter
		want   []string
	}{
		"last year":  {reform.BookFilter{Year: this - 1}, codesOf(s.resolved)},
		"this year":  {reform.BookFilter{Year: this}, codesOf(s.withdrawn, s.decided, s.waiting, s.digital, s.centre)},
		"a unit":     {reform.BookFilter{Unit: s.Units.Digital.ID}, codesOf(s.digital)},
		"a cause":    {reform.BookFilter{Cause: reform.CauseMoney}, nil},
		"its cause":  {reform.BookFilter{Cause: reform.CauseCooperation, Year: this - 1}, codesOf(s.resolved)},
		"a state":    {reform.BookFilter{State: reform.ObstacleDecided}, codesOf(s.decided)},
		"not closed": {reform.BookFilter{Live: true, Unit: s.Units.Science.ID}, codesOf(s.decided, s.waiting)},
		"everything": {reform.BookFilter{Year: this, Unit: s.Units.Science.ID, Cause: reform.CauseCooperation, State: reform.ObstacleSubmitted, Live: true}, codesOf(s.waiting)},
	} {
		if got := s.codes(t, s.Clerk, c.filter); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
	book, err := s.App.ObstacleBook(t.Context(), s.Branch.Head.Actor, reform.BookFilter{Page: 9})
	if err != nil || book.Page != 1 || len(book.Lines) != 1 || book.FirstYear != this-1 || len(book.Units) != 2 {
		t.Errorf("a page past the end is %+v (%v)", book, err)
	}
}

func TestRowSaysEachStepAndWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	s := stock(t)
	book, err := s.App.ObstacleBook(t.Context(), s.Clerk.Actor, reform.BookFilter{Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	row := func(o reform.Obstacle) reform.BookLine {
		return book.Lines[slices.IndexFunc(book.Lines, func(l reform.BookLine) bool { return l.Code == o.Code })]
	}
	today := s.App.Today()
	resolved, decided, withdrawn := row(s.resolved), row(s.decided), row(s.withdrawn)
	lastYear, before := today.AddMonths(-12), today.AddDays(-14)
	if resolved.BookSteps != (reform.BookSteps{RaisedOn: lastYear, ConfirmedOn: lastYear, ReceivedOn: lastYear, SettledOn: lastYear, EndedOn: lastYear}) {
		t.Errorf("resolved: %+v", resolved.BookSteps)
	}
	if resolved.Settlement() != "Văn phòng giải quyết: Nội dung của bước này." || resolved.Effects() != "" || resolved.Days(book.Working, today) != 0 {
		t.Errorf("resolved: %q, %q", resolved.Settlement(), resolved.Effects())
	}
	if decided.BookSteps != (reform.BookSteps{RaisedOn: before, ConfirmedOn: before, ReceivedOn: before, EscalatedOn: before, SettledOn: before}) {
		t.Errorf("decided: %+v", decided.BookSteps)
	}
	if !strings.HasPrefix(decided.Settlement(), "Lê Văn Phước quyết định.\nChọn phương án: Chấp thuận đề nghị của đơn vị\nÝ kiến chỉ đạo: ") ||
		!strings.HasPrefix(decided.Effects(), "Hạn của "+decided.TaskCode+" đổi từ ") || decided.Days(book.Working, today) != 10 {
		t.Errorf("decided: %q, %q, %d days", decided.Settlement(), decided.Effects(), decided.Days(book.Working, today))
	}
	if withdrawn.EndedOn != before || !withdrawn.SettledOn.IsZero() || withdrawn.Settlement() != "" {
		t.Errorf("withdrawn: %+v", withdrawn)
	}
}

func TestJoinedDecisionTellsEachRowOfItsOwnTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, first := d.Blocked(d.Science)
	other, second := d.Blocked(d.Digital)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), first, second)
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, first.Code, 1)); err != nil {
		t.Fatal(err)
	}
	for _, who := range []small.Member{d.Clerk, d.Science.Officer} {
		book, err := d.App.ObstacleBook(t.Context(), who.Actor, reform.BookFilter{Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		said := book.Lines[0].Effects()
		if !strings.Contains(said, one.Code) || strings.Contains(said, other.Code) {
			t.Errorf("%s is told of %s: %q", who.Username, one.Code, said)
		}
	}
}

func TestRegisterIsPaged(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	for range reform.PageSize + 1 {
		d.Obstacle(reform.ObstacleSubmitted, task, d.Science)
	}
	second, err := d.App.ObstacleBook(t.Context(), d.Clerk.Actor, reform.BookFilter{Year: 2026, Page: 2})
	if err != nil || second.Total != reform.PageSize+1 || len(second.Lines) != 1 || second.Lines[0].Code != reform.ObstacleCode(reform.PageSize+1) {
		t.Errorf("%d of %d (%v)", len(second.Lines), second.Total, err)
	}
	printed, err := d.App.ObstacleBookToPrint(t.Context(), d.Clerk.Actor, reform.BookFilter{Year: 2026, Page: 2})
	if err != nil || len(printed.Lines) != reform.PageSize+1 {
		t.Errorf("%d are printed of %d (%v)", len(printed.Lines), printed.Total, err)
	}
	rows := 0
	take := func(reform.BookLine) error { rows++; return nil }
	err = d.DB.EachBookLine(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), reform.BookFilter{Year: 2026}, take)
	if err != nil || rows != reform.PageSize+1 {
		t.Errorf("%d are exported (%v)", rows, err)
	}
}

func TestExportIsForThoseWhoMayAndLeavesItsLine(t *testing.T) {
	t.Parallel()
	s := stock(t)
	exported := 0
	for _, who := range s.Everybody() {
		book, err := s.App.ExportObstacles(t.Context(), who.Actor, reform.BookFilter{Year: 2026}, "Sở")
		if who.Reach(policy.ObstacleExport) == policy.Nothing {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", who.Username, err)
			continue
		}
		exported++
		if want := len(s.codes(t, who, reform.BookFilter{Year: 2026})); book.Rows() != want {
			t.Errorf("%s takes out %d rows of %d", who.Username, book.Rows(), want)
		}
		var whole bytes.Buffer
		if n, err := book.WriteTo(&whole); err != nil || n == 0 {
			t.Errorf("%s gets no file: %v", who.Username, err)
		}
		_ = book.Close()
	}
	events, err := s.DB.AuditEvents(t.Context(), policy.See(s.Chief.Actor, policy.AuditRead), reform.AuditFilter{Action: string(policy.ObstacleExport), Page: 1})
	if err != nil || len(events) != exported || exported == 0 {
		t.Fatalf("%d lines of %d exports (%v)", len(events), exported, err)
	}
	for _, e := range events {
		if e.ObjectName != "so-vuong-mac-2026.xlsx" || !strings.HasPrefix(e.Note, "Năm 2026; ") || !strings.HasSuffix(e.Note, " vướng mắc") || e.Address != small.Address {
			t.Errorf("%+v", e)
		}
	}
}

func TestExportThatFailsIsNotRecorded(t *testing.T) {
	t.Parallel()
	s := stock(t)
	if _, err := s.DB.Pool().Exec(t.Context(), `alter table obstacle_step rename to lost`); err != nil {
		t.Fatal(err)
	}
	if book, err := s.App.ExportObstacles(t.Context(), s.Clerk.Actor, reform.BookFilter{}, "Sở"); err == nil {
		t.Errorf("%d rows were exported from nowhere", book.Rows())
	}
	var lines int
	err := s.DB.Pool().QueryRow(t.Context(), `select count(*) from audit_event where action = $1`, string(policy.ObstacleExport)).Scan(&lines)
	if err != nil || lines != 0 {
		t.Errorf("%d lines (%v)", lines, err)
	}
}
