package mail_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/mail"
	"cchc/internal/reform"
)

// lateObstacle returns a department whose Office hears by mail, at once, that a clock ran out.
func lateObstacle(t *testing.T) *small.Department {
	t.Helper()
	d := small.Build(t)
	d.DB.DeliverBy(reform.ChannelMail)
	if _, err := d.DB.Pool().Exec(t.Context(), `update person set email = 'maint@hungyen.gov.vn' where id = $1`, d.Clerk.Person); err != nil {
		t.Fatal(err)
	}
	d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	d.Clock.Advance(69 * time.Hour)
	if err := d.App.TellLateObstacles(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

func deliveriesIn(t *testing.T, d *small.Department, state reform.DeliveryState) []reform.DeliveryLine {
	t.Helper()
	list, err := d.App.Deliveries(t.Context(), d.Admin.Actor, reform.DeliveryFilter{State: state})
	if err != nil {
		t.Fatal(err)
	}
	return list.Deliveries
}

func TestServerThatIsAwayIsTriedAgainUntilItIsGivenUpAndWhatIsSentAgainArrives(t *testing.T) {
	t.Parallel()
	d, box, away := lateObstacle(t), open(t), open(t)
	away.end()
	waiting := deliveriesIn(t, d, reform.DeliveryWaiting)
	if len(waiting) != 1 || waiting[0].Person != "Nguyễn Thị Mai" {
		t.Fatalf("%+v", waiting)
	}
	id := waiting[0].ID
	for range 3 {
		if _, err := d.App.Deliver(t.Context(), id, away.by(mail.StartTLS).Send); err == nil || !strings.Contains(err.Error(), "Không kết nối được") {
			t.Fatal(err)
		}
	}
	if err := d.App.GiveUpDelivery(t.Context(), id, "hết lượt"); err != nil {
		t.Fatal(err)
	}
	dead := deliveriesIn(t, d, reform.DeliveryDead)
	if len(dead) != 1 || dead[0].Attempts != 3 || dead[0].Cause != reform.FailUnreachable || !strings.Contains(dead[0].Error, "refused") {
		t.Fatalf("%+v", dead)
	}
	if err := d.App.ResendDelivery(t.Context(), d.Admin.Actor, id, dead[0].Version); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := d.App.Deliver(t.Context(), id, box.by(mail.StartTLS).Send); err != nil {
			t.Fatal(err)
		}
	}
	if got := box.received(); len(got) != 1 || !strings.Contains(opened(t, got[0]).text, "VM-") {
		t.Errorf("%d arrived: %v", len(got), got)
	}
}

// The server takes the mail, and the portal dies before it could note so: the mail goes out once more, under the same name.
func TestMailThatWasTakenWhenThePortalDiedComesTwiceUnderOneName(t *testing.T) {
	t.Parallel()
	d, box := lateObstacle(t), open(t)
	id := deliveriesIn(t, d, reform.DeliveryWaiting)[0].ID
	ctx, die := context.WithCancel(t.Context())
	_, err := d.App.Deliver(ctx, id, func(ctx context.Context, m app.Message) error {
		defer die()
		return box.by(mail.StartTLS).Send(ctx, m)
	})
	if err == nil || len(deliveriesIn(t, d, reform.DeliveryWaiting)) != 1 {
		t.Fatalf("noted all the same: %v", err)
	}
	d.Clock.Advance(time.Minute)
	if _, err := d.App.Deliver(t.Context(), id, box.by(mail.StartTLS).Send); err != nil {
		t.Fatal(err)
	}
	got := box.received()
	if len(got) != 2 || opened(t, got[0]).Get("Message-Id") != opened(t, got[1]).Get("Message-Id") {
		t.Errorf("%d arrived", len(got))
	}
}

func TestAddressThatDoesNotExistIsDeadAtOnceAndABusyServerIsNot(t *testing.T) {
	t.Parallel()
	d, box := lateObstacle(t), open(t)
	id := deliveriesIn(t, d, reform.DeliveryWaiting)[0].ID
	box.refuses("to", &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "mailbox busy"})
	if _, err := d.App.Deliver(t.Context(), id, box.by(mail.StartTLS).Send); err == nil {
		t.Fatal("a busy server counts as done")
	}
	box.refuses("to", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"})
	if _, err := d.App.Deliver(t.Context(), id, box.by(mail.StartTLS).Send); err != nil {
		t.Fatal(err)
	}
	dead := deliveriesIn(t, d, reform.DeliveryDead)
	if len(dead) != 1 || dead[0].Attempts != 2 || dead[0].Cause != reform.FailAddress || !strings.Contains(dead[0].Error, "no such user") {
		t.Errorf("%+v", dead)
	}
}
