package reform

import (
	"regexp"
	"slices"
	"strings"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// ChannelChoice is how a person wants to hear of a kind of notice on a channel.
type ChannelChoice struct {
	Kind    NoticeKind
	Channel Channel
	Pace    Pace
}

// Reachability is how a person is reached beside the portal: where, and of what.
type Reachability struct {
	PersonID int64
	Name     string
	Email    string
	Phone    string
	Choices  []ChannelChoice // those that they made; the program's own hold for the rest
	Version  int
}

// Subject returns what policy needs to know to let the person choose.
func (r Reachability) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Channel, ID: r.PersonID, Officer: r.PersonID}
}

// Pace returns how soon the channel carries notices of the kind to the person.
func (r Reachability) Pace(kind NoticeKind, on Channel) Pace {
	open := kind.Choosable(on)
	for _, choice := range r.Choices {
		if choice.Kind == kind && choice.Channel == on && slices.Contains(open, choice.Pace) {
			return choice.Pace
		}
	}
	return kind.Preset(on)
}

// Address returns where the channel reaches the person; "" for nowhere.
func (r Reachability) Address(on Channel) string {
	return map[Channel]string{ChannelMail: r.Email, ChannelGateway: r.Phone}[on]
}

var phone = regexp.MustCompile(`^\+?[0-9]{8,15}$`)

// PhoneOf returns the number as it is kept: as it was typed, less what stands between the digits.
func PhoneOf(typed string) string {
	return strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "").Replace(typed)
}

// ChoiceField returns the name of the field in which the person chooses.
func ChoiceField(kind NoticeKind, on Channel) string {
	return "cach_" + string(on) + "_" + strings.ReplaceAll(string(kind), ".", "_")
}

// Check returns an invalid fault naming every field that is wrong.
func (r Reachability) Check() error {
	var check fault.Check
	check.That(r.Phone == "" || phone.MatchString(r.Phone), "dien_thoai", "Số điện thoại gồm 8–15 chữ số, ví dụ 0912345678.")
	for _, choice := range r.Choices {
		open := choice.Kind.Choosable(choice.Channel)
		check.That(choice.Kind.Label() != "" && choice.Channel.Label() != "" && slices.Contains(open, choice.Pace),
			ChoiceField(choice.Kind, choice.Channel), "Chọn một trong các cách nhận có trong danh sách.")
	}
	return check.Err()
}

// ChangesTo lists what differs between how the person is reached and what an edit makes of it; of the number
// its last digits alone.
func (r Reachability) ChangesTo(next Reachability) []Change {
	var c Changes
	c.Masked("phone", r.Phone, next.Phone)
	for _, kind := range NoticeKinds() {
		for _, channel := range Channels() {
			before, after := r.Pace(kind, channel), next.Pace(kind, channel)
			c.Text("pace", paceOf(kind, channel, before, before == after), paceOf(kind, channel, after, before == after))
		}
	}
	return c
}

// paceOf says a pace with what it is of, for the audit log; "" for one that stays.
func paceOf(kind NoticeKind, on Channel, pace Pace, same bool) string {
	if same {
		return ""
	}
	return strings.Join([]string{kind.Label(), on.Label(), pace.Label()}, ", ")
}
