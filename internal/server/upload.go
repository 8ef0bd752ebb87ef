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
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

// uploadsMost is how many bytes a form with files may have in all.
const uploadsMost = reform.FilesPerForm*reform.FileMaxBytes + bodyMost

// fileField is the name of the file field in forms that have one.
const fileField = "tep"

// received is a file with the name of the field it came in.
type received struct {
	field string
	app.Upload
}

// uploads is a form with files; the files wait on disk until the form is done with.
type uploads struct {
	form
	files   []received
	temps   []*os.File
	typed   int                 // bytes of the fields that are no files
	refused map[string][]string // why files were refused, by field
}

// Files returns the files of the field: those that came with the form and those that were uploaded before it.
func (up *uploads) Files(field string) []app.Upload {
	var files []app.Upload
	for _, file := range up.files {
		if file.field == field {
			files = append(files, file.Upload)
		}
	}
	return files
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
		up := &uploads{form: *f}
		return up, s.addStaged(r, up)
	}
	up := &uploads{form: form{values: url.Values{}}, refused: map[string][]string{}}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			for field, sentences := range up.refused {
				up.check.That(false, field, strings.Join(sentences, " "))
			}
			take(r, up.values)
			return up, s.addStaged(r, up)
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
	if _, told := fault.As(err); told || errors.As(err, &large) {
		return err
	}
	return fault.Wrap(fault.Invalid, "Biểu mẫu không đến trọn vẹn, có thể do mạng. Gửi lại.", err)
}

func (up *uploads) take(part *multipart.Part, dir string) error {
	switch {
	case part.FileName() == "":
		return up.read(part)
	case len(up.temps) == reform.FilesPerForm:
		up.refuse(part.FormName(), "Mỗi lần gửi tối đa 10 tệp.")
		_, err := io.Copy(io.Discard, part)
		return err
	default:
		return up.keep(part, dir)
	}
}

// read keeps what was typed into a field; a file field left empty, which has a type of its own, holds nothing.
func (up *uploads) read(part *multipart.Part) error {
	value, err := io.ReadAll(io.LimitReader(part, bodyMost+1))
	up.typed += len(part.FormName()) + len(value)
	if err == nil && up.typed > bodyMost {
		return fault.New(fault.TooLarge, "Nội dung nhập quá dài. Rút gọn rồi gửi lại, hoặc gửi bằng tệp đính kèm.")
	}
	if part.Header.Get("Content-Type") == "" {
		up.values.Add(part.FormName(), string(value))
	}
	return err
}

// refuse tells why a file was not taken, each reason once.
func (up *uploads) refuse(field, sentence string) {
	if !slices.Contains(up.refused[field], sentence) {
		up.refused[field] = append(up.refused[field], sentence)
	}
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
		up.refuse(field, f.Fields[0].Message)
		return
	}
	up.files = append(up.files, received{field, file})
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
