package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/signoffs"
	"cchc/web/ui"
)

func (s *Server) completionPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.CompletionPage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := signoffs.Show{
		Task: page.Task, Report: page.Report, Before: page.Before, Evidence: page.Evidence, Acts: page.Acts, Today: s.App.Today(),
	}
	for _, offer := range page.Offers {
		view.Offers = append(view.Offers, signoffs.Offer{Act: offer.Act, Reason: offer.Reason})
	}
	frame := s.page(r, "Báo cáo hoàn thành "+page.Task.Code, paths.Tasks, taskCrumbs(page.Task.Code, "Báo cáo hoàn thành")...)
	return s.render(w, r, http.StatusOK, frame, signoffs.ShowPage(view))
}

// signing returns the step of signing off that the URL names.
func signing(r *http.Request) reform.CompletionAct {
	return reform.CompletionAct(chi.URLParam(r, "viec"))
}

// signOffPage asks before a step of signing off.
func (s *Server) signOffPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	step, err := s.App.SignOffStep(r.Context(), who, number, signing(r))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if step.Gone {
		status = http.StatusConflict
	}
	return s.renderSignOff(w, r, status, step, ui.Entry{})
}

func (s *Server) renderSignOff(w http.ResponseWriter, r *http.Request, status int, step app.SignOffStep, entry ui.Entry) error {
	view := signoffs.Act{Task: step.Task, Report: step.Report, Act: step.Act, Note: step.Note, Gone: step.Gone, Entry: entry}
	page := s.page(r, view.Title(), paths.Tasks, taskCrumbs(step.Task.Code, step.Act.Label())...)
	return s.render(w, r, status, page, signoffs.ActPage(view))
}

// signOffDone is what each step says once it is taken.
var signOffDone = map[reform.CompletionAct]string{
	reform.CompletionApprove: "Đã duyệt báo cáo hoàn thành, chuyển Văn phòng xác nhận.",
	reform.CompletionReturn:  "Đã trả lại báo cáo hoàn thành.",
	reform.CompletionAccept:  "Đã xác nhận hoàn thành.",
}

func (s *Server) signOff(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.SignOff{Report: number, Act: signing(r), Seen: f.Number("phien_ban"), Note: f.Text("ly_do")}
	_, err = s.App.SignOff(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		step, err := s.App.SignOffStep(r.Context(), who, number, in.Act)
		if err != nil {
			return err
		}
		step.Report.Version = shownVersion(f, status, step.Report.Version)
		return s.renderSignOff(w, r, status, step, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToSignOff(number), signOffDone[in.Act])
}
