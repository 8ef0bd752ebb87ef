// Package mails composes what leaves the portal by mail: the same words as text and as HTML.
//
// Programs that show mail know no style sheets of the portal, so the styles stand in the markup here and nowhere else.
package mails

import (
	"fmt"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// Letter is one mail in words.
type Letter struct {
	Subject string
	Hello   string
	Opening string
	Groups  []Group
	More    string // "" where it tells everything
	Portal  string // where the list of notices is
	Choices string // where the person chooses how to hear of what
	Closing string
}

// Group is the notices of one kind.
type Group struct {
	Heading string
	Items   []Item
}

// Item is one notice.
type Item struct {
	Title string
	Lines []string // of its text
	When  string
	Href  string
}

// Of returns the mail that tells the message; its links begin with the origin.
func Of(m reform.Message, origin string) Letter {
	l := Letter{
		Subject: "[CCHC] " + viet.Normalise(m.Subject()), Hello: "Kính gửi ông/bà " + m.Name + ",", Opening: opening(m),
		Portal: origin + paths.Notices, Choices: origin + paths.Channels, Closing: closing(m),
	}
	for _, group := range m.Groups() {
		g := Group{Heading: group.Kind.Label()}
		for _, n := range group.Notices {
			item := Item{Title: n.Title, When: calendar.Stamp(n.At), Href: origin + paths.ToNotice(n.ID)}
			if n.Body != "" {
				item.Lines = strings.Split(viet.NormaliseText(n.Body), "\n")
			}
			g.Items = append(g.Items, item)
		}
		l.Groups = append(l.Groups, g)
	}
	if m.More > 0 {
		l.More = fmt.Sprintf("Và %d thông báo khác, xem trong cổng.", m.More)
	}
	return l
}

func opening(m reform.Message) string {
	if m.Pace == reform.PaceDigest {
		return fmt.Sprintf("Ông/bà có %d thông báo chưa đọc tính đến sáng %s.", m.Count(), calendar.DateOf(m.At).Long())
	}
	return "Cổng theo dõi chỉ đạo cải cách hành chính gửi ông/bà thông báo sau."
}

func closing(m reform.Message) string {
	for _, n := range m.Notices {
		if n.Kind.Formal() {
			return "Thư nhắc việc, đôn đốc của Văn phòng luôn được gửi qua thư điện tử. Thư này gửi tự động, xin không trả lời."
		}
	}
	return "Thư này gửi tự động, xin không trả lời."
}

// Text returns the mail as lines of text.
func (l Letter) Text() string {
	lines := []string{l.Hello, "", l.Opening, ""}
	for _, group := range l.Groups {
		lines = append(lines, strings.ToUpper(group.Heading), "")
		for _, item := range group.Items {
			lines = append(lines, "- "+item.Title)
			for _, line := range item.Lines {
				lines = append(lines, "  "+line)
			}
			lines = append(lines, "  "+item.When, "  "+openLabel+": "+item.Href, "")
		}
	}
	if l.More != "" {
		lines = append(lines, l.More, "")
	}
	return strings.Join(append(lines, portalLabel+": "+l.Portal, choicesLabel+": "+l.Choices, "", l.Closing, ""), "\n")
}

// What the links are called.
const (
	openLabel    = "Mở trên cổng"
	portalLabel  = "Tất cả thông báo"
	choicesLabel = "Chọn cách nhận thông báo"
)
