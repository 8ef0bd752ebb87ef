package reform

import (
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// DocumentKind is the form of a document.
type DocumentKind string

// The kinds of document the register holds.
const (
	DocumentLetter     DocumentKind = "official_letter"
	DocumentPlan       DocumentKind = "plan"
	DocumentDirective  DocumentKind = "directive"
	DocumentDecision   DocumentKind = "decision"
	DocumentRegulation DocumentKind = "regulation"
	DocumentConclusion DocumentKind = "conclusion"
	DocumentOther      DocumentKind = "other"
)

// DocumentKinds lists the kinds in the order forms offer them.
func DocumentKinds() []DocumentKind {
	return []DocumentKind{DocumentLetter, DocumentPlan, DocumentDirective, DocumentDecision, DocumentRegulation, DocumentConclusion, DocumentOther}
}

// Label returns the Vietnamese name of the kind; "" for an unknown one.
func (k DocumentKind) Label() string {
	return map[DocumentKind]string{
		DocumentLetter: "Công văn", DocumentPlan: "Kế hoạch", DocumentDirective: "Chỉ thị", DocumentDecision: "Quyết định",
		DocumentRegulation: "Quy định", DocumentConclusion: "Thông báo kết luận", DocumentOther: "Khác",
	}[k]
}

// LinkKind is how one document refers to another.
type LinkKind string

// The links between documents.
const (
	LinkImplements LinkKind = "implements"
	LinkCites      LinkKind = "cites"
)

// Document is an entry of the register. The number and the day may be blank, as on the real directive; the year is not.
type Document struct {
	ID             int64
	Kind           DocumentKind
	CodeNumber     string
	CodeNotation   string
	IssuedOn       calendar.Date
	IssuedYear     int
	Issuer         string
	Subject        string
	Signer         string
	SignerPosition string
	Recipients     string
	Summary        string
	Secret         bool
	Sample         bool
	CreatedBy      int64
	CreatedAt      time.Time
	Version        int
}

// Number returns number and notation as documents are cited, such as 433/UBND-NC; party documents join them with a hyphen.
func (d Document) Number() string { return DocumentNumber(d.CodeNumber, d.CodeNotation) }

// DocumentNumber joins a number and a notation as documents are cited; a blank number shows as an ellipsis.
func DocumentNumber(number, notation string) string {
	if number == "" {
		number = "…"
	}
	if notation != "" && notation[0] == '-' {
		return number + notation
	}
	return number + "/" + notation
}

// Dated returns the date as documents are cited: "ngày 27/02/2024", or "năm 2024" where the day is blank.
func (d Document) Dated() string {
	if d.IssuedOn.IsZero() {
		return "năm " + strconv.Itoa(d.IssuedYear)
	}
	return "ngày " + d.IssuedOn.Vietnamese()
}

// Check returns an invalid fault naming every field that is wrong. The lengths are those of Decree 30/2020, appendix VI.
func (d Document) Check() error {
	var check fault.Check
	check.That(d.Kind.Label() != "", "loai", "Chọn loại văn bản.")
	check.That(fits(d.CodeNumber, 0, 11), "so", "Số văn bản dài tối đa 11 ký tự.")
	check.That(fits(d.CodeNotation, 1, 30), "ky_hieu", "Nhập ký hiệu văn bản, tối đa 30 ký tự, ví dụ UBND-NC.")
	check.That(d.IssuedYear >= 1945 && d.IssuedYear <= 2200, "ngay", "Nhập ngày ban hành, hoặc năm nếu văn bản để trống ngày.")
	check.That(fits(d.Issuer, 1, 200), "co_quan", "Nhập cơ quan ban hành, tối đa 200 ký tự.")
	check.That(fits(d.Subject, 1, 500), "trich_yeu", "Nhập trích yếu, tối đa 500 ký tự.")
	check.That(fits(d.Signer, 0, 50), "nguoi_ky", "Tên người ký dài tối đa 50 ký tự.")
	check.That(fits(d.SignerPosition, 0, 100), "chuc_vu_ky", "Chức vụ người ký dài tối đa 100 ký tự.")
	check.That(fits(d.Recipients, 0, 1000), "noi_nhan", "Nơi nhận dài tối đa 1.000 ký tự.")
	check.That(!d.Secret || d.Summary == "", "tom_tat", "Văn bản mật chỉ ghi số và ký hiệu, không ghi nội dung.")
	return check.Err()
}

// PolicySubject returns what policy needs to know of the document; Subject is its trích yếu.
func (d Document) PolicySubject() policy.Subject {
	return policy.Subject{Kind: policy.Document, ID: d.ID}
}

// Clause is one node of a document's text tree.
type Clause struct {
	ID         int64
	DocumentID int64
	ParentID   int64
	Path       string // "3.b.1"
	Label      string // "điểm b mục 3"
	Heading    string
	Body       string
	IsSummary  bool // the body is our summary; the full text is in the document's file
	Area       int  // -1 where the clause belongs to no area
	SortOrder  int
	Version    int
}

// clausePath is a path such as 3.đ.1: steps of letters and digits with dots between.
var clausePath = regexp.MustCompile(`^[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*$`)

// Check returns an invalid fault naming every field that is wrong.
func (c Clause) Check() error {
	var check fault.Check
	check.That(fits(c.Path, 1, 40) && clausePath.MatchString(c.Path), "duong_dan", "Nhập vị trí của điều khoản: chữ hoặc số, các cấp cách nhau bằng dấu chấm, ví dụ 3.b.")
	check.That(fits(c.Label, 1, 100), "nhan", "Nhập cách gọi điều khoản, ví dụ điểm b mục 3.")
	check.That(c.Body != "" || c.Heading != "", "noi_dung", "Nhập tên hoặc nội dung điều khoản.")
	check.That(fits(c.Body, 0, 5000), "noi_dung", "Nội dung điều khoản dài tối đa 5.000 ký tự.")
	check.That(c.Area == -1 || Area(c.Area).Valid(), "linh_vuc", "Chọn lĩnh vực trong danh sách.")
	return check.Err()
}

// fits reports whether the text has between least and most characters.
func fits(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= least && n <= most
}
