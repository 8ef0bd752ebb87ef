package reform_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// tet is Tết 2027: seven days off from the thirtieth of the last moon on, and a Saturday made up for.
func tet() calendar.Days {
	days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{calendar.NewDate(2027, time.February, 20): "Làm bù"}}
	for day := calendar.NewDate(2027, time.February, 5); day.Compare(calendar.NewDate(2027, time.February, 11)) <= 0; day = day.AddDays(1) {
		days.Off[day] = "Tết"
	}
	return days
}

func TestNothingLeavesInQuietHoursOnDaysOffAndOverTet(t *testing.T) {
	t.Parallel()
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2027, month, day, hour, minute, 0, 0, calendar.Zone)
	}
	quiet := reform.QuietOf(nil, tet())
	for _, c := range []struct {
		name      string
		at, opens time.Time
	}{
		{"a working morning", at(1, 12, 7, 0), at(1, 12, 7, 0)},
		{"just before it opens", at(1, 12, 6, 59), at(1, 12, 7, 0)},
		{"the last minute", at(1, 12, 18, 59), at(1, 12, 18, 59)},
		{"the evening", at(1, 12, 19, 0), at(1, 13, 7, 0)},
		{"Friday evening", at(1, 15, 20, 0), at(1, 18, 7, 0)},
		{"Saturday noon", at(1, 16, 12, 0), at(1, 18, 7, 0)},
		{"the eve of Tết, late", at(2, 4, 22, 0), at(2, 12, 7, 0)},
		{"the first of Tết", at(2, 6, 9, 0), at(2, 12, 7, 0)},
		{"a Saturday made up for", at(2, 20, 9, 0), at(2, 20, 9, 0)},
		{"the night before it", at(2, 19, 23, 30), at(2, 20, 7, 0)},
		{"midnight", at(1, 12, 0, 0), at(1, 12, 7, 0)},
	} {
		if got := quiet.Opening(c.at); !got.Equal(c.opens) {
			t.Errorf("%s: opens %s, want %s", c.name, got, c.opens)
		}
		if again := quiet.Opening(quiet.Opening(c.at)); !again.Equal(c.opens) {
			t.Errorf("%s: the opening is quiet itself", c.name)
		}
	}
}

func TestQuietHoursAreWhatTheSettingsSay(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2027, time.January, day, hour, 0, 0, 0, calendar.Zone) }
	of := func(from, to string) reform.Quiet {
		return reform.QuietOf([]reform.Setting{{Key: reform.SettingQuietFrom, Value: from}, {Key: reform.SettingQuietTo, Value: to}}, calendar.Days{})
	}
	for _, c := range []struct {
		from, to  string
		at, opens time.Time
	}{
		{"22", "6", at(12, 21), at(12, 21)}, {"22", "6", at(12, 22), at(13, 6)}, {"0", "0", at(12, 3), at(12, 3)}, {"5", "5", at(16, 3), at(18, 0)},
		{"11", "13", at(12, 12), at(12, 13)}, {"11", "13", at(12, 20), at(12, 20)}, {"11", "13", at(16, 12), at(18, 0)}, {"0", "8", at(12, 3), at(12, 8)},
		{"0", "8", at(16, 3), at(18, 8)}, {"19", "0", at(12, 20), at(13, 0)},
	} {
		if got := of(c.from, c.to).Opening(c.at); !got.Equal(c.opens) {
			t.Errorf("%s to %s: at %s opens %s, want %s", c.from, c.to, c.at, got, c.opens)
		}
	}
}

func TestFormalNudgesCannotBeSwitchedOffByMail(t *testing.T) {
	t.Parallel()
	off := reform.Reachability{Choices: []reform.ChannelChoice{{Kind: reform.NoticeNudge, Channel: reform.ChannelMail, Pace: reform.PaceOff}}}
	if off.Check() == nil {
		t.Error("a nudge was chosen away")
	}
	if got := off.Pace(reform.NoticeNudge, reform.ChannelMail); got != reform.PaceAtOnce {
		t.Errorf("a choice that is there all the same makes it %s", got)
	}
	if kinds := reform.FormalKinds(); len(kinds) != 1 || kinds[0] != reform.NoticeNudge || len(reform.NoticeKinds()) != len(reform.NoticeKindsByPress()) {
		t.Errorf("formal are %v", kinds)
	}
}
