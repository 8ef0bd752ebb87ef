package app

import (
	"context"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// ExportBoard makes a workbook of every row of the board that the filter asks for, and records that it was taken out; the
// department stands at its head. Close what comes back.
func (a *App) ExportBoard(ctx context.Context, who policy.Actor, f reform.BoardFilter, department string) (*document.Board, error) {
	grant, err := policy.Allow(who, policy.BoardRead, policy.Subject{Kind: policy.Portal})
	if err != nil {
		return nil, err
	}
	f = f.By(who.Person)
	f.Today = a.Today()
	asked, err := a.askedBoard(ctx, who, f)
	if err != nil {
		return nil, err
	}
	var board *document.Board
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		stamp := "Xuất lúc " + calendar.Stamp(tx.Now) + ", người xuất: " + who.Name
		head := document.Head{Department: department, Title: reform.BoardTitle, Period: asked, Stamp: stamp}
		if board, err = document.NewBoard(head, f.Today); err != nil {
			return err
		}
		if err := tx.EachBoardLine(ctx, policy.See(who, policy.BoardRead), f, board.Add); err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, reform.BoardFileName, "Xuất bảng theo dõi: "+asked+"; "+viet.Int(board.Rows())+" nhiệm vụ")
	})
	if err != nil && board != nil {
		_ = board.Close() // the first error is the one to tell
	}
	return board, err
}

// askedBoard says in words what the filter asks for.
func (a *App) askedBoard(ctx context.Context, who policy.Actor, f reform.BoardFilter) (string, error) {
	choices, err := a.filterChoices(ctx, who)
	if err != nil {
		return "", err
	}
	words := f.Words(UnitNamed(choices.Units, f.Unit), documentNamed(choices.Documents, f.Document), reform.PersonNamed(choices.Followers, f.Follower))
	if f.Group == reform.BoardOpen {
		words = append([]string{f.Group.Label()}, words...)
	}
	return strings.Join(words, "; "), nil
}

// documentNamed returns the number of the document among the lines; "" where it is not there.
func documentNamed(lines []reform.DocumentLine, id int64) string {
	for _, line := range lines {
		if line.ID == id {
			return line.Document().Number()
		}
	}
	return ""
}
