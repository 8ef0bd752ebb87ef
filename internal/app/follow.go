package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// FollowPage is what giving the tasks somebody who follows them needs to show.
type FollowPage struct {
	Tasks  []reform.FollowCandidate
	People []reform.Person // who may follow them
	Over   bool            // more tasks were picked than one act takes; the first are here
}

// FollowPage reads the tasks that were picked, for whoever may say who follows them.
func (a *App) FollowPage(ctx context.Context, who policy.Actor, pick NudgePick) (FollowPage, error) {
	var page FollowPage
	if who.Reach(policy.TaskFollow) != policy.All {
		_, err := policy.Allow(who, policy.TaskFollow, policy.Subject{Kind: policy.Task})
		return page, err
	}
	codes, over, err := a.picked(ctx, who, pick, reform.FollowMost)
	if err != nil {
		return page, err
	}
	page.Over = over
	return page, inOrder(
		func() (err error) {
			page.Tasks, err = a.DB.FollowCandidates(ctx, policy.See(who, policy.TaskRead), codes)
			return
		},
		func() (err error) { page.People, err = followers(ctx, a.DB.Reader); return },
	)
}

// picked returns the codes of the tasks that were picked, at most so many, and whether there are more.
func (a *App) picked(ctx context.Context, who policy.Actor, pick NudgePick, most int) (codes []string, over bool, err error) {
	codes = slices.Clone(pick.Codes)
	if pick.Filter != nil {
		tasks, err := a.BoardTasks(ctx, who, *pick.Filter, most+1)
		if err != nil {
			return nil, false, err
		}
		for _, task := range tasks {
			codes = append(codes, task.Code)
		}
	}
	over = len(codes) > most
	return codes[:min(len(codes), most)], over, nil
}

// followers reads who may follow tasks, by given name.
func followers(ctx context.Context, r postgres.Reader) ([]reform.Person, error) {
	people, err := r.ActivePeople(ctx)
	return slices.DeleteFunc(people, func(p reform.Person) bool { return !p.Follows() }), err
}

// FollowTasks asks that one person of the Office follows the tasks from now on; nobody where Person is 0.
type FollowTasks struct {
	Tasks  []string // their codes
	Person int64
}

// FollowsMade is what came of it.
type FollowsMade struct {
	Name    string // of who follows them; "" for nobody
	Given   int
	Skipped int // those that are over, or have that follower already
}

// FollowTasks gives the tasks to the person to follow and tells them once of all. Tasks that are over, and those that the person
// follows already, are left as they are.
func (a *App) FollowTasks(ctx context.Context, who policy.Actor, in FollowTasks) (FollowsMade, error) {
	var made FollowsMade
	var check fault.Check
	check.That(len(in.Tasks) > 0, "nv", "Đánh dấu ít nhất một nhiệm vụ.")
	check.That(len(in.Tasks) <= reform.FollowMost, "nv", "Mỗi lần giao tối đa "+viet.Int(reform.FollowMost)+" nhiệm vụ. Bỏ bớt rồi giao làm nhiều lần.")
	if err := check.Err(); err != nil {
		return made, err
	}
	return made, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		tasks, err := tx.LockFollowCandidates(ctx, policy.See(who, policy.TaskRead), in.Tasks)
		if err != nil {
			return err
		}
		person, err := in.person(ctx, tx.Reader)
		if err != nil {
			return err
		}
		made = FollowsMade{Name: person.Name}
		return made.give(ctx, tx, who, tasks, person)
	})
}

// person returns who is to follow the tasks.
func (in FollowTasks) person(ctx context.Context, r postgres.Reader) (reform.Person, error) {
	if in.Person == 0 {
		return reform.Person{}, nil
	}
	people, err := followers(ctx, r)
	at := slices.IndexFunc(people, func(p reform.Person) bool { return p.ID == in.Person })
	if err == nil && at < 0 {
		err = fault.InvalidFields(fault.Field{Name: "nguoi_theo_doi", Message: "Chọn người theo dõi thuộc Văn phòng Sở."})
	}
	if err != nil {
		return reform.Person{}, err
	}
	return people[at], nil
}

// give writes down who follows each of the tasks, and tells that person.
func (made *FollowsMade) give(ctx context.Context, tx *postgres.Tx, who policy.Actor, tasks []reform.FollowCandidate, person reform.Person) error {
	var given []reform.FollowCandidate
	var last policy.Grant
	for _, task := range tasks {
		grant, err := policy.Allow(who, policy.TaskFollow, task.Subject())
		if err != nil {
			return err
		}
		if task.FollowSkip(person.ID) != "" {
			made.Skipped++
			continue
		}
		if err := setFollower(ctx, tx, grant, task, person); err != nil {
			return err
		}
		given, last = append(given, task), grant
	}
	if made.Given = len(given); made.Given == 0 {
		return fault.New(fault.Conflict, "Không có nhiệm vụ nào để đổi người theo dõi: nhiệm vụ đã kết thúc hoặc đã giao đúng người này.")
	}
	if person.ID == 0 {
		return nil
	}
	_, of := last.Object()
	return tx.Tell(ctx, last, of, reform.Audience{People: []int64{person.ID}}, reform.FollowNotice(given), reform.FollowKey(given[0].ID, tx.Now))
}

func setFollower(ctx context.Context, tx *postgres.Tx, grant policy.Grant, task reform.FollowCandidate, person reform.Person) error {
	if person.ID == 0 {
		return tx.DropFollower(ctx, grant, task)
	}
	return tx.GiveFollower(ctx, grant, task, person)
}

// leaveFollowed leaves the tasks that the person followed to be given to others, and tells the Office of it once. Who edits accounts reaches no
// task, so that the task it names is read as the portal itself.
func leaveFollowed(ctx context.Context, tx *postgres.Tx, grant policy.Grant, person reform.Person) error {
	left, err := tx.LeaveFollowed(ctx, grant, person.ID)
	if err != nil || len(left) == 0 {
		return err
	}
	first, err := tx.TaskByID(ctx, policy.See(policy.SystemActor(), policy.TaskRead), slices.Min(left))
	if err != nil {
		return err
	}
	return tx.Tell(ctx, grant, person.ID, reform.Audience{Office: true}, reform.LeftNotice(person.Name, len(left), first), reform.LeftKey(person.ID, tx.Now))
}

// handFollowed gives what the person follows to the successor, and tells the successor once; it returns how many tasks.
func handFollowed(ctx context.Context, tx *postgres.Tx, who policy.Actor, person int64, successor reform.Person) (int, error) {
	scope := policy.See(who, policy.TaskRead)
	codes, err := tx.FollowedTasks(ctx, scope, person, reform.FollowMost)
	if err != nil || len(codes) == 0 {
		return 0, err
	}
	tasks, err := tx.LockFollowCandidates(ctx, scope, codes)
	if err != nil {
		return 0, err
	}
	tasks = slices.DeleteFunc(tasks, func(c reform.FollowCandidate) bool { return c.FollowerID != person })
	if len(tasks) == 0 {
		return 0, nil
	}
	made := FollowsMade{Name: successor.Name}
	return len(tasks), made.give(ctx, tx, who, tasks, successor)
}
