package app

import (
	"bytes"
	"context"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Snapshot returns the frozen brief of the code. It never changes, so that whoever may read all of them is answered from memory while
// nothing is written; nobody may change what it holds.
func (a *App) Snapshot(ctx context.Context, who policy.Actor, code string) (reform.Snapshot, error) {
	scope := policy.See(who, policy.MeetingRead)
	read := func() (reform.Snapshot, error) { return a.DB.Snapshot(ctx, scope, code) }
	if !scope.All() {
		return read()
	}
	return a.snapshots.get(a, code, read)
}

// SnapshotRows are tasks of a snapshot, as they stood when it was frozen.
type SnapshotRows struct {
	Snapshot reform.Snapshot
	Filter   reform.SnapshotFilter // its page is the one shown
	Total    int
	Lines    []reform.SnapshotTask
}

// SnapshotRows reads a page of the tasks that the snapshot's figures count.
func (a *App) SnapshotRows(ctx context.Context, who policy.Actor, code string, f reform.SnapshotFilter) (SnapshotRows, error) {
	scope := policy.See(who, policy.MeetingRead)
	snapshot, err := a.DB.Snapshot(ctx, scope, code)
	rows := SnapshotRows{Snapshot: snapshot}
	if err != nil {
		return rows, err
	}
	if rows.Total, err = a.DB.CountSnapshotRows(ctx, scope, snapshot, f); err != nil {
		return rows, err
	}
	f.Page = max(min(f.Page, reform.LastPage(rows.Total)), 1)
	rows.Filter = f
	rows.Lines, err = a.DB.SnapshotRows(ctx, scope, snapshot, f)
	return rows, err
}

// SnapshotWord makes the frozen brief as a Word file whose code leads to the link, and records that it was taken out.
func (a *App) SnapshotWord(ctx context.Context, who policy.Actor, code, link string) (LetterFile, error) {
	var file LetterFile
	return file, a.takeOut(ctx, who, code, "Tải bản tóm tắt", func(_ *postgres.Tx, snapshot reform.Snapshot) error {
		var whole bytes.Buffer
		err := document.WriteBrief(&whole, snapshot.Brief, link)
		file = LetterFile{Name: snapshot.Brief.FileName(), Bytes: whole.Bytes()}
		return err
	})
}

// SnapshotSheet makes a workbook of the snapshot's figures and of every task that they count, and records that it was taken out; the
// department stands at its head. Close what comes back.
func (a *App) SnapshotSheet(ctx context.Context, who policy.Actor, code, department string) (*document.BriefSheet, error) {
	var sheet *document.BriefSheet
	err := a.takeOut(ctx, who, code, "Xuất số liệu của bản chốt", func(tx *postgres.Tx, snapshot reform.Snapshot) (err error) {
		b := snapshot.Brief
		head := document.Head{Department: department, Title: reform.BriefTitle, Period: b.Code + ", " + b.Meeting.Series + " " + calendar.Stamp(b.Meeting.SitsAt),
			Stamp: "Số liệu lúc " + calendar.Stamp(b.At)}
		if sheet, err = document.NewBriefSheet(head, b); err != nil {
			return err
		}
		return tx.EachSnapshotRow(ctx, policy.See(who, policy.MeetingRead), snapshot, sheet.Add)
	})
	if err != nil && sheet != nil {
		_ = sheet.Close() // the first error is the one to tell
	}
	return sheet, err
}

// takeOut reads the snapshot, makes something of it and records that.
func (a *App) takeOut(ctx context.Context, who policy.Actor, code, note string, make func(*postgres.Tx, reform.Snapshot) error) error {
	grant, err := policy.Allow(who, policy.MeetingRead, policy.Subject{Kind: policy.Meeting})
	if err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		snapshot, err := tx.Snapshot(ctx, policy.See(who, policy.MeetingRead), code)
		if err != nil {
			return err
		}
		if err := make(tx, snapshot); err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, code, note)
	})
}
