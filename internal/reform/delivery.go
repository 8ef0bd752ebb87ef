package reform

import (
	"slices"
	"time"

	"cchc/internal/policy"
)

// Channel is a way out of the portal to a person.
type Channel string

// The channels beside the portal's own list of notices.
const (
	ChannelMail    Channel = "mail"
	ChannelGateway Channel = "gateway" // the province's gateway for SMS or Zalo, by a webhook
)

// Channels lists the channels in the order pages show them.
func Channels() []Channel { return []Channel{ChannelMail, ChannelGateway} }

// Label returns the channel as people read it; "" for an unknown one.
func (c Channel) Label() string {
	return map[Channel]string{ChannelMail: "Thư điện tử", ChannelGateway: "Tin nhắn (SMS, Zalo)"}[c]
}

// Pace is how soon a channel carries a notice.
type Pace string

// The paces.
const (
	PaceAtOnce Pace = "at_once"
	PaceDigest Pace = "digest" // together with the others of the day, in the morning of the next working day
	PaceOff    Pace = "off"
)

// Paces lists the paces in the order forms offer them.
func Paces() []Pace { return []Pace{PaceAtOnce, PaceDigest, PaceOff} }

// Label returns the pace as people read it; "" for an unknown one.
func (p Pace) Label() string {
	return map[Pace]string{PaceAtOnce: "Gửi ngay", PaceDigest: "Gộp vào thư buổi sáng", PaceOff: "Không gửi"}[p]
}

// DeliveryState is where a message is on its way out.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryWaiting DeliveryState = "waiting"
	DeliverySent    DeliveryState = "sent"
	DeliveryDead    DeliveryState = "dead" // given up after the last attempt, until somebody sends it again
	DeliveryVoid    DeliveryState = "void" // nothing was left to say
)

// DeliveryStates lists the states.
func DeliveryStates() []DeliveryState {
	return []DeliveryState{DeliveryWaiting, DeliverySent, DeliveryDead, DeliveryVoid}
}

// Label returns the state as people read it; "" for an unknown one.
func (s DeliveryState) Label() string {
	return map[DeliveryState]string{DeliveryWaiting: "Đang chờ gửi", DeliverySent: "Đã gửi", DeliveryDead: "Không gửi được", DeliveryVoid: "Không còn gì để gửi"}[s]
}

// Delivery is one message that leaves the portal, to one person on one channel.
type Delivery struct {
	ID       int64
	PersonID int64
	Person   string
	Channel  Channel
	Pace     Pace
	Key      string
	State    DeliveryState
	Address  string // where it was last sent to
	Attempts int
	Cause    FailCause // of the last failure
	Error    string    // the other side's own words for it
	MadeAt   time.Time
	TriedAt  *time.Time
	SentAt   *time.Time
	Version  int
}

// Subject returns what policy needs to know of the delivery.
func (d Delivery) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Delivery, ID: d.ID, Officer: d.PersonID}
}

// Outgoing is a delivery with whom it goes to, as they are reached now.
type Outgoing struct {
	Delivery
	Username string
	Active   bool
	Reach    string // where the channel reaches the person; "" for nowhere
}

// Message returns what goes out at the instant: these notices, and so many more that it does not tell.
func (o Outgoing) Message(at time.Time, notices []Notice, more int) Message {
	return Message{
		Delivery: o.ID, MadeAt: o.MadeAt, Channel: o.Channel, Pace: o.Pace, Name: o.Person, Username: o.Username, Address: o.Reach,
		Notices: notices, More: more, At: at,
	}
}

// Sent returns the delivery handed over at the instant to where the person is reached.
func (o Outgoing) Sent(at time.Time) Delivery {
	d := o.tried(at)
	d.State, d.SentAt, d.Cause, d.Error = DeliverySent, &at, "", ""
	return d
}

// Failed returns the delivery after an attempt that failed: dead where no other would help, and otherwise still waiting.
func (o Outgoing) Failed(at time.Time, failure Failure) Delivery {
	d := o.tried(at)
	d.Cause, d.Error = failure.Cause, failure.Detail
	if failure.Final {
		d.State = DeliveryDead
	}
	return d
}

func (o Outgoing) tried(at time.Time) Delivery {
	d := o.Delivery
	d.Attempts, d.TriedAt, d.Address = d.Attempts+1, &at, o.Reach
	return d
}

// Voided returns the delivery with nothing left to say.
func (d Delivery) Voided() Delivery {
	d.State = DeliveryVoid
	return d
}

// GivenUp returns the delivery that is tried no more, for this failure where no attempt left one.
func (d Delivery) GivenUp(at time.Time, failure Failure) Delivery {
	d.State = DeliveryDead
	if d.Cause == "" {
		d.Cause, d.Error, d.TriedAt = failure.Cause, failure.Detail, &at
	}
	return d
}

// Barred returns why nothing can be handed over at all: the portal has no such channel, or the person no address; false where it can.
func (o Outgoing) Barred(channels []Channel) (Failure, bool) {
	switch {
	case !slices.Contains(channels, o.Channel):
		return Failure{Cause: FailUnset, Final: true}, true
	case o.Reach == "":
		return Failure{Cause: FailAddress, Detail: "Người nhận chưa có địa chỉ.", Final: true}, true
	}
	return Failure{}, false
}

// DeliveryLine is a row of the list of what left the portal: to whom and of what kind, but not what it says.
type DeliveryLine struct {
	ID       int64
	PersonID int64
	Person   string
	Unit     string
	Channel  Channel
	Pace     Pace
	State    DeliveryState
	Kinds    []NoticeKind
	Notices  int
	Attempts int
	Cause    FailCause
	Error    string
	MadeAt   time.Time
	TriedAt  *time.Time
	SentAt   *time.Time
	Version  int
}

// DeliveryFilter is what somebody looks for among what left the portal.
type DeliveryFilter struct {
	State DeliveryState // "" for any
	Page  int
}

// DeadCause is how much could not be delivered for one cause.
type DeadCause struct {
	Channel Channel
	Cause   FailCause
	Count   int
}
