package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// WriteCard asks to keep what the Office writes for a leader about an obstacle and those joined with it.
type WriteCard struct {
	Code    string   // of the obstacle that the card is written at
	Join    []string // the codes of the others
	Seen    int      // the version of the card it was written over; 0 where there was none
	Writing reform.CardWriting
}

// WriteCard keeps the card in draft with its obstacles and returns it.
func (a *App) WriteCard(ctx context.Context, who policy.Actor, in WriteCard) (reform.Card, error) {
	var hand cardInHand
	err := a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		hand, err = writeCard(ctx, tx, who, in, false)
		return err
	})
	return hand.card, err
}

// EscalateCard keeps the card as WriteCard does and sends it to its leader, with all its obstacles, in one act.
func (a *App) EscalateCard(ctx context.Context, who policy.Actor, in WriteCard) (reform.Card, error) {
	var hand cardInHand
	err := a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		if hand, err = writeCard(ctx, tx, who, in, true); err != nil {
			return err
		}
		return moveCard(ctx, tx, who, hand, reform.ObstacleEscalate, hand.card.Version, "", nil)
	})
	return hand.card, err
}

// writeCard checks and keeps what was written; send says that it goes to the leader at once.
func writeCard(ctx context.Context, tx *postgres.Tx, who policy.Actor, in WriteCard, send bool) (cardInHand, error) {
	hand, leaving, err := takeInHand(ctx, tx, who, in)
	if err != nil {
		return hand, err
	}
	grant, err := policy.Allow(who, policy.ObstaclePrepare, hand.card.Subject(hand.obstacles[0]))
	if err != nil {
		return hand, err
	}
	if send {
		if _, err := policy.Allow(who, policy.ObstacleEscalate, hand.card.Subject(hand.obstacles[0])); err != nil {
			return hand, err
		}
	}
	if err := hand.joinable(ctx, tx, policy.See(who, policy.TaskRead), send); err != nil {
		return hand, err
	}
	ground, err := hand.ground(ctx, tx, policy.See(who, policy.TaskRead))
	if err != nil {
		return hand, err
	}
	if err := in.Writing.Check(ground, send); err != nil {
		return hand, err
	}
	if err := hand.keep(ctx, tx, grant, in.Writing); err != nil {
		return hand, err
	}
	return hand, hand.gather(ctx, tx, who, leaving)
}

// takeInHand locks the obstacles that the card is to have and those it loses, and then the card, which is a new one where the
// obstacle is on none that still asks for something.
func takeInHand(ctx context.Context, tx *postgres.Tx, who policy.Actor, in WriteCard) (hand cardInHand, leaving []reform.Obstacle, err error) {
	scope := policy.See(who, policy.TaskRead)
	first, err := tx.Obstacle(ctx, scope, in.Code)
	if err != nil {
		return hand, nil, err
	}
	locked, err := tx.LockObstacles(ctx, scope, append([]string{in.Code}, in.Join...), first.CardID)
	if err != nil {
		return hand, nil, err
	}
	if hand.card, err = openCard(ctx, tx, scope, first); err != nil {
		return hand, nil, err
	}
	for _, o := range locked {
		switch {
		case o.Code == in.Code && (o.CardID != first.CardID || hand.card.Version != in.Seen):
			return hand, nil, reform.StalePage()
		case o.Code == in.Code || slices.Contains(in.Join, o.Code):
			hand.obstacles = append(hand.obstacles, o)
		case o.CardID == hand.card.ID:
			leaving = append(leaving, o)
		}
	}
	return hand, leaving, nil
}

// openCard locks the card of the obstacle, in draft; a card that is over gives way to a new one.
func openCard(ctx context.Context, tx *postgres.Tx, scope policy.Scope, o reform.Obstacle) (reform.Card, error) {
	fresh := reform.Card{State: reform.CardFlow.Start}
	if o.CardID == 0 {
		return fresh, nil
	}
	card, err := tx.LockCard(ctx, scope, o.CardID)
	switch {
	case err != nil:
		return card, err
	case card.State.Over():
		return fresh, nil
	default:
		return card, writable(o, card.State)
	}
}

// writable returns a conflict fault that says why no card can be written at the obstacle now; nil when one can.
func writable(o reform.Obstacle, card reform.CardState) error {
	if card != reform.CardDraft && !card.Over() {
		return fault.New(fault.Conflict, "Phiếu trình này đã trình lãnh đạo nên không sửa được. Lãnh đạo trả lại Văn phòng thì sửa rồi trình lại.")
	}
	if o.State != reform.ObstacleReceived {
		return fault.New(fault.Conflict, "Vướng mắc "+o.Code+" đang ở bước “"+o.State.Label()+"” nên không soạn phiếu trình được.")
	}
	return nil
}

// joinable returns a fault unless every obstacle in hand can be on the card; on a card that is sent all must be in the Office.
func (h cardInHand) joinable(ctx context.Context, tx *postgres.Tx, scope policy.Scope, send bool) error {
	for _, o := range h.obstacles {
		own := o.CardID != 0 && o.CardID == h.card.ID
		if o.State != reform.ObstacleReceived && (send || !own) {
			return fault.InvalidFields(fault.Field{Name: "gop", Message: o.Code + " đang ở bước “" + o.State.Label() + "” nên chưa gộp, chưa trình được."})
		}
		if o.CardID == 0 || own {
			continue
		}
		other, err := tx.Card(ctx, scope, o.CardID)
		if err != nil {
			return err
		}
		if !other.State.Over() {
			return fault.InvalidFields(fault.Field{Name: "gop", Message: o.Code + " đã ở một phiếu trình khác."})
		}
	}
	return nil
}

// ground reads what the card is written on.
func (h cardInHand) ground(ctx context.Context, tx *postgres.Tx, scope policy.Scope) (reform.CardGround, error) {
	ground := reform.CardGround{Obstacles: h.obstacles, Today: calendarDay(tx)}
	err := inOrder(
		func() (err error) { ground.Tasks, err = tx.TasksNumbered(ctx, scope, tasksOf(h.obstacles)); return },
		func() (err error) { ground.Leaders, err = tx.Leaders(ctx, ground.Today); return },
		func() (err error) { ground.Units, err = tx.Units(ctx); return },
	)
	return ground, err
}

// tasksOf returns the numbers of the tasks that the obstacles block, each once.
func tasksOf(obstacles []reform.Obstacle) []int64 {
	var ids []int64
	for _, o := range obstacles {
		if !slices.Contains(ids, o.TaskID) {
			ids = append(ids, o.TaskID)
		}
	}
	return ids
}

// keep writes the card in draft, a new one or over the version in hand.
func (h *cardInHand) keep(ctx context.Context, tx *postgres.Tx, grant policy.Grant, writing reform.CardWriting) error {
	before := h.card
	h.card = before.Rewrite(writing)
	if before.ID != 0 {
		err := tx.EditCard(ctx, grant, h.card, writing.Options, before.ChangesTo(h.card))
		h.card.Version++
		return err
	}
	id, err := tx.WriteCard(ctx, grant, h.card, writing.Options)
	h.card.ID, h.card.Version = id, 1
	return err
}

// gather puts the obstacles in hand on the card, and takes those off that leave it.
func (h *cardInHand) gather(ctx context.Context, tx *postgres.Tx, who policy.Actor, leaving []reform.Obstacle) error {
	for i, o := range h.obstacles {
		moved, err := putOnCard(ctx, tx, who, o, h.card.ID)
		if err != nil {
			return err
		}
		h.obstacles[i] = moved
	}
	for _, o := range leaving {
		if _, err := putOnCard(ctx, tx, who, o, 0); err != nil {
			return err
		}
	}
	return nil
}

func putOnCard(ctx context.Context, tx *postgres.Tx, who policy.Actor, o reform.Obstacle, card int64) (reform.Obstacle, error) {
	if o.CardID == card {
		return o, nil
	}
	grant, err := policy.Allow(who, policy.ObstaclePrepare, o.Subject())
	if err != nil {
		return o, err
	}
	next := o
	next.CardID, next.Version = card, o.Version+1
	return next, tx.PutOnCard(ctx, grant, o, next)
}
