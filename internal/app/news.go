package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// NewsPage is one page of what changed between two instants.
type NewsPage struct {
	Filter reform.NewsFilter // the instants and the page are those shown
	Frozen bool              // Since is when figures were last frozen for a meeting
	Counts []reform.NewsCount
	News   []reform.News
	Units  []reform.Unit
}

// NewsDays is how many days news look back where no meeting's figures were frozen.
const NewsDays = 7

// NewsPage reads what changed between two instants, as the filter asks. No later instant, or one that is still to come, is now; no
// earlier one, or one that is not earlier, is when figures were last frozen for a meeting, or the end of the day a week before.
func (a *App) NewsPage(ctx context.Context, who policy.Actor, f reform.NewsFilter) (NewsPage, error) {
	now := a.Clock()
	if f.At.IsZero() || f.At.After(now) {
		f.At = now
	}
	page := NewsPage{}
	frozen, err := a.DB.LastFrozen(ctx, f.At)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return page, err
	}
	if f.Since.IsZero() || !f.Since.Before(f.At) {
		f.Since = frozen
	}
	if f.Since.IsZero() {
		f.Since = reform.Instant(calendar.DateOf(f.At).AddDays(-NewsDays), now)
	}
	page.Frozen = f.Since.Equal(frozen)
	scope := policy.See(who, policy.BoardRead)
	err = a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { page.Counts, err = r.NewsCountsOf(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { page.Units, err = r.Units(ctx); return },
	)
	if err != nil {
		return page, err
	}
	f.Page = max(min(f.Page, reform.LastPage(page.total(f.Kind))), 1)
	page.Filter = f
	page.News, err = a.DB.News(ctx, scope, f)
	return page, err
}

// Total returns how many news the filter's kind has; beyond reform.CountLimit it is a floor.
func (p NewsPage) Total() int { return p.total(p.Filter.Kind) }

func (p NewsPage) total(kind reform.NewsKind) int {
	sum := 0
	for _, count := range p.Counts {
		if kind == "" || kind == count.Kind {
			sum += count.N
			if count.More {
				sum++
			}
		}
	}
	return sum
}
