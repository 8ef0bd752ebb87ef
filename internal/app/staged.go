package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// StageFile keeps a file for a form that the actor has not sent yet, under the limits of any file. Who already has
// reform.StagedMost files waiting loses the oldest.
func (a *App) StageFile(ctx context.Context, who policy.Actor, file Upload) (reform.StagedFile, error) {
	staged := reform.StagedFile{Name: file.Name, Size: file.Size, MediaType: file.MediaType}
	if err := reform.CheckFile("tep", file.Name, file.MediaType, file.Size); err != nil {
		return staged, err
	}
	grant, err := policy.Allow(who, policy.FileStage, policy.Subject{Kind: policy.Attachment, Officer: who.Person})
	if err != nil {
		return staged, err
	}
	err = a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		staged.UploadedAt = tx.Now
		staged.ID, err = tx.StageFile(ctx, grant, file)
		return err
	})
	return staged, err
}

// StagedFiles returns those of the numbered files that wait for a form of the actor's; the others are left out.
func (a *App) StagedFiles(ctx context.Context, who policy.Actor, ids []int64) ([]reform.StagedFile, error) {
	return a.DB.StagedFiles(ctx, policy.See(who, policy.FileStage), ids)
}

// ForgetStaged drops the files that waited reform.StagedFor for their forms, with the bytes that nothing else holds.
func (a *App) ForgetStaged(ctx context.Context) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error { return tx.ForgetStaged(ctx, tx.Now.Add(-reform.StagedFor)) })
}
