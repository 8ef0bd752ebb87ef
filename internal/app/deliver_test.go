package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// outbox is a portal with both channels, everybody reachable on both, and what was handed over.
type outbox struct {
	*small.Department
	t    *testing.T
	sent []app.Message
	fail error // of the next attempts
}

func newOutbox(t *testing.T) *outbox {
	t.Helper()
	p := &outbox{Department: small.Build(t), t: t}
	p.DB.DeliverBy(reform.Channels()...)
	p.exec(`update person set email = username || '@hungyen.gov.vn', phone = '0912' || lpad(id::text, 6, '0')`)
	return p
}

func (p *outbox) exec(sql string, args ...any) {
	p.t.Helper()
	if _, err := p.DB.Pool().Exec(p.t.Context(), sql, args...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *outbox) send(_ context.Context, m app.Message) error {
	if p.fail == nil {
		p.sent = append(p.sent, m)
	}
	return p.fail
}

// tell leaves a notice of the kind with the people, under the Grant of the first deed at hand.
func (p *outbox) tell(kind reform.NoticeKind, key string, to ...small.Member) {
	p.t.Helper()
	var audience reform.Audience
	for _, m := range to {
		audience.People = append(audience.People, m.Person)
	}
	task := p.Draft()
	grant, err := policy.Allow(p.SecondClerk.Actor, policy.TaskEdit, task.Subject())
	if err != nil {
		p.t.Fatal(err)
	}
	err = p.DB.Write(p.t.Context(), func(tx *postgres.Tx) error {
		if err := tx.MoveTask(p.t.Context(), grant, reform.TaskMove{Becomes: task, Seen: task.Version}); err != nil {
			return err
		}
		notice := reform.Notice{Kind: kind, Title: "Việc " + key, Body: "Nội dung " + key, Object: policy.Task, Name: task.Code}
		return tx.Tell(p.t.Context(), grant, task.ID, audience, notice, key)
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// waiting returns the numbers of the deliveries that wait, the oldest first.
func (p *outbox) waiting() []int64 {
	p.t.Helper()
	var ids []int64
	for _, line := range p.list(reform.DeliveryWaiting) {
		ids = append(ids, line.ID)
	}
	slices.Sort(ids)
	return ids
}

func (p *outbox) list(state reform.DeliveryState) []reform.DeliveryLine {
	p.t.Helper()
	list, err := p.App.Deliveries(p.t.Context(), p.Admin.Actor, reform.DeliveryFilter{State: state})
	if err != nil {
		p.t.Fatal(err)
	}
	return list.Deliveries
}

// deliverAll tries each delivery that waits once, as the queue would.
func (p *outbox) deliverAll() (again []time.Time, failed []error) {
	p.t.Helper()
	for _, id := range p.waiting() {
		at, err := p.App.Deliver(p.t.Context(), id, p.send)
		if err != nil {
			failed = append(failed, err)
		} else if !at.IsZero() {
			again = append(again, at)
		}
	}
	return again, failed
}

func (p *outbox) digest() {
	p.t.Helper()
	for range 2 { // a second run changes nothing
		if err := p.App.MakeDigests(p.t.Context()); err != nil {
			p.t.Fatal(err)
		}
	}
}

func at(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, calendar.Zone)
}

func TestMessageIsSentOnceAndSaysWhatTheNoticeSays(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "a", p.Colleague)
	p.tell(reform.NoticeDecision, "a", p.Colleague)
	p.deliverAll()
	p.deliverAll()
	if len(p.sent) != 1 || p.sent[0].Address != "bichtt@hungyen.gov.vn" || p.sent[0].Notices[0].Body != "Nội dung a" {
		t.Fatalf("sent %+v", p.sent)
	}
	line := p.list(reform.DeliverySent)[0]
	if line.Attempts != 1 || line.SentAt == nil || line.Error != "" {
		t.Errorf("%+v", line)
	}
}

func TestFailedAttemptIsCountedAndTriedAgain(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "a", p.Colleague)
	p.fail = &reform.Failure{Cause: reform.FailBusy, Detail: "451 thử lại sau"}
	for range 3 {
		if _, failed := p.deliverAll(); len(failed) != 1 {
			t.Fatal(failed)
		}
	}
	if line := p.list(reform.DeliveryWaiting)[0]; line.Attempts != 3 || line.Cause != reform.FailBusy || line.Error != "451 thử lại sau" {
		t.Errorf("%+v", line)
	}
	p.fail = nil
	if _, failed := p.deliverAll(); failed != nil || len(p.sent) != 1 {
		t.Error(failed, p.sent)
	}
}

func TestWhatCannotHelpIsDeadAtOnceAndGoesOutWhenSentAgain(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "a", p.Colleague)
	p.fail = &reform.Failure{Cause: reform.FailRefused, Detail: "554 không nhận", Final: true}
	if _, failed := p.deliverAll(); failed != nil {
		t.Fatal(failed)
	}
	dead := p.list(reform.DeliveryDead)[0]
	if err := p.App.ResendDelivery(t.Context(), p.Clerk.Actor, dead.ID, dead.Version); err == nil {
		t.Error("a clerk sent it again")
	}
	if err := p.App.ResendDelivery(t.Context(), p.Admin.Actor, dead.ID, dead.Version); err != nil {
		t.Fatal(err)
	}
	if err := p.App.ResendDelivery(t.Context(), p.Admin.Actor, dead.ID, dead.Version); err == nil {
		t.Error("sent again twice")
	}
	p.fail = nil
	p.deliverAll()
	if len(p.sent) != 1 || len(p.list(reform.DeliveryDead)) != 0 {
		t.Errorf("sent %v", p.sent)
	}
}

func TestGivenUpOfOneCauseAreSentAgainTogether(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "a", p.Colleague, p.Clerk, p.Chief)
	p.fail = errors.New("connection refused")
	p.deliverAll()
	for _, id := range p.waiting() {
		for range 2 {
			if err := p.App.GiveUpDelivery(t.Context(), id, "hết lượt"); err != nil {
				t.Fatal(err)
			}
		}
	}
	list, err := p.App.Deliveries(t.Context(), p.Admin.Actor, reform.DeliveryFilter{})
	of := reform.DeadCause{Channel: reform.ChannelMail, Cause: reform.FailUnreachable, Count: 3}
	if err != nil || !slices.Equal(list.Dead, []reform.DeadCause{of}) {
		t.Fatal(list.Dead, err)
	}
	if n, err := p.App.ResendDeliveries(t.Context(), p.Admin.Actor, of); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	p.fail = nil
	p.deliverAll()
	if len(p.sent) != 3 {
		t.Errorf("%d arrived", len(p.sent))
	}
}

func TestNothingIsSentThatNobodyNeedsAnyMore(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "read", p.Colleague)
	p.tell(reform.NoticeNudge, "formal", p.Chief)
	p.tell(reform.NoticeDecision, "gone", p.Clerk)
	p.tell(reform.NoticeDecision, "homeless", p.Leader)
	p.exec(`update notice set read_at = at where key in ('read', 'formal')`)
	p.exec(`update person set active = false where id = $1`, p.Clerk.Person)
	p.exec(`update person set email = '' where id = $1`, p.Leader.Person)
	p.deliverAll()
	if len(p.sent) != 1 || p.sent[0].Username != p.Chief.Username {
		t.Errorf("sent %+v", p.sent)
	}
	if dead := p.list(reform.DeliveryDead); len(dead) != 1 || dead[0].Cause != reform.FailAddress {
		t.Errorf("dead %+v", dead)
	}
	if void := p.list(reform.DeliveryVoid); len(void) != 2 {
		t.Errorf("void %+v", void)
	}
	p.tell(reform.NoticeDecision, "unset", p.Observer)
	p.DB.DeliverBy(reform.ChannelGateway)
	p.deliverAll()
	if dead := p.list(reform.DeliveryDead); len(dead) != 2 || dead[0].Cause != reform.FailUnset {
		t.Errorf("dead %+v", dead)
	}
}
