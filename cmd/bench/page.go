package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// aims are what the ratios should reach.
const (
	aimBare   = 0.5
	aimReport = 0.5
	aimSize   = 1.3
)

// page returns the figures as docs/bench.md shows them.
func (r results) page(o options) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# How fast

Written by %s. One run on a machine with %s, on which the portal, PostgreSQL and the load generator run together over
loopback: compare the figures of one run with each other, not with those of another machine. Each figure is the best of
%d rounds of %v, since what else runs on a machine only ever slows it down; ratios are taken at %d connections.

- The portal runs as in production (built program, real sessions in the database, log level warn; it and the bare handler
  have twelve connections to the database each) and answers an Office account that sees every task; *%s* is the same page for an officer, who sees their unit's tasks.
- *Bare* is a chi + pgx + templ handler over the same rows on the same database, without session, permission, count,
  filters, audit, frame or compression (cmd/bench/bare); *SQL alone* is pgbench repeating, prepared, what the portal asks
  of the database for the page itself. The *bare task* shows every row that the portal's task page shows; the same
  *without its past* leaves out what the task once was and how far the units beside it are, and stands here only to say
  what those rows cost.
- Pages are read while nobody writes: who a session belongs to and what the filters offer then come from memory, for five
  seconds at most; after each write they are read anew.
- The figures over the board, the matrix and the board's own count of rows are kept for the day as tasks change (ADR 31) and read at each
  request. A narrow view has more rows in a larger register; *ten rows* of it are as many in both. What the counts cost before
  the portal has counted the day, within a minute of midnight or of its first start, stands in a row of its own: it grows with what is open.
- The dashboard is remembered until something is written or the day turns (ADR 27); what it asks of the database when it is read anew
  stands in a row of its own. The *bare dashboard* reads its rows each time; the *brief*, frozen over a register of that size and
  remembered for seconds, since it never changes, stands beside the same kept value read and printed without frame.
- Every task has ten reports; four fifths are completed; the register has grown over %d years.
`, "`make bench`", cores(), o.rounds, o.seconds, middle, staffListPage, years)
	r.ratios(&b)
	for _, size := range r.sizes {
		r.table(&b, size)
	}
	r.startLines(&b)
	return b.String()
}

// ratios prints what counts, beside what it should be.
func (r results) ratios(b *strings.Builder) {
	b.WriteString("\n## Ratios\n\n| what | aim |")
	for _, size := range r.sizes {
		fmt.Fprintf(b, " %s |", count(size))
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", len(r.sizes)) + "\n")
	row := func(what, aim string, value func(size int) float64) {
		fmt.Fprintf(b, "| %s | %s |", what, aim)
		for _, size := range r.sizes {
			fmt.Fprintf(b, " %.2f |", value(size))
		}
		b.WriteString("\n")
	}
	of := func(page, beside string) func(int) float64 {
		return func(size int) float64 { return ratio(r.at(size, page), r.at(size, beside)) }
	}
	dearer := func(page string) func(int) float64 {
		return func(size int) float64 { return ratio(r.at(r.sizes[0], page), r.at(size, page)) }
	}
	row("list / bare list", fmt.Sprintf("≥ %.1f", aimBare), of(listPage, bareList))
	row("task / bare task", fmt.Sprintf("≥ %.1f", aimBare), of(taskPage, bareTask))
	row("task / bare task without its past", "", of(taskPage, bareTaskNow))
	row("report post / its SQL alone", fmt.Sprintf("≥ %.1f", aimReport), of(reportPost, reportSQL))
	smallest := count(r.sizes[0])
	row("list: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(listPage))
	row("task: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(taskPage))
	row("report post: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(reportPost))
	row("dashboard / bare dashboard", fmt.Sprintf("≥ %.1f", aimBare), of(dashboardNow, bareDashboard))
	row("brief / bare brief", fmt.Sprintf("≥ %.1f", aimBare), of(briefShown, bareBrief))
	row("dashboard: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(dashboardNow))
	row("dashboard of a past day: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(dashboardPast))
	row("dashboard read anew: dearer than at "+smallest, "", dearer(dashboardSQL)) // once after each write
	row("brief: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(briefShown))
	row("board: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(boardPage))
	row("board of what is overdue and not urged on: dearer than at "+smallest, "", dearer(boardNotUrged)) // of more rows to choose from
	for _, v := range boardViews {
		row(v.sql()+": dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(v.sql()))
	}
	row(boardCountsSQL+": dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(boardCountsSQL))
	row(boardCountedSQL+": dearer than at "+smallest, "", dearer(boardCountedSQL)) // until the portal has counted the day
	row("matrix of units: dearer than at "+smallest, fmt.Sprintf("≤ %.1f", aimSize), dearer(matrixPage))
	row("list of one unit: dearer than at "+smallest, "", dearer(staffListPage))
}

// table prints every figure of one size.
func (r results) table(b *strings.Builder, size int) {
	fmt.Fprintf(b, "\n## %s tasks\n\n| page | connections | requests/s | p50 ms | p99 ms | kB |\n|---|---|---|---|---|---|\n", count(size))
	for _, what := range append([]string{
		listPage, listPageGzip, staffListPage, bareList, listSQL, boardPage, boardNotUrged, matrixPage, taskPage, bareTask, bareTaskNow, taskSQL, dashboardNow, dashboardPast, bareDashboard,
		dashboardSQL, briefShown, bareBrief, reportPost, reportSQL,
	}, boardNames()...) {
		for _, conn := range connections {
			f, measured := r.figures[key{size, what, conn}]
			if !measured {
				continue
			}
			fmt.Fprintf(b, "| %s | %d | %.0f | %s | %s | %s |\n", what, conn, f.perSecond, millis(f.p50), millis(f.p99), kilobytes(f.bytes))
		}
	}
}

func (r results) startLines(b *strings.Builder) {
	fmt.Fprintf(b, `
## Start and memory

| what | aim | measured |
|---|---|---|
| start on a data directory that is there, to the first page | < 1 s | %.2f s |
| start from nothing: PostgreSQL made, migrated, the sample played | < 3 s | %.2f s |
| memory of the idle portal | < 60 MB | %d MB |
| memory of the portal after all of the above at %s tasks | | %d MB |
`, r.starts.again.Seconds(), r.starts.fromNothing.Seconds(), r.starts.idle>>20, count(r.sizes[len(r.sizes)-1]), r.loaded>>20)
}

// count writes a number with commas between the thousands.
func count(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func millis(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000)
}

func kilobytes(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt((n+512)>>10, 10)
}
