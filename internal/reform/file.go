package reform

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cchc/internal/fault"
	"cchc/internal/viet"
)

// The limits on files.
const (
	FileMaxBytes = 50 << 20 // bytes a file may have
	FilesPerForm = 10
	StagedMost   = 50             // files of one person that wait for their forms
	StagedFor    = 48 * time.Hour // how long a file waits for its form
)

// StagedSuffix follows the name of a file field in the name of the field that carries the numbers of its staged files.
const StagedSuffix = "_tam"

// StagedFile is a file that was uploaded and waits for its form to be sent.
type StagedFile struct {
	ID         int64
	Name       string
	Size       int64
	MediaType  string
	UploadedAt time.Time
}

// Attachment is a file that stands with a report, a document or the answer to a share.
type Attachment struct {
	ID         int64
	BlobID     int64
	Name       string
	Size       int64
	MediaType  string
	ReportID   int64
	DocumentID int64
	ShareID    int64
	ObstacleID int64
	UploadedBy int64
	UploadedAt time.Time
}

// FileHint is what forms say about files.
const FileHint = "PDF, Word, Excel, PowerPoint, OpenDocument, ảnh hoặc văn bản thuần; tối đa 50 MB mỗi tệp, 10 tệp."

// fileTypes maps each media type that is taken to the endings its files may have.
var fileTypes = map[string][]string{
	"application/pdf": {".pdf"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {".docx"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {".xlsx"},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {".pptx"},
	"application/msword":                             {".doc"},
	"application/vnd.ms-excel":                       {".xls"},
	"application/vnd.ms-powerpoint":                  {".ppt"},
	"application/vnd.oasis.opendocument.text":        {".odt"},
	"application/vnd.oasis.opendocument.spreadsheet": {".ods"},
	"image/jpeg": {".jpg", ".jpeg"},
	"image/png":  {".png"},
	"image/webp": {".webp"},
	"image/heic": {".heic"},
	"text/plain": {".txt", ".csv"},
	"text/csv":   {".csv", ".txt"},
}

// CheckFile returns an invalid fault for the named form field when a file of this name, sniffed type and size is not taken.
func CheckFile(field, name, mediaType string, size int64) error {
	base, _, _ := strings.Cut(mediaType, ";")
	endings, known := fileTypes[strings.TrimSpace(base)]
	var check fault.Check
	check.That(size > 0, field, "Tệp “"+name+"” rỗng.")
	check.That(size <= FileMaxBytes, field, "Tệp “"+name+"” lớn hơn 50 MB.")
	ending := strings.ToLower(filepath.Ext(name))
	check.That(known && slices.Contains(endings, ending), field, "Tệp “"+name+"” không thuộc loại được nhận. Chỉ nhận "+FileHint)
	return check.Err()
}

// FileName returns the last part of a name a browser sent, in NFC, without path or control characters, at most 200 characters.
func FileName(name string) string {
	name = viet.Normalise(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, name[strings.LastIndexAny(name, `/\`)+1:]))
	if runes := []rune(name); len(runes) > 200 {
		ending := []rune(filepath.Ext(name))
		name = string(runes[:200-min(len(ending), 20)]) + string(ending[:min(len(ending), 20)])
	}
	if name == "" {
		return "tep"
	}
	return name
}

// Inline reports whether a browser may show the type in the page; everything else is only downloaded.
func Inline(mediaType string) bool {
	return mediaType == "application/pdf" || mediaType == "image/png" || mediaType == "image/jpeg" || mediaType == "image/webp"
}
