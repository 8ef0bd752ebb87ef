package app

import (
	"context"

	"github.com/google/uuid"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// SaveDraft asks to keep what was typed into a form.
type SaveDraft struct {
	Form   string // the address at which it stands
	Title  string
	Values map[string][]string
	Page   string // the number of the page it was typed on
	Turn   int    // how often that page has saved; 0 for a button pressed
	Seen   string // the Mark of the draft it was typed over; "" for none
	Over   bool   // it takes the place of whatever another page has saved
}

// SaveDraft keeps it for the actor alone and returns the draft as it is kept; with a conflict fault, the draft that
// another page has saved meanwhile, which stays.
func (a *App) SaveDraft(ctx context.Context, who policy.Actor, in SaveDraft) (reform.Draft, error) {
	draft, err := reform.NewDraft(in.Form, in.Title, in.Values)
	if err != nil {
		return draft, err
	}
	page, err := uuid.Parse(in.Page)
	if err != nil {
		return draft, fault.New(fault.Invalid, "Biểu mẫu thiếu mã gửi nên không lưu nháp được. Chép nội dung, mở lại trang rồi dán vào.")
	}
	draft.Page, draft.Turn = page.String(), max(in.Turn, 0)
	return a.DB.SaveDraft(ctx, who.Person, draft, in.Seen, in.Over)
}

// Draft returns what the actor typed into the form and has not sent; false where there is nothing.
func (a *App) Draft(ctx context.Context, who policy.Actor, form string) (reform.Draft, bool, error) {
	draft, err := a.DB.Draft(ctx, who.Person, form)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return draft, false, nil
	}
	return draft, err == nil, err
}

// DropDraft drops what the actor typed into the form.
func (a *App) DropDraft(ctx context.Context, who policy.Actor, form string) error {
	return a.DB.DropDraft(ctx, who.Person, form)
}

// DraftList is one page of the actor's drafts, and how many there are.
type DraftList struct {
	Drafts []reform.Draft
	Total  int
	Page   int
}

// Drafts reads a page of the actor's own drafts.
func (a *App) Drafts(ctx context.Context, who policy.Actor, page int) (DraftList, error) {
	list := DraftList{Page: min(max(page, 1), reform.DraftsMost)}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Total, err = r.CountDrafts(ctx, who.Person); return },
		func(r postgres.Reader) (err error) { list.Drafts, err = r.Drafts(ctx, who.Person, list.Page); return },
	)
	return list, err
}
