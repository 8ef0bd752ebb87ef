package app_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// choose has the member choose the pace for every kind on the channel, where it can be chosen.
func (p *outbox) choose(m small.Member, on reform.Channel, pace reform.Pace) {
	p.t.Helper()
	page, err := p.App.Channels(p.t.Context(), m.Actor)
	if err != nil {
		p.t.Fatal(err)
	}
	next := page.Now
	next.Choices = nil
	for _, kind := range reform.NoticeKinds() {
		if slices.Contains(kind.Choosable(on), pace) {
			next.Choices = append(next.Choices, reform.ChannelChoice{Kind: kind, Channel: on, Pace: pace})
		}
	}
	if err := p.App.ChooseChannels(p.t.Context(), m.Actor, next); err != nil {
		p.t.Fatal(err)
	}
}

// Every kind of notice, on both channels, for people who chose each of the paces or none: what goes out at once, what in the
// morning, and what never.
func TestEveryChoiceIsHonouredForEveryKindOnEveryChannel(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	who := map[reform.Pace]small.Member{"": p.Leader, reform.PaceAtOnce: p.Clerk, reform.PaceDigest: p.Chief, reform.PaceOff: p.Colleague}
	for pace, m := range who {
		if pace != "" {
			p.choose(m, reform.ChannelMail, pace)
			p.choose(m, reform.ChannelGateway, pace)
		}
	}
	for _, kind := range reform.NoticeKinds() {
		p.tell(kind, string(kind), p.Leader, p.Clerk, p.Chief, p.Colleague)
	}
	got := map[string]reform.Pace{}
	note := func() {
		p.deliverAll()
		for _, m := range p.sent {
			for _, n := range m.Notices {
				got[fmt.Sprint(n.Kind, m.Channel, m.Username)] = m.Pace
			}
		}
		p.sent = nil
	}
	note()
	p.Clock.Set(at(2026, time.November, 24, 7, 30))
	p.digest()
	note()
	for _, kind := range reform.NoticeKinds() {
		for _, channel := range reform.Channels() {
			for chosen, m := range who {
				want := chosen
				if chosen == "" || !slices.Contains(kind.Choosable(channel), chosen) {
					want = kind.Preset(channel)
				}
				went, sent := got[fmt.Sprint(kind, channel, m.Username)]
				if !sent {
					went = reform.PaceOff
				}
				if went != want {
					t.Errorf("%s by %s to who chose %q: %s, want %s", kind, channel, chosen, went, want)
				}
			}
		}
	}
}

func TestOneDigestForEachPersonAndWorkingDay(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.Clock.Set(at(2026, time.November, 27, 15, 0)) // a Friday
	p.tell(reform.NoticeObstacle, "friday", p.Clerk, p.Chief)
	p.tell(reform.NoticeObstacle, "read", p.Clerk, p.Colleague)
	p.exec(`update notice set read_at = at where key = 'read'`)
	morning := func(day, hour, minute int) []app.Message {
		p.Clock.Set(at(2026, time.November, day, hour, minute))
		p.digest()
		p.deliverAll()
		sent := p.sent
		p.sent = nil
		return sent
	}
	for _, quiet := range [][3]int{{27, 16, 0}, {28, 8, 0}, {29, 12, 0}, {30, 7, 29}} {
		if sent := morning(quiet[0], quiet[1], quiet[2]); len(sent) != 0 {
			t.Errorf("on the %dth at %d:%02d: %+v", quiet[0], quiet[1], quiet[2], sent)
		}
	}
	p.tell(reform.NoticeDue, "monday", p.Clerk)
	sent := morning(30, 7, 30)
	if len(sent) != 2 || sent[0].Pace != reform.PaceDigest {
		t.Fatalf("Monday morning: %+v", sent)
	}
	for _, m := range sent {
		want := map[string]int{p.Clerk.Username: 2, p.Chief.Username: 1}[m.Username]
		if m.Count() != want || want == 2 && m.Notices[0].Kind != reform.NoticeDue {
			t.Errorf("%s hears of %+v", m.Username, m.Notices)
		}
	}
	p.tell(reform.NoticeObstacle, "later", p.Clerk, p.Colleague)
	if sent := morning(30, 9, 0); len(sent) != 0 {
		t.Errorf("a second digest of the day: %+v", sent)
	}
	p.tell(reform.NoticeDue, "reminded late", p.Colleague)
	if sent := morning(30, 9, 30); len(sent) != 1 || sent[0].Count() != 1 {
		t.Errorf("reminders that came late: %+v", sent)
	}
	p.Clock.Set(at(2026, time.December, 1, 8, 0))
	p.digest()
	p.deliverAll()
	if len(p.sent) != 2 {
		t.Errorf("Tuesday morning: %+v", p.sent)
	}
}

func TestDigestTellsAtMostFiftyAndHowManyMore(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.exec(`insert into notice (person_id, kind, title, object_kind, object_name, key, at)
		select $1, 'reminder.due', 'Việc ' || n, 'task', 'x', 'many.' || n, $2 from generate_series(1, 62) n`, p.Clerk.Person, p.Clock.Now())
	p.Clock.Set(at(2026, time.November, 24, 8, 0))
	p.digest()
	p.deliverAll()
	if len(p.sent) != 1 || len(p.sent[0].Notices) != 50 || p.sent[0].More != 12 || p.sent[0].Count() != 62 {
		t.Fatalf("%d messages, %+v", len(p.sent), p.sent)
	}
}

func TestMessageWaitsThroughTheNightAndTheDaysOff(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	for day := 5; day <= 11; day++ {
		p.exec(`insert into holiday (day, kind, name) values ($1, 'off', 'Tết')`, at(2027, time.February, day, 0, 0))
	}
	p.Clock.Set(at(2027, time.February, 4, 19, 30)) // the eve of Tết
	p.tell(reform.NoticeDecision, "late", p.Clerk)
	opens := at(2027, time.February, 12, 7, 0)
	for _, now := range []time.Time{p.Clock.Now(), at(2027, time.February, 8, 10, 0), at(2027, time.February, 12, 6, 59)} {
		p.Clock.Set(now)
		if again, failed := p.deliverAll(); len(p.sent) != 0 || failed != nil || len(again) != 1 || !again[0].Equal(opens) {
			t.Errorf("at %s: again %v, failed %v, sent %v", now, again, failed, p.sent)
		}
	}
	if line := p.list(reform.DeliveryWaiting)[0]; line.Attempts != 0 {
		t.Errorf("the night counts as an attempt: %+v", line)
	}
	p.Clock.Set(opens)
	if p.deliverAll(); len(p.sent) != 1 {
		t.Errorf("in the morning after: %+v", p.sent)
	}
}

func TestChoosingIsForOneselfAndLeavesALineWithoutTheWholeNumber(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.exec(`update person set phone = ''`)
	p.exec(`update person set phone = '+84912345678' where id = $1`, p.Clerk.Person)
	next := reform.Reachability{PersonID: p.Chief.Person, Phone: "0987654321", Version: 1}
	if err := p.App.ChooseChannels(t.Context(), p.Clerk.Actor, next); err != nil {
		t.Fatal(err)
	}
	if page, err := p.App.Channels(t.Context(), p.Chief.Actor); err != nil || page.Now.Phone != "" {
		t.Errorf("%+v, %v", page.Now, err)
	}
	if err := p.App.ChooseChannels(t.Context(), p.Clerk.Actor, next); err == nil {
		t.Error("a stale version was taken")
	}
	if grant, err := policy.Allow(p.Clerk.Actor, policy.ChannelChoose, (reform.Reachability{PersonID: p.Chief.Person}).Subject()); err == nil {
		t.Errorf("a clerk may choose for the chief: %+v", grant)
	}
	var line string
	err := p.DB.Pool().QueryRow(t.Context(), `select changes::text from audit_event where action = 'channel.choose'`).Scan(&line)
	if err != nil || line != `[{"to": "***321", "from": "***678", "field": "phone"}]` {
		t.Errorf("%s, %v", line, err)
	}
}
