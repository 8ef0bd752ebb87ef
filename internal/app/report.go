package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// PostReport asks to keep a unit's statement about a task.
type PostReport struct {
	Code   string
	Report reform.Report // percent, texts, expected day and the form's token; the rest is ignored
	Files  []Upload

	Obstacle *RaiseObstacle // what blocks the task, where that is reported too; its task is the report's
}

// PostReport keeps the report with its files and moves the task's progress; an obstacle that comes with it is raised in the
// same transaction. The same form sent again changes nothing: the first report comes back.
func (a *App) PostReport(ctx context.Context, who policy.Actor, in PostReport) (reform.Report, error) {
	report := in.Report
	if err := in.checkFiles(); err != nil {
		return report, err
	}
	if err := checkToken(report.Token); err != nil {
		return report, err
	}
	err := a.onTask(ctx, who, in.Code, policy.ReportPost, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		sent, again, err := sentReport(ctx, tx, who, task, report.Token)
		if err != nil || again {
			report = sent
			return err
		}
		report, err = stated(task, who, report, tx)
		if err := in.both(err, tx); err != nil {
			return err
		}
		if err := keepReport(ctx, tx, who, &report, task.Code, in.Files); err != nil {
			return err
		}
		return in.block(ctx, tx, who, task, report.ID)
	})
	return report, err
}

func (in PostReport) checkFiles() error {
	if err := checkFiles(in.Files, "tep"); err != nil || in.Obstacle == nil {
		return err
	}
	if err := checkFiles(in.Obstacle.Files, reform.BlockedFilesField); err != nil {
		return err
	}
	return checkFiles(slices.Concat(in.Files, in.Obstacle.Files), reform.BlockedFilesField)
}

// both adds what is wrong with the obstacle to what is wrong with the report, so that its reader hears everything at once.
func (in PostReport) both(err error, tx *postgres.Tx) error {
	if in.Obstacle == nil || err != nil && fault.KindOf(err) != fault.Invalid {
		return err
	}
	var fields []fault.Field
	for _, err := range []error{err, in.Obstacle.Blocking.Check(calendarDay(tx))} {
		if f, ok := fault.As(err); ok {
			fields = append(fields, f.Fields...)
		}
	}
	return fault.InvalidFields(fields...)
}

// block raises the obstacle that came with the report.
func (in PostReport) block(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, report int64) error {
	if in.Obstacle == nil {
		return nil
	}
	obstacle := *in.Obstacle
	obstacle.report = report
	_, err := raise(ctx, tx, who, task, obstacle)
	return err
}

// sentReport returns the report that was made from the form with the token, and false where there is none. A form that came
// with its number is told apart by the door.
func sentReport(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, token string) (reform.Report, bool, error) {
	if who.Form.Numbered() {
		return reform.Report{}, false, nil
	}
	sent, err := tx.ReportSent(ctx, policy.See(who, policy.TaskRead), who.Person, token)
	if err == nil && sent.TaskID != task.ID {
		err = fault.New(fault.Conflict, "Biểu mẫu này đã được gửi cho nhiệm vụ khác. Mở lại trang báo cáo rồi gửi lại.")
	}
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return sent, false, nil
	}
	return sent, err == nil, err
}

// stated returns the report as it will be kept, or a fault that says why the task takes none or what is wrong in it.
func stated(task reform.Task, who policy.Actor, report reform.Report, tx *postgres.Tx) (reform.Report, error) {
	if err := reportable(task); err != nil {
		return report, err
	}
	if err := report.Check(task, calendarDay(tx)); err != nil {
		return report, err
	}
	report.TaskID, report.Kind, report.AuthorID, report.Author = task.ID, reform.ReportUpdate, who.Person, who.Name
	report.ForID, report.For, report.State, report.Version = who.For, who.ForName, reform.ReportPosted, 1
	report.UnitID, report.PercentBefore, report.ReportedAt = task.LeadUnitID, task.Percent, tx.Now
	return report, nil
}

// reportable returns a conflict fault while the task takes no report.
func reportable(task reform.Task) error {
	if err := task.SeriesAct(reform.TaskSubmit); err != nil {
		return err
	}
	if task.Children > 0 {
		return fault.New(fault.Conflict, sentenceParent)
	}
	if task.State == reform.TaskInProgress {
		return nil
	}
	return fault.New(fault.Conflict, "Chỉ báo cáo tiến độ khi nhiệm vụ đang thực hiện. Trạng thái hiện tại: "+task.State.Label()+".")
}

func keepReport(ctx context.Context, tx *postgres.Tx, who policy.Actor, report *reform.Report, code string, files []Upload) error {
	subject := policy.Subject{Kind: policy.Report, Officer: who.Person}
	grant, err := policy.Allow(who, policy.ReportPost, subject)
	if err != nil {
		return err
	}
	if report.ID, err = tx.CreateReport(ctx, grant, *report, code); err != nil {
		return err
	}
	for _, file := range files {
		if err := tx.Attach(ctx, grant, file, reform.Attachment{ReportID: report.ID}); err != nil {
			return err
		}
	}
	return nil
}

const sentenceTooManyFiles = "Mỗi lần gửi tối đa 10 tệp."

func checkFiles(files []Upload, field string) error {
	if len(files) > reform.FilesPerForm {
		return fault.InvalidFields(fault.Field{Name: field, Message: sentenceTooManyFiles})
	}
	for _, file := range files {
		if err := reform.CheckFile(field, file.Name, file.MediaType, file.Size); err != nil {
			return err
		}
	}
	return nil
}
