package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// ExportFigureRows makes a workbook of every task behind a figure, as they stood at its instant, and records that it was taken out; the
// department stands at its head. Close what comes back.
func (a *App) ExportFigureRows(ctx context.Context, who policy.Actor, f reform.FigureFilter, department string) (*document.FigureRows, error) {
	grant, err := policy.Allow(who, policy.BoardRead, policy.Subject{Kind: policy.Portal})
	if err != nil {
		return nil, err
	}
	if now := a.Clock(); f.At.IsZero() || f.At.After(now) {
		f.At = now
	}
	units, err := a.DB.Units(ctx)
	if err != nil {
		return nil, err
	}
	asked := f.Words(UnitNamed(units, f.Unit))
	var book *document.FigureRows
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		stamp := "Xuất lúc " + calendar.Stamp(tx.Now) + ", người xuất: " + who.Name
		head := document.Head{Department: department, Title: "Nhiệm vụ cải cách hành chính", Period: asked, Stamp: stamp}
		if book, err = document.NewFigureRows(head, calendar.DateOf(f.At)); err != nil {
			return err
		}
		if err := tx.EachFigureLine(ctx, policy.See(who, policy.BoardRead), f, book.Add); err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, reform.FigureFileName, "Xuất nhiệm vụ của số liệu: "+asked+"; "+viet.Int(book.Rows())+" nhiệm vụ")
	})
	if err != nil && book != nil {
		_ = book.Close() // the first error is the one to tell
	}
	return book, err
}
