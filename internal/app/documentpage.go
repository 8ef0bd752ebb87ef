package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// DocumentList is one page of the register.
type DocumentList struct {
	Lines []reform.DocumentLine
	Total int
}

// DocumentList reads a page of the register.
func (a *App) DocumentList(ctx context.Context, who policy.Actor, f reform.DocumentFilter) (DocumentList, error) {
	scope := policy.See(who, policy.DocumentRead)
	var list DocumentList
	err := inOrder(
		func() (err error) { list.Lines, err = a.DB.Documents(ctx, scope, f); return },
		func() (err error) { list.Total, err = a.DB.CountDocuments(ctx, scope, f); return },
	)
	return list, err
}

// DocumentPage is a document with its lineage, its clauses and the tasks drawn from them.
type DocumentPage struct {
	Document reform.Document
	Links    []reform.DocumentLink
	Clauses  []reform.Clause
	Tasks    []reform.ClauseTask
	Files    []reform.Attachment
	MayEdit  bool
	MayDraw  bool // may draw tasks from its clauses
}

// DocumentPage reads the document's page.
func (a *App) DocumentPage(ctx context.Context, who policy.Actor, id int64) (DocumentPage, error) {
	scope := policy.See(who, policy.DocumentRead)
	document, err := a.DB.Document(ctx, scope, id)
	if err != nil {
		return DocumentPage{}, err
	}
	page := DocumentPage{
		Document: document,
		MayEdit:  who.Reach(policy.DocumentEdit) == policy.All,
		MayDraw:  who.Reach(policy.TaskCreate) == policy.All,
	}
	err = inOrder(
		func() (err error) { page.Links, err = a.DB.DocumentLinks(ctx, scope, id); return },
		func() (err error) { page.Clauses, err = a.DB.Clauses(ctx, scope, id); return },
		func() (err error) {
			page.Tasks, err = a.DB.ClauseTasks(ctx, policy.See(who, policy.TaskRead), id)
			return
		},
		func() (err error) { page.Files, err = a.DB.DocumentFiles(ctx, scope, id); return },
	)
	return page, err
}

// Clause reads one clause with its document.
func (a *App) Clause(ctx context.Context, who policy.Actor, id int64) (reform.Document, reform.Clause, error) {
	scope := policy.See(who, policy.DocumentRead)
	clause, err := a.DB.Clause(ctx, scope, id)
	if err != nil {
		return reform.Document{}, clause, err
	}
	document, err := a.DB.Document(ctx, scope, clause.DocumentID)
	return document, clause, err
}
