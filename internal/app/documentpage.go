package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// DocumentList is one page of the register.
type DocumentList struct {
	Lines       []reform.DocumentLine
	Total       int
	Page        int // the page shown: the last one where a later one was asked for
	Years       []int
	MayRegister bool
}

// DocumentList reads a page of the register.
func (a *App) DocumentList(ctx context.Context, who policy.Actor, f reform.DocumentFilter) (DocumentList, error) {
	scope := policy.See(who, policy.DocumentRead)
	list := DocumentList{MayRegister: who.Reach(policy.DocumentRegister) == policy.All}
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountDocuments(ctx, scope, f); return },
		func() (err error) {
			f.Page = min(f.Page, reform.LastPage(list.Total))
			list.Page = f.Page
			list.Lines, err = a.DB.Documents(ctx, scope, f)
			return
		},
		func() (err error) { list.Years, err = a.DB.DocumentYears(ctx, scope); return },
	)
	return list, err
}

// DocumentPage is a document with its lineage, its clauses and the tasks drawn from them.
type DocumentPage struct {
	Document  reform.Document
	Links     []reform.DocumentLink
	Clauses   []reform.Clause
	Tasks     []reform.ClauseTask
	Sets      []reform.Indicator // by its clauses
	Files     []reform.Attachment
	MayEdit   bool
	MayDraw   bool // may draw tasks from its clauses
	EveryTask bool // the tasks are all there are, not only those in the actor's reach
}

// DocumentPage reads the document's page.
func (a *App) DocumentPage(ctx context.Context, who policy.Actor, id int64) (DocumentPage, error) {
	scope := policy.See(who, policy.DocumentRead)
	document, err := a.DB.Document(ctx, scope, id)
	if err != nil {
		return DocumentPage{}, err
	}
	page := DocumentPage{
		Document:  document,
		MayEdit:   who.Reach(policy.DocumentEdit) == policy.All,
		MayDraw:   who.Reach(policy.TaskCreate) == policy.All && !document.Secret,
		EveryTask: who.Reach(policy.TaskRead) == policy.All,
	}
	err = inOrder(
		func() (err error) { page.Links, err = a.DB.DocumentLinks(ctx, scope, id); return },
		func() (err error) { page.Clauses, err = a.DB.Clauses(ctx, scope, id); return },
		func() (err error) {
			page.Tasks, err = a.DB.ClauseTasks(ctx, policy.See(who, policy.TaskRead), id)
			return
		},
		func() (err error) {
			page.Sets, err = a.DB.DocumentIndicators(ctx, policy.See(who, policy.IndicatorRead), id)
			return
		},
		func() (err error) { page.Files, err = a.DB.DocumentFiles(ctx, scope, id); return },
	)
	return page, err
}

// DocumentForm is an entry of the register about to be written, with what a form about it offers.
type DocumentForm struct {
	Document   reform.Document // the zero value for a new one
	Implements []int64
	Cites      []int64
	Choices    []reform.DocumentLine
	Files      []reform.Attachment
}

// DocumentForm reads the form of one entry, or of a new one where choice names none; links typed already are choice.Chosen,
// nil where the form is opened.
func (a *App) DocumentForm(ctx context.Context, who policy.Actor, choice reform.DocumentChoice) (DocumentForm, error) {
	var form DocumentForm
	action, subject := policy.DocumentRegister, policy.Subject{Kind: policy.Document}
	if choice.Document != 0 {
		page, err := a.DocumentPage(ctx, who, choice.Document)
		if err != nil {
			return form, err
		}
		form = formOf(page)
		action, subject = policy.DocumentEdit, page.Document.PolicySubject()
	}
	if _, err := policy.Allow(who, action, subject); err != nil {
		return form, err
	}
	if choice.Chosen == nil {
		choice.Chosen = slices.Concat(form.Implements, form.Cites)
	}
	var err error
	form.Choices, err = a.DB.DocumentChoices(ctx, policy.See(who, policy.DocumentRead), choice)
	return form, err
}

func formOf(page DocumentPage) DocumentForm {
	form := DocumentForm{Document: page.Document, Files: page.Files}
	for _, link := range page.Links {
		switch {
		case !link.Outgoing:
		case link.Link == reform.LinkImplements:
			form.Implements = append(form.Implements, link.ID)
		default:
			form.Cites = append(form.Cites, link.ID)
		}
	}
	return form
}

// ClauseForm is a clause about to be written, with its document and the clauses it can stand under.
type ClauseForm struct {
	Document reform.Document
	Clause   reform.Clause // the zero value for a new one
	Clauses  []reform.Clause
}

// ClauseForm reads the form of one clause of the document, or of a new one where clause is 0; a clause of another document is not found.
func (a *App) ClauseForm(ctx context.Context, who policy.Actor, document, clause int64) (ClauseForm, error) {
	var form ClauseForm
	page, err := a.DocumentPage(ctx, who, document)
	if err != nil {
		return form, err
	}
	if _, err := policy.Allow(who, policy.DocumentEdit, page.Document.PolicySubject()); err != nil {
		return form, err
	}
	form.Document, form.Clauses = page.Document, page.Clauses
	if clause == 0 {
		return form, nil
	}
	at := slices.IndexFunc(page.Clauses, func(c reform.Clause) bool { return c.ID == clause })
	if at < 0 {
		_, err := a.DB.Clause(ctx, policy.Scope{}, clause)
		return form, err
	}
	form.Clause = page.Clauses[at]
	return form, nil
}
