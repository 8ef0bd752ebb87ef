package reform

import (
	"slices"

	"cchc/internal/policy"
)

// Word is what is said about a step of an obstacle, and to whom.
type Word struct {
	To    Audience
	Title string
}

// Tells returns the words on the move: to whoever has to do something before those who are only to know, so that who is both
// hears what they have to do. leader is the one it waits, or waited, for; byHead says that a head raised it, who cannot confirm
// it themselves.
func (m ObstacleMove) Tells(leader int64, byHead bool) []Word {
	o := m.Becomes
	unit, office, lead := o.unit(), Audience{Office: true}, Audience{People: []int64{leader}}
	switch o.State {
	case ObstacleSubmitted:
		heads := Audience{HeadsOf: []int64{o.UnitID}, Leaders: byHead, But: []int64{o.AuthorID, o.ForID}}
		return o.words(said{heads, "cần bạn xác nhận"}, said{unit, "đã gửi, chờ lãnh đạo đơn vị xác nhận"})
	case ObstacleReturned:
		return o.words(said{o.writers(), "bị trả lại, cần sửa rồi gửi lại"}, said{unit, "bị trả lại để sửa"})
	case ObstacleConfirmed:
		return o.words(said{office, "cần Văn phòng tiếp nhận"}, said{unit, "đơn vị đã xác nhận, chờ Văn phòng tiếp nhận"})
	case ObstacleReceived:
		return m.receivedWords(unit, office, lead)
	case ObstacleAsked:
		return o.words(said{unit, "Văn phòng hỏi lại, cần đơn vị bổ sung"})
	case ObstacleEscalated:
		return m.escalatedWords(both(unit, office), lead)
	case ObstacleQueried:
		return o.words(said{both(unit, office), "lãnh đạo Sở cần thêm thông tin, cần trả lời"})
	case ObstacleResolved:
		return o.words(said{unit, "Văn phòng đã giải quyết, cần đơn vị xác nhận đã gỡ"})
	case ObstacleDecided:
		return nil // the decision tells of itself, with what it does
	case ObstacleClosed:
		return o.words(said{both(unit, office), "đã gỡ xong, đã đóng"})
	default:
		return m.withdrawnWords(unit, office, lead)
	}
}

func (m ObstacleMove) receivedWords(unit, office, lead Audience) []Word {
	switch m.Act {
	case ObstacleAnswer:
		return m.Becomes.words(said{office, "đã có bổ sung, cần Văn phòng xử lý tiếp"}, said{unit, "đã gửi bổ sung cho Văn phòng"})
	case ObstacleSendBack:
		return m.Becomes.words(said{office, "lãnh đạo Sở trả lại, cần Văn phòng xử lý tiếp"}, said{unit, "lãnh đạo Sở trả lại Văn phòng xử lý tiếp"})
	case ObstacleReopen:
		return m.Becomes.words(said{office, "đơn vị báo vẫn còn vướng, cần Văn phòng xử lý lại"}, said{both(unit, lead), "vẫn còn vướng, Văn phòng xử lý lại"})
	default:
		return m.Becomes.words(said{unit, "Văn phòng đã tiếp nhận, đang xử lý"})
	}
}

func (m ObstacleMove) escalatedWords(others, lead Audience) []Word {
	switch m.Act {
	case ObstacleTable:
		return m.Becomes.words(said{both(others, lead), "đưa ra giao ban"})
	case ObstacleAnswer:
		return m.Becomes.words(said{lead, "đã có thông tin bạn hỏi, cần bạn quyết định"}, said{others, "đã bổ sung, chờ lãnh đạo Sở quyết định"})
	default:
		return m.Becomes.words(said{lead, "cần bạn quyết định"}, said{others, "đã trình, chờ lãnh đạo Sở quyết định"})
	}
}

// withdrawnWords are said to those who had it before them: not to the Office where it never came to it.
func (m ObstacleMove) withdrawnWords(unit, office, lead Audience) []Word {
	told := both(unit, lead)
	if m.From != ObstacleSubmitted && m.From != ObstacleReturned {
		told = both(told, office)
	}
	return m.Becomes.words(said{told, "đã rút, không cần xử lý nữa"})
}

// ByLeader reports whether the move ends what a leader was asked or has decided, so that this leader is to hear of it.
func (m ObstacleMove) ByLeader() bool {
	return slices.Contains([]ObstacleState{ObstacleEscalated, ObstacleQueried, ObstacleDecided}, m.From)
}

// said is the end of a title, and to whom it is said.
type said struct {
	to    Audience
	words string
}

func (o Obstacle) words(all ...said) []Word {
	words := make([]Word, 0, len(all))
	for _, one := range all {
		words = append(words, Word{To: one.to, Title: o.Code + ": " + one.words})
	}
	return words
}

// writers are those who wrote the obstacle and who work on its task.
func (o Obstacle) writers() Audience {
	return Audience{People: []int64{o.AuthorID, o.ForID, o.OfficerID}}
}

// unit is all in its unit whom the obstacle concerns.
func (o Obstacle) unit() Audience { return both(o.writers(), Audience{HeadsOf: []int64{o.UnitID}}) }

// both is everybody of the two audiences.
func both(a, b Audience) Audience {
	return Audience{
		People: slices.Concat(a.People, b.People), HeadsOf: slices.Concat(a.HeadsOf, b.HeadsOf), Office: a.Office || b.Office,
		Leaders: a.Leaders || b.Leaders, But: slices.Concat(a.But, b.But),
	}
}

// LateObstacle is an obstacle whose clock ran out, with what telling of it needs.
type LateObstacle struct {
	ID       int64
	Code     string
	Title    string
	UnitID   int64
	AuthorID int64
	ForID    int64
	LeaderID int64 // whom it waits for; 0 where it waits for no leader
	Leader   string
	ByHead   bool // a head raised it, who cannot confirm it themselves
	ObstacleStage
}

// Subject returns what policy needs to know of the obstacle.
func (o LateObstacle) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Obstacle, ID: o.ID, Unit: o.UnitID}
}

// Tells returns the words on the clock that ran out: to whoever it waits for and, where that is a leader, to the Office too.
func (o LateObstacle) Tells() []Word {
	begin := o.Code + ": quá hạn " + o.DueOn.Vietnamese() + ", "
	switch o.State {
	case ObstacleSubmitted:
		heads := Audience{HeadsOf: []int64{o.UnitID}, Leaders: o.ByHead, But: []int64{o.AuthorID, o.ForID}}
		return []Word{{heads, begin + "cần bạn xác nhận"}}
	case ObstacleConfirmed:
		return []Word{{Audience{Office: true}, begin + "cần Văn phòng tiếp nhận"}}
	case ObstacleReceived:
		return []Word{{Audience{Office: true}, begin + "cần Văn phòng giải quyết hoặc trình lãnh đạo"}}
	case ObstacleEscalated:
		return []Word{
			{Audience{People: []int64{o.LeaderID}}, begin + "cần bạn quyết định"}, {Audience{Office: true}, begin + "đang chờ " + o.Leader + " quyết định"},
		}
	default:
		return nil
	}
}
