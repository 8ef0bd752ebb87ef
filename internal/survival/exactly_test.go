//go:build unix

package survival_test

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

const (
	nudged     = 100 // events that the portals' jobs tell of
	raised     = 900 // events that are told of at once
	processes  = 3
	perProcess = 4 // jobs at once, and so messages that one kill can catch between the sending and the noting
)

// fleet is several portals on one database, one of which is killed and begins again now and then.
type fleet struct {
	t       *testing.T
	env     []string
	members [processes]*exec.Cmd
	said    [processes]*bytes.Buffer
	kills   int
}

// begin starts the member and waits until it answers.
func (f *fleet) begin(i int) {
	f.t.Helper()
	cmd := exec.Command(program, "serve", "--addr", "127.0.0.1:0", "--log-level", "error")
	cmd.Env, f.said[i] = append(os.Environ(), f.env...), &bytes.Buffer{}
	cmd.Stderr = f.said[i]
	out, err := cmd.StdoutPipe()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	f.members[i] = cmd
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "http://") {
			return
		}
	}
	f.t.Fatalf("a portal does not start: %v\n%s", cmd.Wait(), f.said[i])
}

// killOne ends one member without a word and starts it again.
func (f *fleet) killOne() {
	i := rand.N(processes)
	_ = f.members[i].Process.Kill()
	_ = f.members[i].Wait()
	f.kills++
	f.begin(i)
}

func (f *fleet) end() {
	for _, member := range f.members {
		if member != nil {
			_ = member.Process.Kill()
			_ = member.Wait()
		}
	}
}

// Three portals on one database are killed in the middle of their work; yet of a thousand events everybody is told exactly once, in
// the portal and by mail, and no job is lost.
func TestOfEachEventEverybodyIsToldOnceWhicheverPortalDies(t *testing.T) {
	t.Parallel()
	d, mails := small.Build(t), openInbox(t)
	d.DB.DeliverBy(reform.ChannelMail)
	prepareToTell(t, d)
	tasks := make([]reform.Task, nudged)
	for i := range tasks {
		tasks[i] = d.InProgress([]small.Team{d.Science, d.Digital, d.Branch, d.Centre}[i%4])
	}
	f := &fleet{t: t, env: []string{
		"CCHC_DATABASE_URL=" + d.DB.Pool().Config().ConnString(), "CCHC_MAX_CONNS=8", "CCHC_SMTP_HOST=127.0.0.1", "CCHC_SMTP_PORT=" + mails.port,
		"CCHC_SMTP_SECURITY=none", "CCHC_MAIL_FROM=cchc@hungyen.gov.vn",
	}}
	defer f.end()
	for i := range processes {
		f.begin(i)
	}
	happening := happen(t, d, tasks)
	for !over(happening) {
		time.Sleep(rand.N(800 * time.Millisecond))
		f.killOne()
	}
	awaitTold(t, d, f)
	checkTold(t, d)
	different, again := mails.counted()
	if sent := count(t, d, `select count(*) from delivery where state = 'sent'`); different != sent {
		t.Errorf("%d deliveries are sent, %d different messages arrived", sent, different)
	}
	if again > f.kills*perProcess {
		t.Errorf("%d messages arrived twice with %d kills", again, f.kills)
	}
	t.Logf("%d portals were killed; %d messages arrived, %d of them once more under the same name", f.kills, different, again)
}

// prepareToTell gives everybody an address and has everything told at once, also at night and on a Sunday.
func prepareToTell(t *testing.T, d *small.Department) {
	t.Helper()
	for _, sql := range []string{
		`update person set email = username || '@hungyen.gov.vn'`,
		`insert into channel_choice (person_id, kind, channel, pace) select id, 'obstacle', 'mail', 'at_once' from person`,
		`insert into setting (key, value) values ('quiet_from', '0'), ('quiet_to', '0') on conflict (key) do update set value = '0'`,
		`delete from holiday where day between current_date - 1 and current_date + 1`,
		`insert into holiday (day, kind, name) select current_date + n, 'make_up', 'Làm bù' from generate_series(-1, 1) n where extract(isodow from current_date + n) > 5`,
	} {
		if _, err := d.DB.Pool().Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// happen lets the events come, several at once, and returns what is closed when all have.
func happen(t *testing.T, d *small.Department, tasks []reform.Task) <-chan struct{} {
	t.Helper()
	done := make(chan struct{})
	var hands sync.WaitGroup
	teams := []small.Team{d.Science, d.Digital, d.Branch, d.Centre}
	for _, team := range teams {
		task := d.InProgress(team) // a task that is blocked is not nudged
		hands.Go(func() {
			for range raised / len(teams) {
				if _, err := d.App.RaiseObstacle(t.Context(), team.Officer.Actor, app.RaiseObstacle{Code: task.Code, Blocking: d.Blocking()}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	hands.Go(func() {
		for _, task := range tasks {
			if err := nudgeNow(t, d, task); err != nil {
				t.Error(err)
				return
			}
		}
	})
	go func() { hands.Wait(); close(done) }()
	return done
}

// nudgeNow has the unit of the task nudged, and lets the time pass in which that could be recalled.
func nudgeNow(t *testing.T, d *small.Department, task reform.Task) error {
	made, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, d.Nudging(1, task))
	if err != nil {
		return err
	}
	if _, err := d.DB.Pool().Exec(t.Context(), `update nudge set send_at = now() - interval '1 second' where batch_id = $1`, made.Batch); err != nil {
		return err
	}
	_, err = d.DB.Pool().Exec(t.Context(), `update river.river_job set scheduled_at = now(), state = 'available'
		where kind = 'send_nudges' and (args ->> 'batch')::bigint = $1 and state = 'scheduled'`, made.Batch)
	return err
}

func over(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

func count(t *testing.T, d *small.Department, sql string) (n int) {
	t.Helper()
	if err := d.DB.Pool().QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

// awaitTold waits until no job is left. Jobs of those who died last are taken up each minute, which the test does not wait for.
func awaitTold(t *testing.T, d *small.Department, f *fleet) {
	t.Helper()
	left := -1
	for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if err := d.App.TakeUpJobs(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left = count(t, d, `select count(*) from river.river_job where kind in ('deliver', 'send_nudges') and state <> 'completed'`); left == 0 {
			return
		}
	}
	t.Fatalf("%d jobs are never done\n%s\n%s\n%s", left, f.said[0], f.said[1], f.said[2])
}

// checkTold sees that each event is told to each it concerns, once.
func checkTold(t *testing.T, d *small.Department) {
	t.Helper()
	for claim, sql := range map[string]string{
		"obstacles that their unit's head was not told of once": `select count(*) from obstacle o
			where 1 <> (select count(*) from notice n where n.kind = 'obstacle' and n.object_name = o.code)`,
		"nudges that the unit's head and the task's officer were not both told of once": `select count(*) from nudge g
			where 2 <> (select count(*) from notice n where n.kind = 'nudge' and n.object_name = g.code)
				or 2 <> (select count(distinct n.person_id) from notice n where n.kind = 'nudge' and n.object_name = g.code)`,
		"nudges that did not go out": `select count(*) from nudge where state <> 'sent'`,
		"notices that were not delivered once": `select count(*) from notice n where n.kind in ('obstacle', 'nudge')
			and 1 <> (select count(*) from delivery_notice dn join delivery v on v.id = dn.delivery_id and v.state = 'sent' where dn.notice_id = n.id)`,
	} {
		if n := count(t, d, sql); n > 0 {
			t.Errorf("%d %s", n, claim)
		}
	}
	if n := count(t, d, `select (select count(*) from obstacle) + (select count(*) from nudge)`); n != raised+nudged {
		t.Errorf("%d events happened, not %d", n, raised+nudged)
	}
}
