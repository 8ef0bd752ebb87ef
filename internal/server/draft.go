package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/drafts"
	"cchc/web/ui"
)

func (s *Server) draftRoutes() []Route {
	return []Route{
		get(paths.Drafts, policy.AccountEdit, s.draftList),
		post(paths.Drafts, policy.AccountEdit, s.saveDraft),
		get(paths.DraftShow, policy.AccountEdit, s.draftText),
		get(paths.DraftDrop, policy.AccountEdit, s.dropDraftPage),
		post(paths.DraftDrop, policy.AccountEdit, s.dropDraft),
		post(paths.Session, policy.AccountEdit, s.stay),
		post(paths.Shared, policy.AccountEdit, s.shareComputer),
	}
}

// The keys of a session that have to do with what was typed.
const (
	resentKey  = "resent"  // the form that was sent after the last session had ended
	forgetKey  = "forget"  // the form that was just carried out, for the browser to forget its copy
	turnField  = "lan_luu" // how often a page has saved its draft
	overField  = "luu_de"  // whether a saving takes the place of another page's
	draftCrumb = "Bản nháp"
)

// draftOf returns what the reader typed into the form at the address and has not sent; nil where there is nothing.
func (s *Server) draftOf(r *http.Request, form string) (*reform.Draft, error) {
	who, _ := actorOf(r)
	sent := sentOf(r)
	if sent.recalled == nil || sent.recalled.Form != form {
		draft, found, err := s.App.Draft(r.Context(), who, form)
		if err != nil || !found {
			return nil, err
		}
		sent.recalled = &draft
	}
	return sent.recalled, nil
}

// typedBefore returns the reader's draft of the page being opened as a form; nil where there is none.
func (s *Server) typedBefore(r *http.Request) (*form, error) {
	draft, err := s.draftOf(r, r.URL.RequestURI())
	if err != nil || draft == nil {
		return nil, err
	}
	return &form{values: typedIn(*draft)}, nil
}

// recall fills a form of the page with the reader's draft: one that keeps drafts, or one that was sent too late.
func (s *Server) recall(r *http.Request, page []byte, st *stamp) error {
	if r.Method != http.MethodGet || st.place == "" {
		return nil
	}
	st.resent = s.sessions.GetString(r.Context(), resentKey) == st.place
	if !st.resent && !bytes.Contains(page, []byte(ui.MarkStart+ui.MarkDraft)) {
		return nil
	}
	var err error
	st.draft, err = s.draftOf(r, st.place)
	return err
}

// scripted reports whether the page's script asks, which wants an answer it can read.
func scripted(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// told is what the page's script hears: when the draft was saved and as what, or why it was not; and for how many seconds
// the session goes on.
type told struct {
	At    string `json:"luc,omitempty"`
	Mark  string `json:"ban,omitempty"`
	Fault string `json:"loi,omitempty"`
	Left  int    `json:"con"`
}

func tell(w http.ResponseWriter, status int, what told) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(what)
}

func (s *Server) saveDraft(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	draft, err := s.App.SaveDraft(r.Context(), who, app.SaveDraft{
		Form: sentOf(r).page, Title: f.Line(ui.TitleField), Values: f.values, Page: f.Raw(ui.TokenField), Turn: f.Number(turnField),
		Seen: f.Raw(ui.SeenField), Over: f.On(overField),
	})
	known, isFault := fault.As(err)
	told := told{At: calendar.Clock(draft.SavedAt), Mark: draft.Mark(), Left: s.left(r)}
	switch {
	case isFault && known.Kind != fault.Unavailable && known.Kind != fault.Internal:
		told.Fault = known.Message
		if scripted(r) {
			return tell(w, statuses[known.Kind], told)
		}
		return s.renderUnsaved(w, r, statuses[known.Kind], f, known)
	case err != nil:
		return err
	case scripted(r):
		return tell(w, http.StatusOK, told)
	}
	s.sessions.Put(r.Context(), flashKey, "Đã lưu nháp lúc "+told.At+".")
	http.Redirect(w, r, draft.Form, http.StatusSeeOther)
	return nil
}

// renderUnsaved shows a text that could not be saved, to be copied or saved all the same.
func (s *Server) renderUnsaved(w http.ResponseWriter, r *http.Request, status int, f *form, why *fault.Fault) error {
	view := drafts.Text{
		Title: f.Line(ui.TitleField), Form: sentOf(r).page, Fields: reform.TypedFields(f.values), Fault: why.Message,
	}
	if why.Kind == fault.Conflict {
		view.Again = saveAgain(f)
	}
	return s.render(w, r, status, s.page(r, "Chưa lưu được bản nháp", ""), drafts.TextPage(view))
}

// saveAgain are the fields of a form that saves the same text in place of the other draft.
func saveAgain(f *form) []ui.Hidden {
	fields := []ui.Hidden{{Name: overField, Value: "1"}}
	for name, all := range f.values {
		for _, value := range all {
			if name != overField {
				fields = append(fields, ui.Hidden{Name: name, Value: value})
			}
		}
	}
	return fields
}

func (s *Server) draftList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	list, err := s.App.Drafts(r.Context(), who, queried(r).Page())
	if err != nil {
		return err
	}
	view := drafts.List{Drafts: list.Drafts, Total: list.Total, Page: list.Page}
	return s.render(w, r, http.StatusOK, s.page(r, draftCrumb, paths.Work, ui.Crumb{Label: draftCrumb}), drafts.ListPage(view))
}

// asked returns the draft that the URL names; nil where there is none any more.
func (s *Server) asked(r *http.Request) (*reform.Draft, error) {
	return s.draftOf(r, queried(r).Raw(ui.PlaceField))
}

// noDraft goes on to the list where the draft that the URL names was sent or dropped meanwhile.
func (s *Server) noDraft(w http.ResponseWriter, r *http.Request, err error) error {
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Drafts, "Không còn bản nháp này: đã gửi hoặc đã bỏ.")
}

func (s *Server) draftText(w http.ResponseWriter, r *http.Request) error {
	draft, err := s.asked(r)
	if draft == nil {
		return s.noDraft(w, r, err)
	}
	view := drafts.Text{Title: draft.Title, Form: draft.Form, SavedAt: draft.SavedAt, Fields: draft.Fields}
	crumbs := []ui.Crumb{{Label: draftCrumb, Href: paths.Drafts}, {Label: "Nội dung"}}
	return s.render(w, r, http.StatusOK, s.page(r, draftCrumb, paths.Work, crumbs...), drafts.TextPage(view))
}

func (s *Server) dropDraftPage(w http.ResponseWriter, r *http.Request) error {
	draft, err := s.asked(r)
	if draft == nil {
		return s.noDraft(w, r, err)
	}
	crumbs := []ui.Crumb{{Label: draftCrumb, Href: paths.Drafts}, {Label: "Bỏ bản nháp"}}
	return s.render(w, r, http.StatusOK, s.page(r, "Bỏ bản nháp", paths.Work, crumbs...), drafts.DropPage(*draft))
}

func (s *Server) dropDraft(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	form := f.Raw("bieu_mau")
	if err := s.App.DropDraft(r.Context(), who, form); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), forgetKey, form)
	s.sessions.Remove(r.Context(), resentKey)
	return s.done(w, r, paths.Drafts, "Đã bỏ bản nháp.")
}

// forgetDraft drops the draft of a form that was carried out, here and in the browser. The deed is done whether or not it is.
func (s *Server) forgetDraft(r *http.Request) {
	who, ok := actorOf(r)
	sent := sentOf(r)
	if !ok || !sent.draft || sent.page == "" || r.URL.Path == paths.DraftDrop {
		return
	}
	if err := s.App.DropDraft(r.Context(), who, sent.page); err != nil {
		traceOf(r).err = err
	}
	s.sessions.Put(r.Context(), forgetKey, sent.page)
	s.sessions.Remove(r.Context(), resentKey)
}
