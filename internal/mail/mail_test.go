package mail_test

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"golang.org/x/net/html"

	"cchc/internal/calendar"
	"cchc/internal/mail"
	"cchc/internal/reform"
)

var morning = time.Date(2026, time.November, 23, 7, 30, 5, 0, calendar.Zone)

func atOnce() reform.Message {
	return reform.Message{
		Delivery: 7, MadeAt: morning.Add(-time.Minute), Channel: reform.ChannelMail, Pace: reform.PaceAtOnce, Name: "Đặng Văn Khánh",
		Username: "khanhdv", Address: "khanhdv@hungyen.gov.vn", At: morning.UTC(), Notices: []reform.Notice{{
			ID: 41, Kind: reform.NoticeNudge, Title: "Văn phòng đôn đốc Phòng Quản lý Khoa học về 3 nhiệm vụ <quá hạn> & chưa báo cáo",
			Body: "Đề nghị đơn vị trả lời trước 17:00 ngày 25/11/2026.\n.\nƯu tiên nhiệm vụ “Rà soát thủ tục”.", At: morning.Add(-time.Hour),
		}},
	}
}

func digest(n, more int) reform.Message {
	m := atOnce()
	m.Pace, m.More, m.Notices = reform.PaceDigest, more, nil
	kinds := []reform.NoticeKind{reform.NoticeObstacle, reform.NoticeDue, reform.NoticeOverdue}
	for i := range n {
		m.Notices = append(m.Notices, reform.Notice{ID: int64(100 + i), Kind: kinds[i%3], Title: fmt.Sprintf("Nhiệm vụ số %d đến hạn", i), At: morning})
	}
	return m
}

// read is a mail as somebody's program shows it.
type read struct {
	netmail.Header
	subject, text, html string
	links               []string // of the HTML
	shown               string   // the HTML's words
}

func opened(t *testing.T, raw string) read {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r := read{Header: m.Header}
	if r.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s, %v", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []string{"text/plain", "text/html"} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		kind, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil || kind != want || !strings.EqualFold(params["charset"], "utf-8") || part.Header.Get("Content-Transfer-Encoding") != "quoted-printable" {
			t.Errorf("%v, %v", part.Header, err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		if kind == "text/plain" {
			r.text = string(body)
		} else {
			r.html = string(body)
		}
	}
	if _, err := parts.NextRawPart(); err != io.EOF {
		t.Errorf("a third part: %v", err)
	}
	r.show(t)
	return r
}

func (r *read) show(t *testing.T) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(r.html))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "title" {
			words = append(words, n.Data)
		}
		for _, a := range n.Attr {
			if n.Data == "a" && a.Key == "href" {
				r.links = append(r.links, a.Val)
			}
		}
	}
	r.shown = strings.Join(words, " ")
}

var address = regexp.MustCompile(`https://\S+`)

// said are the words of a text in their order, less what only lays them out.
func said(text string) []string {
	text = address.ReplaceAllString(text, "")
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \r\n-:", r) })
}

func TestMailArrivesWithItsVietnameseWholeAndBothPartsSayTheSame(t *testing.T) {
	t.Parallel()
	box := open(t)
	for _, m := range []reform.Message{atOnce(), digest(3, 0), digest(50, 12)} {
		if err := box.by(mail.StartTLS).Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got := box.received()
		r := opened(t, got[len(got)-1])
		if r.subject != "[CCHC] "+m.Subject() {
			t.Errorf("subject %q", r.subject)
		}
		for _, n := range m.Notices {
			link := fmt.Sprintf("https://cchc.hungyen.gov.vn/thong-bao/%d", n.ID)
			for _, line := range append(strings.Split(n.Body, "\n"), n.Title) {
				if !strings.Contains(r.text, line) || !strings.Contains(r.shown, line) {
					t.Errorf("%q is lost", line)
				}
			}
			if !slices.Contains(r.links, link) || !strings.Contains(r.text, link) {
				t.Errorf("no link %s", link)
			}
		}
		letter := said(strings.TrimPrefix(strings.TrimSpace(r.shown), "Cổng theo dõi chỉ đạo cải cách hành chính"))
		if text := said(r.text); !slices.Equal(text, letter) {
			t.Errorf("the text says\n%v\nthe HTML\n%v", text, letter)
		}
		if links := address.FindAllString(r.text, -1); !slices.Equal(links, r.links) {
			t.Errorf("the text links %v, the HTML %v", links, r.links)
		}
	}
	if box.to[0] != "khanhdv@hungyen.gov.vn" {
		t.Errorf("to %v", box.to)
	}
}

func TestHeadersSayWhoWroteItAndThatAProgramDid(t *testing.T) {
	t.Parallel()
	box := open(t)
	for range 2 { // a second attempt has the name of the first
		if err := box.by(mail.StartTLS).Send(t.Context(), atOnce()); err != nil {
			t.Fatal(err)
		}
	}
	first, again := opened(t, box.received()[0]), opened(t, box.received()[1])
	for name, want := range map[string]string{
		"Auto-Submitted": "auto-generated", "Content-Language": "vi", "Mime-Version": "1.0",
		"List-Unsubscribe": "<https://cchc.hungyen.gov.vn/tai-khoan/thong-bao>", "Message-Id": "<cchc." + atOnce().Mark() + "@hungyen.gov.vn>",
	} {
		if got := first.Get(name); got != want || again.Get(name) != want {
			t.Errorf("%s: %q, then %q", name, got, again.Get(name))
		}
	}
	from, err := first.AddressList("From")
	if err != nil || from[0].Name != "Cổng theo dõi CCHC" || from[0].Address != user {
		t.Errorf("from %v, %v", from, err)
	}
	to, err := first.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != "Đặng Văn Khánh" {
		t.Errorf("to %v, %v", to, err)
	}
	if date, err := first.Date(); err != nil || !date.Equal(morning) || !strings.HasSuffix(first.Get("Date"), "+0700") {
		t.Errorf("date %v, %v", date, err)
	}
	for line := range strings.SplitSeq(box.received()[0], "\r\n") {
		if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
			t.Errorf("a line no server has to take: %q", line)
		}
	}
}

func TestMailOfTheMorningBeginsWithWhatIsMostPressing(t *testing.T) {
	t.Parallel()
	box := open(t)
	if err := box.by(mail.StartTLS).Send(t.Context(), digest(9, 3)); err != nil {
		t.Fatal(err)
	}
	r := opened(t, box.received()[0])
	if r.subject != "[CCHC] 12 thông báo chưa đọc sáng 23/11/2026" || !strings.Contains(r.text, "Và 3 thông báo khác") {
		t.Errorf("%q\n%s", r.subject, r.text)
	}
	overdue, due, obstacle := strings.Index(r.text, "NHIỆM VỤ QUÁ HẠN"), strings.Index(r.text, "NHIỆM VỤ SẮP ĐẾN HẠN"), strings.Index(r.text, "DIỄN BIẾN")
	if overdue < 0 || overdue > due || due > obstacle {
		t.Errorf("at %d, %d, %d", overdue, due, obstacle)
	}
}

func TestNothingGoesOutInTheClear(t *testing.T) {
	t.Parallel()
	plain := open(t, func(s *smtp.Server) { s.TLSConfig = nil; s.AllowInsecureAuth = true })
	if err := plain.by(mail.StartTLS).Send(t.Context(), atOnce()); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("to a server without STARTTLS: %v", err)
	}
	stranger := open(t).by(mail.StartTLS)
	stranger.Roots = nil
	if err := stranger.Send(t.Context(), atOnce()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("to a server that nobody vouches for: %v", err)
	}
	wrapped := open(t, func(s *smtp.Server) { s.Domain = implicit })
	if err := wrapped.by(mail.TLS).Send(t.Context(), atOnce()); err != nil || len(wrapped.received()) != 1 {
		t.Errorf("over TLS from the start: %v", err)
	}
	if len(plain.received()) > 0 {
		t.Error("a mail went out in the clear")
	}
}

func TestWhatGoesWrongIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		step  string
		says  *smtp.SMTPError
		cause reform.FailCause
		final bool
	}{
		"come again":         {"data", &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again"}, reform.FailBusy, false},
		"come again early":   {"from", &smtp.SMTPError{Code: 421, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "too many"}, reform.FailBusy, false},
		"no such person":     {"to", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}, reform.FailAddress, true},
		"a mailbox is full":  {"to", &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 2, 2}, Message: "mailbox full"}, reform.FailBusy, false},
		"looks like spam":    {"data", &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "spam"}, reform.FailRefused, true},
		"not such a sender":  {"from", &smtp.SMTPError{Code: 553, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "not yours"}, reform.FailLogin, false},
		"nothing goes wrong": {"", nil, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := open(t)
			if c.says != nil {
				box.refuses(c.step, c.says)
			}
			err := box.by(mail.StartTLS).Send(t.Context(), atOnce())
			var f *reform.Failure
			if c.says == nil {
				if err != nil {
					t.Error(err)
				}
			} else if !errors.As(err, &f) || f.Cause != c.cause || f.Final != c.final || !strings.Contains(f.Detail, c.says.Message) {
				t.Errorf("%#v", err)
			}
		})
	}
}

func TestWrongPasswordAndAServerThatIsAwayAreTold(t *testing.T) {
	t.Parallel()
	box := open(t)
	wrong := box.by(mail.StartTLS)
	wrong.Password = "khác"
	for _, try := range []func() error{func() error { return wrong.Send(t.Context(), atOnce()) }, func() error { return wrong.Try(t.Context()) }} {
		var f *reform.Failure
		if err := try(); !errors.As(err, &f) || f.Cause != reform.FailLogin || f.Final {
			t.Errorf("wrong password: %v", err)
		}
	}
	if err := box.by(mail.StartTLS).Try(t.Context()); err != nil {
		t.Errorf("right password: %v", err)
	}
	box.end()
	var f *reform.Failure
	if err := box.by(mail.StartTLS).Send(t.Context(), atOnce()); !errors.As(err, &f) || f.Cause != reform.FailUnreachable || f.Final {
		t.Errorf("away: %v", err)
	}
}
