package app

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Proof is what is given for one deliverable: the number of a document, new files, files the task already has.
type Proof struct {
	Number string
	Files  []Upload
	Kept   []int64
}

// SubmitCompletion asks to send a task as complete.
type SubmitCompletion struct {
	Code   string
	Seen   int           // the version of the task that was seen
	Report reform.Report // what was done, why it is late and the form's token; the rest is ignored
	Proofs []Proof       // in the order of the task's deliverables
}

// SubmitCompletion keeps the completion report with its evidence and sends the task as complete in the same transaction; what
// was returned is edited and sent again. The same form sent again changes nothing: the first report comes back.
func (a *App) SubmitCompletion(ctx context.Context, who policy.Actor, in SubmitCompletion) (reform.Report, error) {
	report := in.Report
	if err := in.checkForm(); err != nil {
		return report, err
	}
	err := a.onTask(ctx, who, in.Code, policy.ReportSubmit, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		sent, again, err := sentReport(ctx, tx, who, task, report.Token)
		if again || err != nil {
			report = sent
			return err
		}
		report, err = in.send(ctx, tx, grant, who, task)
		return err
	})
	return report, err
}

// send writes the report and the task's step under the Grant to send it.
func (in SubmitCompletion) send(ctx context.Context, tx *postgres.Tx, grant policy.Grant, who policy.Actor, task reform.Task) (reform.Report, error) {
	report := completionOf(task, who, in.Report, tx)
	if err := childless(task, reform.TaskSubmit); err != nil {
		return report, err
	}
	step, err := reform.TaskFlow.Next(task.State, reform.TaskSubmit)
	if err != nil {
		return report, err
	}
	move, err := task.Take(step, who.Person, in.Seen, "", calendarDay(tx))
	if err != nil {
		return report, err
	}
	if err := checkKept(ctx, tx, who, task, in.Proofs); err != nil {
		return report, err
	}
	if err := report.CheckCompletion(task, counted(in.Proofs), calendarDay(tx)); err != nil {
		return report, err
	}
	if err := keepCompletion(ctx, tx, who, task, &report, in.Proofs); err != nil {
		return report, err
	}
	return report, moveTask(ctx, tx, grant, move)
}

// checkForm refuses a form without its number, or with files that are not taken.
func (in SubmitCompletion) checkForm() error {
	if err := checkToken(in.Report.Token); err != nil {
		return err
	}
	files := 0
	for i, proof := range in.Proofs {
		files += len(proof.Files)
		if err := checkFiles(proof.Files, reform.FilesField(i+1)); err != nil {
			return err
		}
	}
	if files > reform.FilesPerForm {
		return fault.InvalidFields(fault.Field{Name: reform.FilesField(1), Message: sentenceTooManyFiles})
	}
	return nil
}

func checkToken(token string) error {
	if _, err := uuid.Parse(token); err != nil {
		return fault.New(fault.Invalid, "Biểu mẫu thiếu mã gửi. Mở lại trang báo cáo rồi gửi lại.")
	}
	return nil
}

// completionOf fills in what the form does not say.
func completionOf(task reform.Task, who policy.Actor, report reform.Report, tx *postgres.Tx) reform.Report {
	report.TaskID, report.Kind, report.UnitID = task.ID, reform.ReportCompletion, task.LeadUnitID
	report.AuthorID, report.Author, report.ForID, report.For = who.Person, who.Name, who.For, who.ForName
	report.Percent, report.PercentBefore = 100, task.Percent
	report.ReportedAt, report.SubmittedOn = tx.Now, calendarDay(tx)
	return report
}

func counted(proofs []Proof) []reform.Proof {
	out := make([]reform.Proof, 0, len(proofs))
	for _, proof := range proofs {
		out = append(out, reform.Proof{Number: proof.Number, Files: len(proof.Files) + len(proof.Kept)})
	}
	return out
}

// checkKept refuses a file that is not one of the task's.
func checkKept(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, proofs []Proof) error {
	files, err := tx.TaskFiles(ctx, policy.See(who, policy.TaskRead), task.ID)
	if err != nil {
		return err
	}
	var check fault.Check
	for i, proof := range proofs {
		for _, id := range proof.Kept {
			known := slices.ContainsFunc(reported(files), func(f reform.Attachment) bool { return f.ID == id })
			check.That(known, reform.KeptField(i+1), "Chọn tệp trong các báo cáo của nhiệm vụ này.")
		}
	}
	return check.Err()
}

// keepCompletion adds the report, or puts it in the place of the one that was returned, and its evidence.
func keepCompletion(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, report *reform.Report, proofs []Proof) error {
	returned, err := tx.UnderWay(ctx, policy.See(who, policy.TaskRead), task.ID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	if err != nil {
		returned = reform.Report{TaskID: task.ID, Signing: reform.Signing{State: reform.ReportDraft}}
	}
	step, err := reform.CompletionFlow.Next(returned.State, reform.CompletionSubmit)
	if err != nil {
		return err
	}
	subject := report.Subject(task)
	subject.ID = returned.ID
	grant, err := policy.Allow(who, step.Needs, subject)
	if err != nil {
		return err
	}
	if returned.ID == 0 {
		report.State, report.Version = step.To, 1
		report.ID, err = tx.CreateReport(ctx, grant, *report, task.Code)
	} else {
		err = sendAgain(ctx, tx, grant, returned.SendAgain(step, *report), task.Code, report)
	}
	if err != nil {
		return err
	}
	return keepEvidence(ctx, tx, grant, task.Deliverables(), report.ID, proofs)
}

func sendAgain(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.ReportMove, code string, report *reform.Report) error {
	if err := tx.MoveReport(ctx, grant, move, code); err != nil {
		return err
	}
	*report = move.Becomes
	report.Version++
	return tx.DropEvidence(ctx, grant, report.ID)
}

func keepEvidence(ctx context.Context, tx *postgres.Tx, grant policy.Grant, deliverables []string, report int64, proofs []Proof) error {
	for i, proof := range proofs[:min(len(proofs), len(deliverables))] {
		evidence := reform.Evidence{ReportID: report, Position: i + 1, Deliverable: deliverables[i]}
		if err := keepProof(ctx, tx, grant, evidence, proof); err != nil {
			return err
		}
	}
	return nil
}

func keepProof(ctx context.Context, tx *postgres.Tx, grant policy.Grant, e reform.Evidence, proof Proof) error {
	if proof.Number != "" {
		numbered := e
		numbered.Number = proof.Number
		if err := tx.AddEvidence(ctx, grant, numbered); err != nil {
			return err
		}
	}
	for _, id := range proof.Kept {
		chosen := e
		chosen.AttachmentID = id
		if err := tx.AddEvidence(ctx, grant, chosen); err != nil {
			return err
		}
	}
	for _, file := range proof.Files {
		if err := tx.AttachEvidence(ctx, grant, file, e); err != nil {
			return err
		}
	}
	return nil
}
