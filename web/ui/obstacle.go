package ui

import "cchc/internal/reform"

// BlockedChip says that an obstacle holds a task up.
func BlockedChip() Chip { return Chip{Kind: Blocked, Text: "Có vướng mắc"} }

// ObstacleChip is an obstacle's state in its family's colour.
func ObstacleChip(s reform.ObstacleState) Chip {
	return Chip{Kind: obstacleKind(s), Text: s.Label()}
}

func obstacleKind(s reform.ObstacleState) Kind {
	switch s {
	case reform.ObstacleReturned, reform.ObstacleAsked, reform.ObstacleQueried:
		return Soon
	case reform.ObstacleReceived:
		return Doing
	case reform.ObstacleResolved, reform.ObstacleDecided:
		return Done
	case reform.ObstacleClosed, reform.ObstacleWithdrawn:
		return Idle
	default:
		return Waiting
	}
}
