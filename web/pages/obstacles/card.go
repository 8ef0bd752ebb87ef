package obstacles

import (
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// effectText is what an effect does, in words.
func effectText(e reform.Effect) string {
	text := e.Kind.Label()
	switch e.Kind {
	case reform.EffectDeadline:
		return text + ": đến " + e.DueOn.Vietnamese()
	case reform.EffectLeadUnit:
		return text + ": " + e.Unit
	case reform.EffectInstruction:
		return "Giao " + e.Unit + ": " + body(e) + until(e.DueOn)
	case reform.EffectRefer, reform.EffectContent:
		return text + ": " + body(e) + until(e.DueOn)
	default:
		return text
	}
}

// body is what an effect asks for, without the full stop, to go on within a sentence.
func body(e reform.Effect) string { return strings.TrimRight(e.Body, ". ") }

func until(day calendar.Date) string {
	if day.IsZero() {
		return ""
	}
	return " (trước " + day.Vietnamese() + ")"
}

// told are the sentences that said what the decision would do.
func (c Card) told() []string {
	if c.Told == "" {
		return nil
	}
	return strings.Split(c.Told, "\n")
}

// joined are the obstacles that the card decides beside this one.
func (v Show) joined() []reform.Obstacle {
	var others []reform.Obstacle
	for _, o := range v.Card.Obstacles {
		if o.ID != v.Obstacle.ID {
			others = append(others, o)
		}
	}
	return others
}

// sent is who put the card before the leader, and when.
func (c Card) sent() string { return both(c.Sender, c.SentFor) + ", " + calendar.Stamp(*c.SentAt) }

// decidedBy is who decided the card, and when.
func (c Card) decidedBy() string {
	return c.Said(both(c.Decider, c.DecidedFor)) + ", " + calendar.Stamp(*c.DecidedAt)
}

// firstLower is the text with its first letter small, to go on within a sentence.
func firstLower(text string) string {
	for i, r := range text {
		if i == 0 {
			return strings.ToLower(string(r)) + text[len(string(r)):]
		}
	}
	return text
}
