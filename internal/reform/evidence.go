package reform

import (
	"fmt"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/viet"
)

// DeliverablesMost is how many deliverables a task may name.
const DeliverablesMost = 10

// anyDeliverable is what a task that names no deliverable must show all the same.
const anyDeliverable = "Sản phẩm, tài liệu kiểm chứng"

// Deliverables returns what the task must bring, a line of its field each; one that says nothing must bring something.
func (t Task) Deliverables() []string {
	named := namedDeliverables(t.Deliverable)
	if len(named) == 0 {
		return []string{anyDeliverable}
	}
	return named
}

func namedDeliverables(text string) []string {
	var named []string
	for line := range strings.Lines(text) {
		if line = viet.Normalise(line); line != "" {
			named = append(named, line)
		}
	}
	return named
}

// checkDeliverables says what is wrong with the field that names them.
func checkDeliverables(check *fault.Check, text string) {
	check.That(fits(text, 0, 1000), "san_pham", "Sản phẩm dài tối đa 1.000 ký tự.")
	check.That(len(namedDeliverables(text)) <= DeliverablesMost, "san_pham", "Mỗi dòng một sản phẩm, tối đa 10 sản phẩm.")
}

// Evidence is one thing that stands for a deliverable of a completion report: the number of a document, or a file.
type Evidence struct {
	ReportID     int64
	Position     int // of the deliverable, from 1
	Deliverable  string
	Number       string
	AttachmentID int64
	FileName     string
	Size         int64
	MediaType    string
	Earlier      bool // the file came with an earlier report
}

// Proof is what a form gives for one deliverable: the number of a document, and how many files.
type Proof struct {
	Number string
	Files  int
}

// NumberField returns the form field for the document number of the deliverable at the position, from 1.
func NumberField(position int) string { return fmt.Sprintf("so_%d", position) }

// FilesField returns the form field for new files of the deliverable at the position.
func FilesField(position int) string { return fmt.Sprintf("tep_%d", position) }

// KeptField returns the form field that chooses among files the task already has for the deliverable at the position.
func KeptField(position int) string { return fmt.Sprintf("tep_cu_%d", position) }

// CheckCompletion returns an invalid fault naming every field that keeps the report from being sent as the task's
// completion today; proofs are in the order of the task's deliverables.
func (r Report) CheckCompletion(task Task, proofs []Proof, today calendar.Date) error {
	var check fault.Check
	r.checkDone(&check)
	r.checkLate(&check, task, today)
	for i, deliverable := range task.Deliverables() {
		var proof Proof
		if i < len(proofs) {
			proof = proofs[i]
		}
		field := NumberField(i + 1)
		check.That(proof.Number != "" || proof.Files > 0, field, "Sản phẩm “"+deliverable+"”: nhập số văn bản hoặc đính kèm tệp.")
		check.That(fits(proof.Number, 0, 100), field, "Số, ký hiệu văn bản dài tối đa 100 ký tự.")
	}
	return check.Err()
}
