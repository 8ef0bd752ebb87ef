package policy

import (
	"slices"

	"cchc/internal/fault"
)

// Object names a kind of record.
type Object string

// The kinds of record that a Grant can name.
const (
	Document      Object = "document"
	Clause        Object = "clause"
	Task          Object = "task"
	Report        Object = "report"
	Attachment    Object = "attachment"
	UnitRecord    Object = "unit"
	Person        Object = "person"
	Portal        Object = "portal"
	Extension     Object = "extension"
	Share         Object = "share"
	Holiday       Object = "holiday"
	Setting       Object = "setting"
	Window        Object = "reporting_window"
	Deputy        Object = "deputy"
	UnitChange    Object = "unit_change"
	Obstacle      Object = "obstacle"
	Card          Object = "decision_card"
	Referral      Object = "referral"
	Charge        Object = "charge"
	Notice        Object = "notice"
	Indicator     Object = "indicator"
	Nudge         Object = "nudge"
	NudgeBatch    Object = "nudge_batch"
	NudgeTask     Object = "nudge_task" // what a unit answers about one task of a nudge
	Reminder      Object = "reminder_rule"
	Reminders     Object = "reminder_day" // all that people are reminded of on one morning
	Delivery      Object = "delivery"
	Channel       Object = "channel_choice"
	Feed          Object = "calendar_feed"
	Filter        Object = "saved_filter"
	Job           Object = "job"
	Judgement     Object = "judgement"
	MeetingSeries Object = "meeting_series"
	Meeting       Object = "meeting"
	AgendaItem    Object = "agenda_item"
	Conclusion    Object = "conclusion"
	Snapshot      Object = "snapshot"
	Instruction   Object = "instruction"
)

// Actor is the person behind a request, with where they stand: their unit and the units below it.
type Actor struct {
	Person  int64
	Name    string
	Unit    int64
	InUnit  string  // the unit's name
	Branch  []int64 // the unit itself and every unit below it
	Roles   []Role
	Fields  Fields // what a leader is in charge of today
	For     int64  // whom a deputy acts for, with whose roles and place; 0 for oneself
	ForName string // that person's name; "" for oneself
	Request string
	Address string
	Form    *Form // the sent form behind the deed; nil for a deed that no form asks for
}

// Fields are the reform areas a leader is in charge of, by their codes.
type Fields struct {
	Every bool
	Areas []int
}

// Has reports whether the area is one of them.
func (f Fields) Has(area int) bool { return f.Every || slices.Contains(f.Areas, area) }

// Form is one form as it was sent: the number it came with and a digest of all it held. What is done under one number is
// done once.
type Form struct {
	Token  string // a UUID; "" where the form came without a number
	Digest [32]byte
	Kept   bool // something was committed under the number, so the rest of the same request may go on under it
}

// Numbered reports whether the form came with a number under which nothing was committed yet.
func (f *Form) Numbered() bool { return f != nil && f.Token != "" && !f.Kept }

// SystemActor returns the portal itself as an actor.
func SystemActor() Actor { return Actor{Name: "Hệ thống", Roles: []Role{System}} }

// Has reports whether the actor has the role.
func (a Actor) Has(role Role) bool { return slices.Contains(a.Roles, role) }

// Reach returns how far the actor may take the action on some record: Nothing when never.
func (a Actor) Reach(action Action) Reach { return best(a.Roles, action).Reach }

// Subject is what policy needs to know of one record.
type Subject struct {
	Kind       Object
	ID         int64 // 0 for a record about to be made
	Officer    int64 // whose own record it is
	Author     int64 // who wrote what is being signed off; 0 when nothing is
	WrittenFor int64 // whom that author stood in for; 0 for themselves
	Unit       int64 // the unit that answers for it
	Also       []int64
	Area       int // its reform area, for who decides by field
	Draft      bool
}

// Grant is the proof that an actor may take one action on one record. Only Allow makes one that holds.
type Grant struct {
	actor  Actor
	action Action
	kind   Object
	id     int64
	holds  bool
}

// Actor returns whom the grant was given to.
func (g Grant) Actor() Actor { return g.actor }

// Action returns what the grant allows.
func (g Grant) Action() Action { return g.action }

// Object returns the kind and number of the record the grant is for; the number is 0 for one about to be made.
func (g Grant) Object() (Object, int64) { return g.kind, g.id }

// Covers reports whether the grant holds for this record and one of these actions.
func (g Grant) Covers(kind Object, id int64, actions ...Action) bool {
	return g.holds && g.kind == kind && g.id == id && slices.Contains(actions, g.action)
}

const (
	sentenceForbidden = "Tài khoản của bạn không có quyền thực hiện việc này."
	sentenceNotOwn    = "Người gửi không tự xác nhận, tự duyệt nội dung do chính mình gửi. Cần một người khác có thẩm quyền thực hiện."
	sentenceField     = "Việc này thuộc lĩnh vực bạn không phụ trách. Giám đốc Sở hoặc Phó Giám đốc phụ trách lĩnh vực quyết định."
)

// Allow returns a Grant for the action on the subject, or a forbidden fault that says why not.
func Allow(who Actor, action Action, subject Subject) (Grant, error) {
	rule := best(who.Roles, effective(action, subject.Draft))
	if rule.Reach == Field && !who.Fields.Has(subject.Area) {
		return Grant{}, fault.New(fault.Forbidden, sentenceField)
	}
	if !within(who, rule.Reach, action, subject) {
		return Grant{}, fault.New(fault.Forbidden, sentenceForbidden)
	}
	if rule.NotOwn && who.wrote(subject) {
		return Grant{}, fault.New(fault.Forbidden, sentenceNotOwn)
	}
	return Grant{actor: who, action: action, kind: subject.Kind, id: subject.ID, holds: true}, nil
}

// wrote reports whether the actor, or the person the actor stands in for, wrote the subject or had it written in their name.
func (a Actor) wrote(subject Subject) bool {
	for _, who := range [...]int64{a.Person, a.For} {
		if who != 0 && (subject.Author == who || subject.WrittenFor == who) {
			return true
		}
	}
	return false
}

// effective replaces the reading of a draft by the action that rules drafts.
func effective(action Action, draft bool) Action {
	if reading, ok := draftOf[action]; ok && draft {
		return reading
	}
	return action
}

func within(who Actor, reach Reach, action Action, subject Subject) bool {
	switch reach {
	case All:
		return true
	case Field:
		return who.Fields.Has(subject.Area)
	case Branch:
		return isOwn(who, subject) || touches(who.Branch, action, subject)
	case Unit:
		return isOwn(who, subject) || touches([]int64{who.Unit}, action, subject)
	case Own:
		return isOwn(who, subject)
	default:
		return false
	}
}

func isOwn(who Actor, subject Subject) bool { return who.Person != 0 && subject.Officer == who.Person }

// touches reports whether one of the units answers for the subject or, when only looking, takes part in it.
func touches(units []int64, action Action, subject Subject) bool {
	if slices.Contains(units, subject.Unit) {
		return subject.Unit != 0
	}
	return action.Looks() && slices.ContainsFunc(subject.Also, func(u int64) bool { return slices.Contains(units, u) })
}
