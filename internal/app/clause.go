package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AddClause adds a clause to a document, where its path says, and returns its number.
func (a *App) AddClause(ctx context.Context, who policy.Actor, clause reform.Clause) (int64, error) {
	if err := clause.Check(); err != nil {
		return 0, err
	}
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		others, err := clausesBeside(ctx, tx, who, clause)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.DocumentEdit, policy.Subject{Kind: policy.Clause})
		if err != nil {
			return err
		}
		if clause.ID, err = tx.CreateClause(ctx, grant, clause); err != nil {
			return err
		}
		return tx.ArrangeClauses(ctx, grant, clause, reform.ClauseOrder(others, clause))
	})
	return clause.ID, err
}

// EditClause writes the clause over the version it was read at; under another parent it takes along what lies below it.
func (a *App) EditClause(ctx context.Context, who policy.Actor, clause reform.Clause) error {
	if err := clause.Check(); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Clause(ctx, policy.See(who, policy.DocumentRead), clause.ID)
		if err != nil {
			return err
		}
		clause.DocumentID, clause.SortOrder = before.DocumentID, before.SortOrder
		others, err := clausesBeside(ctx, tx, who, clause)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.DocumentEdit, policy.Subject{Kind: policy.Clause, ID: before.ID})
		if err != nil {
			return err
		}
		if err := tx.EditClause(ctx, grant, clause, before.ChangesTo(clause)); err != nil {
			return err
		}
		if clause.ParentID == before.ParentID && clause.Path == before.Path {
			return nil
		}
		return tx.ArrangeClauses(ctx, grant, clause, reform.ClauseOrder(others, clause))
	})
}

// clausesBeside returns the clauses of the document as they stand, or a fault when the clause cannot stand among them.
func clausesBeside(ctx context.Context, tx *postgres.Tx, who policy.Actor, clause reform.Clause) ([]reform.Clause, error) {
	scope := policy.See(who, policy.DocumentRead)
	document, err := tx.Document(ctx, scope, clause.DocumentID)
	if err != nil {
		return nil, err
	}
	if document.Secret {
		return nil, fault.New(fault.Conflict, "Văn bản mật chỉ ghi số và ký hiệu, không ghi điều khoản.")
	}
	clauses, err := tx.Clauses(ctx, scope, clause.DocumentID)
	if err != nil {
		return nil, err
	}
	return clauses, clause.CheckPlace(clauses)
}
