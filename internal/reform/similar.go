package reform

import "time"

// SimilarObstacle is the outline of an obstacle like another one: all that people of other units may know of it.
type SimilarObstacle struct {
	Code     string
	Title    string
	Cause    Cause
	Unit     string
	State    ObstacleState
	LiftedAt *time.Time // when it was decided or resolved; nil while it blocks
	Answer   string     // what the leader directed, or how the Office resolved it; "" while it blocks
	InReach  bool       // its reader may open it
}

// SimilarMost is how many obstacles are likened to one, SimilarFrom how many characters have to be typed before any are.
const (
	SimilarMost = 5
	SimilarFrom = 4
)
