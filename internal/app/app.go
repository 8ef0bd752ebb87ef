// Package app is what the portal can do: one method for each deed, each one transaction, and one for each page's
// reading. It decides with reform and policy and keeps with postgres; it knows no request and no page.
package app

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// App carries out the portal's deeds on one database.
type App struct {
	DB     *postgres.DB
	Clock  func() time.Time
	Common map[string]struct{} // passwords too common to take, in lower case

	hashing   chan struct{}
	visitors  kept[visit, Visitor]
	choices   kept[choicesKey, filterChoices]
	days      kept[calendar.Date, calendar.Days]
	waiting   kept[waitingKey, int]
	approvals kept[[2]int64, int] // by person and whom they stand in for
	people    kept[int64, string] // names
	units     kept[int64, string]
	snapshots kept[string, reform.Snapshot]
	settled   settledFigures
	standing  standingBoards
	tallies
}

// New returns an App; common may be nil where no list of common passwords was built.
func New(db *postgres.DB, clock func() time.Time, common map[string]struct{}) *App {
	return &App{DB: db, Clock: clock, Common: common, hashing: make(chan struct{}, 2)}
}

// Today returns the day it is in the department's zone.
func (a *App) Today() calendar.Date { return calendar.DateOf(a.Clock()) }

// Upload is a file about to be kept.
type Upload = postgres.Upload
