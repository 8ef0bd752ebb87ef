package server

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/nudges"
	"cchc/web/ui"
)

func (s *Server) letterRoutes() []Route {
	return []Route{
		get(paths.NudgeLetter, policy.NudgeRead, s.nudgeLetter),
		get(paths.NudgeAct, policy.NudgeSend, s.letterStep),
		post(paths.NudgeAct, policy.NudgeSend, s.takeLetterStep),
	}
}

const wordDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// nudgeLetter sends the letter as a Word file. It is put together before the first byte, so that a failure has a page.
func (s *Server) nudgeLetter(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	file, err := s.App.NudgeLetter(r.Context(), who, nudgeCode(r))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", wordDocument)
	w.Header().Set("Content-Disposition", disposition("attachment", file.Name))
	w.Header().Set("Content-Length", strconv.Itoa(len(file.Bytes)))
	_, err = w.Write(file.Bytes)
	traceOf(r).err = err // the page could no longer follow
	return nil
}

// letterAct returns the step of the letter that the URL names.
func letterAct(r *http.Request) reform.NudgeAct { return reform.NudgeAct(chi.URLParam(r, "viec")) }

func (s *Server) letterStep(w http.ResponseWriter, r *http.Request) error {
	return s.renderLetterStep(w, r, http.StatusOK, nil, nil)
}

// renderLetterStep sends the page of the step; typed is what came and was refused, nil for nothing.
func (s *Server) renderLetterStep(w http.ResponseWriter, r *http.Request, status int, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	step, err := s.App.LetterStep(r.Context(), who, nudgeCode(r), letterAct(r))
	if err != nil {
		return err
	}
	title := step.Act.Label()
	page := s.page(r, title, paths.Nudges, nudgeCrumbs(step.Nudge.Code, title)...)
	if step.Act == reform.NudgeDrop {
		return s.render(w, r, status, page, nudges.DropPage(step.Nudge))
	}
	view := nudges.Sign{Nudge: step.Nudge, Signers: step.Signers, Entry: nudges.SignEntry(step.Nudge, s.App.Today())}
	if typed != nil {
		view.Entry = typed.entry(lines)
		view.Nudge.Version = shownVersion(typed, status, step.Nudge.Version)
	}
	return s.render(w, r, status, page, nudges.SignPage(view))
}

func (s *Server) takeLetterStep(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	step, err := s.App.LetterStep(r.Context(), who, nudgeCode(r), letterAct(r))
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.MoveNudge{Code: step.Nudge.Code, Act: step.Act, Seen: f.Number(ui.VersionField)}
	if step.Act == reform.NudgeSign {
		in.Letter = s.typedLetter(f)
	}
	err = f.first(func() error { return s.App.MoveNudge(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok && step.Act == reform.NudgeSign {
		return s.renderLetterStep(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToNudge(step.Nudge.Code), letterDone(step.Act, in.Letter))
}

// typedLetter reads what the form says of the signed letter.
func (s *Server) typedLetter(f *form) reform.NudgeLetter {
	year := s.App.Today().Year()
	letter := reform.NudgeLetter{Number: reform.LetterNumbered(f.Line("so")), On: f.Date("ngay", year), SignerID: f.ID("nguoi_ky")}
	on := f.Date("tra_loi_truoc", year)
	by, ok := reform.AnswerBy(on, f.Line("gio"))
	f.check.That(ok, "gio", "Nhập giờ, ví dụ 17:00.")
	if ok && !on.IsZero() {
		letter.AnswerBy = by
	}
	return letter
}

func letterDone(act reform.NudgeAct, letter reform.NudgeLetter) string {
	if act == reform.NudgeDrop {
		return "Đã bỏ dự thảo công văn. Đơn vị không nhận được gì."
	}
	return "Đã ghi công văn " + letter.Number + ". Đơn vị nhận được sau 2 phút; trước đó thu hồi được."
}
