package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlPutInCharge = `
insert into charge (person_id, area, from_on, to_on) values (@person, case when @every then null else @area::int end, @from_on, @to_on) returning id`

// PutInCharge adds the charge and returns its number; one that overlaps another of the same leader and area is a conflict.
func (tx *Tx) PutInCharge(ctx context.Context, grant policy.Grant, c reform.Charge) (int64, error) {
	e := entry{
		kind: policy.Charge, allowed: []policy.Action{policy.ChargeManage}, name: c.Title(), changes: reform.Charge{}.ChangesTo(c),
	}
	return tx.write(ctx, grant, e, sqlPutInCharge, pgx.NamedArgs{
		"person": c.PersonID, "every": c.Every, "area": int(c.Area), "from_on": c.FromOn, "to_on": c.ToOn,
	})
}
