package reform

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cchc/internal/fault"
	"cchc/internal/viet"
)

// How much typed text is kept, and for how long.
const (
	DraftsMost    = 200     // of one person
	DraftMaxBytes = 1 << 20 // of one form
	DraftKept     = 90 * 24 * time.Hour
	PostKept      = 30 * time.Minute // what was posted after the session had ended
	PostsMost     = 10               // such posts of one person at a time
	SentKept      = 7 * 24 * time.Hour
)

// Draft is what a person typed into a form and has not sent. Form is the address at which the form stands.
type Draft struct {
	Form    string
	Title   string
	Fields  map[string][]string
	Page    string // the number of the page it was typed on
	Turn    int    // how often that page has saved it
	SavedAt time.Time
}

// untyped are the fields that never go into a draft: secrets, and what a form carries for itself. The version that was
// typed over stays, so that a draft of an older one is found stale.
var untyped = []string{
	"mat_khau", "hien_tai", "moi", "nhap_lai", "ma_gui", "noi_dien", "nguoi_dien", "nhap_tu", "tua_de", "lan_luu", "luu_de", "tim", "tiep",
}

// TypedFields returns what of the values was typed, cut to what the database takes.
func TypedFields(values map[string][]string) map[string][]string {
	fields := map[string][]string{}
	for name, all := range values {
		if slices.Contains(untyped, name) || strings.HasPrefix(name, "@") {
			continue
		}
		for _, value := range all {
			fields[clean(name)] = append(fields[clean(name)], clean(value))
		}
	}
	return fields
}

func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
}

// NewDraft returns what was typed into the form, or a fault when it is longer than a draft may be.
func NewDraft(form, title string, values map[string][]string) (Draft, error) {
	d := Draft{Form: form, Title: viet.Normalise(clean(title)), Fields: TypedFields(values)}
	if runes := []rune(d.Title); len(runes) > 300 {
		d.Title = string(runes[:300])
	}
	size := 0
	for name, all := range d.Fields {
		size += len(name) + len(strings.Join(all, ""))
	}
	if size > DraftMaxBytes {
		return d, fault.New(fault.TooLarge, "Nội dung dài quá 1 MB nên không lưu nháp được. Rút gọn, hoặc gửi bằng tệp đính kèm.")
	}
	if form == "" || utf8.RuneCountInString(form) > 300 || strings.ContainsRune(form, 0) || !utf8.ValidString(form) {
		return d, fault.New(fault.Invalid, "Không lưu nháp được ở trang này.")
	}
	return d, nil
}

// Mark names this saving among all savings of the form: what is typed over it may take its place.
func (d Draft) Mark() string { return d.Page + "/" + strconv.Itoa(d.Turn) }

// Files returns the names of the files that have to be chosen again: a draft has their names, never the files.
func (d Draft) Files() []string {
	var names []string
	for _, field := range slices.Sorted(maps.Keys(d.Fields)) {
		if field != "tep" && !strings.HasPrefix(field, "tep_") || strings.HasPrefix(field, "tep_cu") || strings.HasSuffix(field, StagedSuffix) {
			continue
		}
		for _, name := range d.Fields[field] {
			if name != "" { // a field left empty says so
				names = append(names, FileName(name))
			}
		}
	}
	return names
}
