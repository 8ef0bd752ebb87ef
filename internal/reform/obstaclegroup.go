package reform

import (
	"slices"

	"cchc/internal/policy"
)

// ObstacleGroup is a part of the list of obstacles; its value stands in the list's URL.
type ObstacleGroup string

// The groups: by what an obstacle waits for. ObstaclesToDecide holds the same as ObstaclesEscalated, in the order in which they
// are a leader's to decide.
const (
	ObstaclesToConfirm ObstacleGroup = "cho-xac-nhan"
	ObstaclesToDecide  ObstacleGroup = "cho-quyet-dinh"
	ObstaclesNew       ObstacleGroup = "moi"
	ObstaclesInHand    ObstacleGroup = "dang-xu-ly"
	ObstaclesAsked     ObstacleGroup = "cho-bo-sung"
	ObstaclesEscalated ObstacleGroup = "da-trinh"
	ObstaclesAfter     ObstacleGroup = "da-quyet"
	ObstaclesOfUnits   ObstacleGroup = "cho-don-vi"
	ObstaclesLive      ObstacleGroup = "dang-mo"
	ObstaclesEnded     ObstacleGroup = "da-dong"
)

// obstacleGroups says what each group is called, what its obstacles are called where there are none, and which states it holds.
var obstacleGroups = map[ObstacleGroup]struct {
	label  string
	none   string
	states []ObstacleState
}{
	ObstaclesToConfirm: {"Chờ xác nhận", "Không có vướng mắc chờ xác nhận.", []ObstacleState{ObstacleSubmitted}},
	ObstaclesToDecide:  {"Chờ quyết định", "Không có vướng mắc chờ quyết định.", []ObstacleState{ObstacleEscalated}},
	ObstaclesNew:       {"Mới", "Không có vướng mắc mới.", []ObstacleState{ObstacleConfirmed}},
	ObstaclesInHand:    {"Đang xử lý", "Không có vướng mắc Văn phòng đang xử lý.", []ObstacleState{ObstacleReceived}},
	ObstaclesAsked:     {"Chờ bổ sung", "Không có vướng mắc chờ bổ sung.", []ObstacleState{ObstacleAsked, ObstacleQueried}},
	ObstaclesEscalated: {"Đã trình", "Không có vướng mắc đang trình lãnh đạo.", []ObstacleState{ObstacleEscalated}},
	ObstaclesAfter:     {"Đã quyết, chưa làm", "Không có vướng mắc đã quyết mà chưa làm.", []ObstacleState{ObstacleDecided, ObstacleResolved}},
	ObstaclesOfUnits:   {"Chờ đơn vị", "Không có vướng mắc chờ đơn vị.", []ObstacleState{ObstacleSubmitted, ObstacleReturned}},
	ObstaclesLive: {"Đang mở", "Không có vướng mắc đang mở.", slices.DeleteFunc(ObstacleStates(), func(s ObstacleState) bool {
		return !s.Live() || s == ObstacleDraft
	})},
	ObstaclesEnded: {"Đã đóng", "Chưa có vướng mắc nào đã đóng.", []ObstacleState{ObstacleClosed, ObstacleWithdrawn}},
}

// Label returns the name of the group.
func (g ObstacleGroup) Label() string { return obstacleGroups[g].label }

// None returns what is said where the group is empty.
func (g ObstacleGroup) None() string { return obstacleGroups[g].none }

// States returns the states whose obstacles the group holds; nothing for an unknown group.
func (g ObstacleGroup) States() []ObstacleState { return slices.Clone(obstacleGroups[g].states) }

// Live reports whether somebody still has to do something about the obstacles of the group.
func (g ObstacleGroup) Live() bool { return g != ObstaclesEnded }

// ObstacleGroups returns the groups that the actor is shown, in the order of their tabs: what waits for the actor first.
func ObstacleGroups(who policy.Actor) []ObstacleGroup {
	switch {
	case who.Reach(policy.ObstacleDecide) > policy.Nothing:
		return []ObstacleGroup{
			ObstaclesToDecide, ObstaclesAsked, ObstaclesAfter, ObstaclesNew, ObstaclesInHand, ObstaclesOfUnits, ObstaclesEnded,
		}
	case who.Reach(policy.TaskRead) == policy.All:
		return []ObstacleGroup{
			ObstaclesNew, ObstaclesInHand, ObstaclesAsked, ObstaclesEscalated, ObstaclesAfter, ObstaclesOfUnits, ObstaclesEnded,
		}
	case who.Reach(policy.ObstacleConfirm) > policy.Nothing:
		return []ObstacleGroup{ObstaclesToConfirm, ObstaclesLive, ObstaclesAsked, ObstaclesAfter, ObstaclesEnded}
	default:
		return []ObstacleGroup{ObstaclesLive, ObstaclesAsked, ObstaclesAfter, ObstaclesEnded}
	}
}

// Among returns the group, or the first of the groups where it is none of them.
func (g ObstacleGroup) Among(groups []ObstacleGroup) ObstacleGroup {
	if slices.Contains(groups, g) {
		return g
	}
	return groups[0]
}
