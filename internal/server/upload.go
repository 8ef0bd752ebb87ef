package server

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"

	"github.com/gabriel-vasile/mimetype"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

// uploadsMost is how many bytes a form with files may have in all.
const uploadsMost = reform.FilesPerForm*reform.FileMaxBytes + bodyMost

// uploads is a form with files; the files wait on disk until the form is done with.
type uploads struct {
	form
	files []app.Upload
	temps []*os.File
}

// readUploads reads a form with files part by part, so that no file is ever whole in memory. A file that is refused is
// said about its field and the rest of the form is read on; the caller closes the uploads.
func (s *Server) readUploads(w http.ResponseWriter, r *http.Request) (*uploads, error) {
	r.Body = http.MaxBytesReader(w, r.Body, uploadsMost)
	parts, err := r.MultipartReader()
	if err != nil {
		f, err := readForm(w, r)
		if err != nil {
			return nil, err
		}
		return &uploads{form: *f}, nil
	}
	up := &uploads{form: form{values: url.Values{}}}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return up, nil
		}
		if err == nil {
			err = up.take(part, s.TempDir)
		}
		if err != nil {
			up.close()
			return nil, readingFailed(err)
		}
	}
}

// readingFailed keeps the size limit recognisable and calls anything else a form that arrived broken.
func readingFailed(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return fault.Wrap(fault.Invalid, "Biểu mẫu không đến trọn vẹn, có thể do mạng. Gửi lại.", err)
}

func (up *uploads) take(part *multipart.Part, dir string) error {
	if part.FileName() == "" {
		value, err := io.ReadAll(io.LimitReader(part, bodyMost))
		if part.Header.Get("Content-Type") == "" {
			up.values.Add(part.FormName(), string(value))
		}
		return err
	}
	return up.keep(part, dir)
}

// keep writes the file to disk while hashing it and sniffing its type from its first bytes.
func (up *uploads) keep(part *multipart.Part, dir string) error {
	name := reform.FileName(part.FileName())
	temp, err := os.CreateTemp(dir, "cchc-upload-*")
	if err != nil {
		return fmt.Errorf("keep an upload: %w", err)
	}
	up.temps = append(up.temps, temp)
	var head bytes.Buffer
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(temp, sum, &firstBytes{to: &head, left: sniffed}), io.LimitReader(part, reform.FileMaxBytes+1))
	if err != nil {
		return err
	}
	if size > reform.FileMaxBytes {
		if _, err := io.Copy(io.Discard, part); err != nil {
			return err
		}
	}
	file := app.Upload{Name: name, MediaType: mimetype.Detect(head.Bytes()).String(), Size: size, Bytes: temp}
	copy(file.SHA256[:], sum.Sum(nil))
	up.accept(part.FormName(), file)
	_, err = temp.Seek(0, io.SeekStart)
	return err
}

func (up *uploads) accept(field string, file app.Upload) {
	err := reform.CheckFile(field, file.Name, file.MediaType, file.Size)
	if f, refused := fault.As(err); refused {
		up.check.That(false, field, f.Fields[0].Message)
		return
	}
	up.files = append(up.files, file)
}

// close drops what waited on disk.
func (up *uploads) close() {
	for _, temp := range up.temps {
		_ = temp.Close()
		_ = os.Remove(temp.Name())
	}
}

// sniffed is how many first bytes of a file tell its type; office files name theirs late.
const sniffed = 64 << 10

// firstBytes keeps the first bytes written to it and swallows the rest.
type firstBytes struct {
	to   *bytes.Buffer
	left int
}

func (f *firstBytes) Write(p []byte) (int, error) {
	n := min(f.left, len(p))
	f.to.Write(p[:n])
	f.left -= n
	return len(p), nil
}
