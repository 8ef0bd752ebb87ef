package reform

import (
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
	Error    string // of the last attempt
	MadeAt   time.Time
	TriedAt  *time.Time
	SentAt   *time.Time
	Version  int
}

// Subject returns what policy needs to know of the delivery.
func (d Delivery) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Delivery, ID: d.ID, Officer: d.PersonID}
}
