package app

import (
	"context"
	"slices"
	"strings"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// HandOver asks to give what one person holds to another.
type HandOver struct {
	Person      int64
	Successor   int64
	Tasks       []HeldTask
	Drafts      []string // forms
	Followed    bool     // also what the person follows, for who may say who follows tasks
	EndDeputies bool     // also the deputyships that name the person
}

// HeldTask is one task to hand over, at the version it was seen at.
type HeldTask struct {
	Code string
	Seen int
}

// HandOver makes the successor the officer of each task, gives them the drafts and what the person follows, and ends the deputyships that name the
// person, all or nothing; it returns how much was moved and the successor's name.
func (a *App) HandOver(ctx context.Context, who policy.Actor, in HandOver) (reform.HandedOver, string, error) {
	var done reform.HandedOver
	var successor reform.Person
	err := a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		person, grant, err := handsOver(ctx, tx.Reader, who, in.Person)
		if err != nil {
			return err
		}
		if successor, err = in.check(ctx, tx, person); err != nil {
			return err
		}
		if err := in.moveTasks(ctx, tx, who, successor); err != nil {
			return err
		}
		if done, err = in.count(ctx, tx, who, person); err != nil {
			return err
		}
		if in.Followed {
			if done.Followed, err = handFollowed(ctx, tx, who, person.ID, successor); err != nil {
				return err
			}
		}
		return tx.HandOver(ctx, grant, person, successor.ID, in.Drafts, done.Sentence(successor.Name))
	})
	return done, successor.Name, err
}

// handsOver returns the person with the Grant to hand their work over; a person out of reach is not found.
func handsOver(ctx context.Context, r postgres.Reader, who policy.Actor, id int64) (reform.Person, policy.Grant, error) {
	person, err := r.Person(ctx, id)
	if err != nil {
		return person, policy.Grant{}, err
	}
	grant, err := policy.Allow(who, policy.WorkHandOver, person.Subject())
	if err != nil && who.Reach(policy.WorkHandOver) > policy.Nothing {
		_, err = r.Person(ctx, 0)
	}
	return person, grant, err
}

func (in HandOver) check(ctx context.Context, tx *postgres.Tx, person reform.Person) (reform.Person, error) {
	if in.Successor == 0 || in.Successor == person.ID {
		return reform.Person{}, fault.InvalidFields(fault.Field{Name: "nguoi_nhan", Message: "Chọn người nhận bàn giao, khác người bàn giao."})
	}
	if len(in.Tasks)+len(in.Drafts) == 0 && !in.EndDeputies && !in.Followed {
		return reform.Person{}, fault.InvalidFields(fault.Field{Name: "nhiem_vu", Message: "Chọn ít nhất một mục để bàn giao."})
	}
	successor, err := tx.Person(ctx, in.Successor)
	if err != nil {
		return successor, err
	}
	var check fault.Check
	officer := successor.CanBeOfficer() || in.Followed && len(in.Tasks) == 0 // tasks to follow need no officer
	check.That(officer, "nguoi_nhan", "Người nhận phải là chuyên viên hoặc trưởng đơn vị đang dùng tài khoản.")
	check.That(!officer || !in.Followed || successor.Follows(), "nguoi_nhan", "Nhiệm vụ đang theo dõi chỉ bàn giao được cho người của Văn phòng. Chọn người khác, hoặc bỏ đánh dấu phần theo dõi.")
	return successor, check.Err()
}

// moveTasks names the successor on each task, in the order of their codes, so that two handovers wait for each other.
func (in HandOver) moveTasks(ctx context.Context, tx *postgres.Tx, who policy.Actor, successor reform.Person) error {
	slices.SortFunc(in.Tasks, func(a, b HeldTask) int { return strings.Compare(a.Code, b.Code) })
	var strange []string
	for _, held := range in.Tasks {
		err := in.moveTask(ctx, tx, who, held, successor.ID)
		if f, ok := fault.As(err); ok && f.Kind == fault.Invalid {
			strange = append(strange, held.Code)
			continue
		}
		if err != nil {
			return err
		}
	}
	if len(strange) > 0 {
		return fault.InvalidFields(fault.Field{Name: "nhiem_vu", Message: successor.Name + " không thuộc đơn vị chủ trì của " + strings.Join(strange, ", ") +
			". Bỏ chọn các nhiệm vụ này để bàn giao riêng, hoặc chọn người nhận khác."})
	}
	return nil
}

func (in HandOver) moveTask(ctx context.Context, tx *postgres.Tx, who policy.Actor, held HeldTask, successor int64) error {
	task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), held.Code)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, policy.TaskNameOfficer, task.Subject())
	if err != nil {
		return err
	}
	if task.OfficerID != in.Person || !task.State.Open() {
		return fault.New(fault.Conflict, "Nhiệm vụ "+task.Code+" không còn do người này xử lý. Xem bản mới nhất rồi bàn giao lại.")
	}
	return NameOfficer{Code: held.Code, Seen: held.Seen, Officer: successor}.give(ctx, tx, grant, task)
}

// count ends the deputyships where that is asked for, and counts what the handover moves.
func (in HandOver) count(ctx context.Context, tx *postgres.Tx, who policy.Actor, person reform.Person) (reform.HandedOver, error) {
	done := reform.HandedOver{Tasks: len(in.Tasks)}
	drafts, err := tx.HeldDrafts(ctx, person.ID)
	if err != nil {
		return done, err
	}
	theirs, err := tx.HeldDrafts(ctx, in.Successor)
	if err != nil {
		return done, err
	}
	for _, draft := range drafts {
		same := func(d reform.HeldDraft) bool { return d.Form == draft.Form }
		if slices.Contains(in.Drafts, draft.Form) && !slices.ContainsFunc(theirs, same) {
			done.Drafts++
		}
	}
	if in.EndDeputies {
		done.Deputies, err = endDeputies(ctx, tx, who, person)
	}
	return done, err
}

func endDeputies(ctx context.Context, tx *postgres.Tx, who policy.Actor, person reform.Person) (int, error) {
	deputies, err := tx.LockHeldDeputies(ctx, policy.See(who, policy.WorkHandOver), person.ID, calendarDay(tx))
	if err != nil {
		return 0, err
	}
	for _, d := range deputies {
		grant, err := policy.Allow(who, policy.WorkHandOver, d.Subject(person.UnitID))
		if err != nil {
			return 0, err
		}
		if err := tx.EndDeputy(ctx, grant, d, "Bàn giao công việc của "+person.Name); err != nil {
			return 0, err
		}
	}
	return len(deputies), nil
}
