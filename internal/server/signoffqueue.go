package server

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/signoffs"
	"cchc/web/ui"
)

func (s *Server) approvePage(w http.ResponseWriter, r *http.Request) error {
	return s.renderQueue(w, r, http.StatusOK, signoffs.Queue{})
}

func (s *Server) verifyPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderQueue(w, r, http.StatusOK, signoffs.Queue{Verify: true})
}

// renderQueue reads the page of the queue that the URL asks for and shows it; view says which queue, and what was just done.
func (s *Server) renderQueue(w http.ResponseWriter, r *http.Request, status int, view signoffs.Queue) error {
	who, _ := actorOf(r)
	read, path := s.App.ToApprove, paths.ToApprove
	if view.Verify {
		read, path = s.App.ToVerify, paths.ToVerify
	}
	f := queried(r)
	queue, err := read(r.Context(), who, f.Page())
	if err != nil {
		return err
	}
	view.Lines, view.Evidence, view.Extensions, view.Today = queue.Lines, queue.Evidence, queue.Extensions, s.App.Today()
	view.Pages = queuePages(path, f, queue)
	return s.render(w, r, status, s.page(r, view.Title(), path, ui.Crumb{Label: view.Title()}), signoffs.QueuePage(view))
}

func queuePages(path string, f *form, queue app.SignOffQueue) ui.Pages {
	return ui.Pages{
		Page: queue.Page, Pages: reform.QueuePages(queue.Total), Total: min(queue.Total, reform.CountLimit),
		More: queue.Total > reform.CountLimit, Noun: "báo cáo",
		Href: func(n int) string {
			query := url.Values{}
			maps.Copy(query, f.values)
			query.Set("trang", strconv.Itoa(n))
			return paths.With(path, query)
		},
	}
}

func (s *Server) approveEach(w http.ResponseWriter, r *http.Request) error {
	return s.signEach(w, r, signoffs.Queue{}, reform.CompletionApprove)
}

func (s *Server) verifyEach(w http.ResponseWriter, r *http.Request) error {
	return s.signEach(w, r, signoffs.Queue{Verify: true}, reform.CompletionAccept)
}

// signEach signs off the chosen reports, each by itself. Where one was refused the queue comes again with the reason of each.
func (s *Server) signEach(w http.ResponseWriter, r *http.Request, view signoffs.Queue, act reform.CompletionAct) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	each := chosen(f.values["chon"], act)
	if len(each) == 0 {
		view.Errors = []ui.FieldError{{Field: "chon", Message: "Chọn ít nhất một báo cáo."}}
		return s.renderQueue(w, r, http.StatusUnprocessableEntity, view)
	}
	result := resultOf(s.App.SignOffEach(r.Context(), who, each))
	path := paths.ToApprove
	sentence := fmt.Sprintf("Đã duyệt %d báo cáo.", result.Done)
	if view.Verify {
		path, sentence = paths.ToVerify, fmt.Sprintf("Đã xác nhận hoàn thành %d nhiệm vụ.", result.Done)
	}
	if len(result.Refused) == 0 {
		return s.done(w, r, path, sentence)
	}
	s.keepResult(r, path, sentence)
	view.Result = &result
	return s.renderQueue(w, r, http.StatusConflict, view)
}

// chosen reads which reports were ticked, each with the version that was seen.
func chosen(values []string, act reform.CompletionAct) []app.SignOff {
	var each []app.SignOff
	for _, value := range values[:min(len(values), reform.QueueSize)] {
		number, version, _ := strings.Cut(value, ":")
		report, err := parseID(number)
		seen, wrong := strconv.Atoi(version)
		if err == nil && wrong == nil {
			each = append(each, app.SignOff{Report: report, Act: act, Seen: seen})
		}
	}
	return each
}

func resultOf(each []app.SignedOff) signoffs.Result {
	var result signoffs.Result
	for _, one := range each {
		if one.Err == nil {
			result.Done++
			continue
		}
		sentence := sentenceUnknown
		if f, told := fault.As(one.Err); told {
			sentence = f.Message
		}
		result.Refused = append(result.Refused, signoffs.Refused{Report: one.Report, Code: one.Code, Sentence: sentence})
	}
	return result
}
