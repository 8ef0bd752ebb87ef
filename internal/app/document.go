package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// RegisterDocument asks to enter a document in the register.
type RegisterDocument struct {
	Document   reform.Document
	Implements []int64
	Cites      []int64
	Files      []Upload
}

func (in RegisterDocument) links() map[reform.LinkKind][]int64 {
	return map[reform.LinkKind][]int64{reform.LinkImplements: in.Implements, reform.LinkCites: in.Cites}
}

func (in RegisterDocument) check() error {
	if err := in.Document.Check(); err != nil {
		return err
	}
	if in.Document.Secret && len(in.Files) > 0 {
		return fault.InvalidFields(fault.Field{Name: "tep", Message: "Văn bản mật không kèm tệp."})
	}
	return checkFiles(in.Files, "tep")
}

// RegisterDocument adds the document with its files and what it refers to, and returns its number.
func (a *App) RegisterDocument(ctx context.Context, who policy.Actor, in RegisterDocument) (int64, error) {
	if err := in.check(); err != nil {
		return 0, err
	}
	var id int64
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.DocumentRegister, policy.Subject{Kind: policy.Document})
		if err != nil {
			return err
		}
		if id, err = tx.CreateDocument(ctx, grant, in.Document); err != nil {
			return err
		}
		return keepWithDocument(ctx, tx, grant, id, in)
	})
	return id, err
}

func keepWithDocument(ctx context.Context, tx *postgres.Tx, grant policy.Grant, id int64, in RegisterDocument) error {
	if err := tx.SetDocumentLinks(ctx, grant, id, in.links()); err != nil {
		return err
	}
	for _, file := range in.Files {
		if err := tx.Attach(ctx, grant, file, reform.Attachment{DocumentID: id}); err != nil {
			return err
		}
	}
	return nil
}

// EditDocument writes the entry over the version it was read at, adds the files and replaces what it refers to.
func (a *App) EditDocument(ctx context.Context, who policy.Actor, in RegisterDocument) error {
	if err := in.check(); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Document(ctx, policy.See(who, policy.DocumentRead), in.Document.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.DocumentEdit, before.PolicySubject())
		if err != nil {
			return err
		}
		if err := checkSecret(ctx, tx, who, in.Document); err != nil {
			return err
		}
		if err := tx.EditDocument(ctx, grant, in.Document, before.ChangesTo(in.Document)); err != nil {
			return err
		}
		return keepWithDocument(ctx, tx, grant, before.ID, in)
	})
}

// checkSecret returns an invalid fault when the entry is to become secret while the portal holds content of the document.
func checkSecret(ctx context.Context, tx *postgres.Tx, who policy.Actor, d reform.Document) error {
	if !d.Secret {
		return nil
	}
	scope := policy.See(who, policy.DocumentRead)
	clauses, err := tx.Clauses(ctx, scope, d.ID)
	if err != nil {
		return err
	}
	files, err := tx.DocumentFiles(ctx, scope, d.ID)
	if err != nil {
		return err
	}
	var check fault.Check
	check.That(len(clauses)+len(files) == 0, "mat", "Văn bản đã có điều khoản hoặc tệp nên không đánh dấu mật được. Báo ngay quản trị hệ thống nếu nội dung là mật.")
	return check.Err()
}
