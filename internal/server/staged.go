package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

const sentenceStagedGone = "Một tệp đã tải lên không còn chờ gửi: tệp chưa gửi được giữ 48 giờ. Chọn lại tệp đó."

// addStaged adds the files that were uploaded before their form. Those that are gone, or another person's, are said about
// their field; the rest of the form is kept.
func (s *Server) addStaged(r *http.Request, up *uploads) error {
	for name := range up.values {
		field, found := strings.CutSuffix(name, reform.StagedSuffix)
		if !found {
			continue
		}
		files, err := s.stagedFiles(r, up.values[name])
		if err != nil {
			up.close()
			return err
		}
		up.check.That(len(files) == len(up.values[name]), field, sentenceStagedGone)
		up.values[name] = nil
		for _, file := range files {
			up.values.Add(name, strconv.FormatInt(file.ID, 10))
			up.files = append(up.files, received{field, app.Upload{Name: file.Name, MediaType: file.MediaType, Size: file.Size, Staged: file.ID}})
		}
	}
	return nil
}

// stagedFiles reads those of the numbered files that wait for a form of the reader's.
func (s *Server) stagedFiles(r *http.Request, numbers []string) ([]reform.StagedFile, error) {
	who, _ := actorOf(r)
	var ids []int64
	for _, number := range numbers {
		if id, err := parseID(number); err == nil {
			ids = append(ids, id)
		}
	}
	return s.App.StagedFiles(r.Context(), who, ids)
}

// hold keeps the files that came with a form that goes back to be put right, so that none has to be chosen again. It
// returns a line about each file that could not be kept.
func (s *Server) hold(r *http.Request, up *uploads) []ui.FieldError {
	var lines []ui.FieldError
	for i := range up.files {
		file := &up.files[i]
		if file.Staged != 0 {
			continue
		}
		if err := s.stageReceived(r, file); err != nil {
			lines = append(lines, ui.FieldError{Field: file.field, Message: "Chọn lại tệp “" + file.Name + "”: máy chủ chưa giữ được."})
			continue
		}
		up.values.Add(file.field+reform.StagedSuffix, strconv.FormatInt(file.Staged, 10))
	}
	return lines
}

// stageReceived keeps a file from its beginning, for a deed that was refused may have read some of it.
func (s *Server) stageReceived(r *http.Request, file *received) error {
	who, _ := actorOf(r)
	if whole, ok := file.Bytes.(io.Seeker); ok {
		if _, err := whole.Seek(0, io.SeekStart); err != nil {
			return err
		}
	}
	staged, err := s.App.StageFile(r.Context(), who, file.Upload)
	file.Staged = staged.ID
	return err
}

// named puts the names of the files that wait for the form into its entry: those it was sent with, or those of the draft
// that it is opened with.
func (s *Server) named(r *http.Request, entry ui.Entry) (ui.Entry, error) {
	values := url.Values(entry.Values)
	if r.Method == http.MethodGet {
		draft, err := s.typedBefore(r)
		if err != nil || draft == nil {
			return entry, err
		}
		values = draft.values
	}
	for name, numbers := range values {
		field, found := strings.CutSuffix(name, reform.StagedSuffix)
		if !found || len(numbers) == 0 {
			continue
		}
		files, err := s.stagedFiles(r, numbers)
		if err != nil {
			return entry, err
		}
		for _, file := range files {
			entry = entry.WithStaged(field, ui.Staged{ID: strconv.FormatInt(file.ID, 10), Name: file.Name, Size: viet.Bytes(file.Size)})
		}
	}
	return entry, nil
}

// stageFile keeps one file until its form is sent, and answers a script.
func (s *Server) stageFile(w http.ResponseWriter, r *http.Request) error {
	staged, err := s.stage(w, r)
	if err == nil {
		return answerScript(w, http.StatusOK, map[string]any{"id": staged.ID, "name": staged.Name, "size": viet.Bytes(staged.Size)})
	}
	var large *http.MaxBytesError
	f, told := fault.As(err)
	switch {
	case errors.As(err, &large):
		f = &fault.Fault{Kind: fault.TooLarge, Message: "Tệp lớn hơn 50 MB."}
	case !told:
		traceOf(r).err = err
		f = &fault.Fault{Kind: fault.Internal, Message: "Máy chủ chưa nhận được tệp."}
	case len(f.Fields) > 0:
		return answerScript(w, statuses[f.Kind], map[string]any{"error": f.Fields[0].Message})
	}
	return answerScript(w, statuses[f.Kind], map[string]any{"error": f.Message})
}

func (s *Server) stage(w http.ResponseWriter, r *http.Request) (reform.StagedFile, error) {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return reform.StagedFile{}, err
	}
	defer up.close()
	files := up.Files(fileField)
	up.check.That(len(files) == 1, fileField, "Chọn một tệp.")
	if err := up.Err(); err != nil {
		return reform.StagedFile{}, err
	}
	return s.App.StageFile(r.Context(), who, files[0])
}

func answerScript(w http.ResponseWriter, status int, answer map[string]any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(answer)
}
