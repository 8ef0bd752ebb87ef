package app

import (
	"context"
	"io"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// File returns the file's entry when it lies in the actor's reach, and records that somebody else's file was read.
func (a *App) File(ctx context.Context, who policy.Actor, id int64) (reform.Attachment, error) {
	file, err := a.DB.Attachment(ctx, policy.See(who, policy.FileRead), policy.See(who, policy.DocumentRead), id)
	if err != nil || file.UploadedBy == who.Person || file.DocumentID != 0 {
		return file, err
	}
	return file, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		subject, err := fileSubject(ctx, tx, who, file)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.FileRead, subject)
		if err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, file.Name, "")
	})
}

// fileSubject returns the file as policy sees it: as near to the actor as the task it came with.
func fileSubject(ctx context.Context, tx *postgres.Tx, who policy.Actor, file reform.Attachment) (policy.Subject, error) {
	task, err := tx.FiledTask(ctx, policy.See(who, policy.TaskRead), file.ID)
	if err != nil {
		return policy.Subject{}, err
	}
	subject := task.Subject()
	subject.Kind, subject.ID = policy.Attachment, file.ID
	return subject, nil
}

// reported leaves the files that came with the task's own reports: what other units answered is no product of the task.
func reported(files []reform.Attachment) []reform.Attachment {
	return slices.DeleteFunc(slices.Clone(files), func(f reform.Attachment) bool { return f.ReportID == 0 })
}

// CopyFile writes the bytes of a file that File returned.
func (a *App) CopyFile(ctx context.Context, w io.Writer, file reform.Attachment) error {
	return a.DB.CopyFile(ctx, w, file)
}
