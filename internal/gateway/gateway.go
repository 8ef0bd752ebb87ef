// Package gateway hands messages to the province's gateway for SMS or Zalo by a webhook, signed after the Standard Webhooks scheme. It
// knows no database: what to send comes as a reform.Message, and what goes wrong goes back as a reform.Failure.
package gateway

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// Gateway is where messages are handed to, and the key that they are signed with.
type Gateway struct {
	URL     string
	Key     []byte
	Origin  string // that the links in messages begin with
	Timeout time.Duration
}

// body is what the gateway receives.
type body struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Count     int       `json:"count"`
	Title     string    `json:"title"`
	Text      string    `json:"text"`       // with marks, for Zalo
	PlainText string    `json:"plain_text"` // without, so that an SMS holds it
	Link      string    `json:"link"`
	Recipient recipient `json:"recipient"`
}

// recipient is whom a message goes to.
type recipient struct {
	Username string `json:"username"`
	Name     string `json:"name"`
	Phone    string `json:"phone"`
}

// textMost is how much one SMS holds.
const textMost = 160

// kindDigest is the kind of a message that tells of several notices.
const kindDigest = "digest"

func (g Gateway) body(m reform.Message) body {
	b := body{
		ID: ID(m), Kind: kindDigest, Count: m.Count(), Title: m.Subject(), Link: g.Origin + paths.Notices,
		Recipient: recipient{Username: m.Username, Name: m.Name, Phone: m.Address},
	}
	if m.Pace != reform.PaceDigest && len(m.Notices) > 0 {
		b.Kind, b.Link = string(m.Notices[0].Kind), g.Origin+paths.ToNotice(m.Notices[0].ID)
	}
	room := textMost - len("CCHC:  ..") - len(b.Link)
	title := viet.Cut(viet.Normalise(b.Title), max(room, 1))
	b.Text = "CCHC: " + title + " " + b.Link
	b.PlainText = strings.ReplaceAll(viet.Unmarked(b.Text), "…", "...")
	return b
}

// ID returns the message's name: the same at each attempt, so that the gateway can drop a double.
func ID(m reform.Message) string { return "msg_" + m.Mark() }

// Send hands the message over. A failure comes back as a *reform.Failure; nil means that the gateway took it.
func (g Gateway) Send(ctx context.Context, m reform.Message) error {
	payload, err := json.Marshal(g.body(m))
	if err != nil {
		return fmt.Errorf("compose delivery %d: %w", m.Delivery, err)
	}
	ctx, cancel := context.WithTimeout(ctx, g.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, bytes.NewReader(payload))
	if err != nil {
		return fmt.Errorf("address the gateway: %w", err)
	}
	stamp := strconv.FormatInt(m.At.Unix(), 10)
	for header, value := range map[string]string{
		"Content-Type": "application/json; charset=utf-8", "User-Agent": "cchc",
		"webhook-id": ID(m), "webhook-timestamp": stamp, "webhook-signature": Sign(g.Key, ID(m), stamp, payload),
	} {
		request.Header.Set(header, value)
	}
	answer, err := client.Do(request)
	if err != nil {
		return &reform.Failure{Cause: reform.FailUnreachable, Detail: err.Error()}
	}
	defer func() { _ = answer.Body.Close() }()
	return refused(answer)
}

// client follows no redirect: a message goes where it was addressed, or nowhere.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// wordsMost is how much of the gateway's answer is read.
const wordsMost = 300

// refused returns what the answer says went wrong; nil where the message was taken.
func refused(answer *http.Response) error {
	words, _ := io.ReadAll(io.LimitReader(answer.Body, wordsMost))
	code := answer.StatusCode
	if code/100 == 2 {
		return nil
	}
	f := &reform.Failure{Cause: reform.FailGateway, Detail: answer.Status + " " + string(words)}
	switch {
	case code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code == http.StatusServiceUnavailable:
		f.Cause = reform.FailBusy
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		f.Cause, f.Final = reform.FailLogin, true
	case code/100 == 4:
		f.Final = true
	}
	return f
}

// Sign returns the signature of what is sent under the name at the time, as its header carries it: of Standard Webhooks, version 1.
func Sign(key []byte, id, timestamp string, payload []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, timestamp)
	mac.Write(payload)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
