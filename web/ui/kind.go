// Package ui holds the parts that pages are made of: pure functions of small
// view structs. It refuses to look anything up, to know roles, or to build
// URLs: what a part shows is handed to it.
package ui

import "cchc/web"

// Kind is the colour family of a chip, a figure or a moment. Colour never
// speaks alone: text always stands beside it.
type Kind string

// The seven families, from the most pressing to the quietest.
const (
	Over    Kind = "over"
	Soon    Kind = "soon"
	Blocked Kind = "block"
	Waiting Kind = "wait"
	Doing   Kind = "do"
	Done    Kind = "ok"
	Idle    Kind = "idle"
)

// icon is the sign of a family where a chip names none of its own.
func (k Kind) icon() string {
	switch k {
	case Over:
		return "alert-triangle"
	case Soon:
		return "clock"
	case Blocked:
		return "ban"
	case Waiting:
		return "hourglass"
	case Doing:
		return "arrow-right"
	case Done:
		return "check"
	default:
		return "circle"
	}
}

// Chip is one state in words, with its family's colour and a sign.
type Chip struct {
	Kind Kind
	Icon string // empty: the family's own sign
	Text string
}

func (c Chip) icon() string {
	if c.Icon != "" {
		return c.Icon
	}
	return c.Kind.icon()
}

// iconHref is the address of one drawing in the sprite.
func iconHref(name string) string {
	return web.Asset("icons.svg") + "#" + name
}
