package app_test

import (
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// atOnce runs the deeds at the same time and returns what each answered.
func atOnce(deeds ...func() error) []error {
	answers := make([]error, len(deeds))
	done := make(chan int)
	for i, deed := range deeds {
		go func() {
			answers[i] = deed()
			done <- i
		}()
	}
	for range deeds {
		<-done
	}
	return answers
}

func TestObstacleIsOnOneCardHoweverManyWriteAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 4 {
		one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures)
		write := func(by small.Member, obstacles ...reform.Obstacle) func() error {
			in := d.WritingCard(d.ViceLeader, obstacles...)
			return func() error { _, err := d.App.WriteCard(t.Context(), by.Actor, in); return err }
		}
		answers := atOnce(write(d.Clerk, one, two), write(d.SecondClerk, two, one), write(d.Chief, one, two))
		kept := 0
		for _, err := range answers {
			if err == nil {
				kept++
			} else if strings.Contains(err.Error(), "Thử lại sau ít giây") {
				t.Errorf("they locked each other: %v", err)
			}
		}
		if kept != 1 || d.ReadObstacle(one.Code).CardID != d.ReadObstacle(two.Code).CardID {
			t.Errorf("%d cards were kept: %v", kept, answers)
		}
	}
}

func TestCardIsSentOrLeftNeverHalf(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 4 {
		one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Science, reform.AreaProcedures)
		d.Card(reform.CardDraft, d.ViceLeader, one, two)
		send := d.WritingCard(d.ViceLeader, one, two)
		leave := app.MoveObstacle{Code: two.Code, Act: reform.ObstacleWithdraw, Seen: d.ReadObstacle(two.Code).Version, Note: "Đã tự gỡ."}
		answers := atOnce(
			func() error { _, err := d.App.EscalateCard(t.Context(), d.Chief.Actor, send); return err },
			func() error { return d.App.MoveObstacle(t.Context(), d.Science.Officer.Actor, leave) },
		)
		first, second := d.ReadObstacle(one.Code), d.ReadObstacle(two.Code)
		sent, left := first.State == reform.ObstacleEscalated, second.State == reform.ObstacleWithdrawn
		if sent != (answers[0] == nil) || left != (answers[1] == nil) || !sent && !left || sent && !left && second.State != reform.ObstacleEscalated {
			t.Errorf("%s and %s after %v", first.State, second.State, answers)
		}
	}
}

func TestLastTwoWhoLeaveACardAtOnceDropIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures)
	card := d.Card(reform.CardSent, d.ViceLeader, one, two)
	leave := func(by small.Member, o reform.Obstacle) func() error {
		in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleWithdraw, Seen: d.ReadObstacle(o.Code).Version, Note: "Đã tự gỡ."}
		return func() error { return d.App.MoveObstacle(t.Context(), by.Actor, in) }
	}
	for _, err := range atOnce(leave(d.Science.Officer, one), leave(d.Digital.Officer, two)) {
		if err != nil {
			t.Error(err)
		}
	}
	var state string
	if err := d.DB.Pool().QueryRow(t.Context(), `select state from decision_card where id = $1`, card.ID).Scan(&state); err != nil || state != "dropped" {
		t.Errorf("the card is %s (%v)", state, err)
	}
}
