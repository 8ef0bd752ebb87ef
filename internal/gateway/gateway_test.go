package gateway_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cchc/internal/calendar"
	"cchc/internal/gateway"
	"cchc/internal/reform"
)

var key = []byte("khóa chung với cổng tin nhắn")

func message() reform.Message {
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, calendar.Zone)
	return reform.Message{
		Delivery: 7, MadeAt: now.Add(-time.Minute), Channel: reform.ChannelGateway, Pace: reform.PaceAtOnce, Name: "Đặng Văn Khánh", Username: "khanhdv",
		Address: "0912345678", At: now, Notices: []reform.Notice{{ID: 41, Kind: reform.NoticeNudge, Title: strings.Repeat("Đôn đốc nhiệm vụ ", 20), Body: "Kín"}},
	}
}

// received is what the gateway got, and whether it verifies as the guide says it should.
type received struct {
	header http.Header
	raw    []byte
	body   map[string]any
}

func (r received) genuine() bool {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.header.Get("webhook-id") + "." + r.header.Get("webhook-timestamp") + "."))
	mac.Write(r.raw)
	want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(r.header.Get("webhook-signature")))
}

// listen starts a gateway that answers with the status.
func listen(t *testing.T, status int) (gateway.Gateway, *[]received) {
	t.Helper()
	var got []received
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		one := received{header: r.Header.Clone(), raw: raw}
		if err := errors.Join(err, json.Unmarshal(raw, &one.body)); err != nil {
			t.Error(err)
		}
		got = append(got, one)
		if status/100 == 3 {
			w.Header().Set("Location", "/khac")
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "lời báo")
	}))
	t.Cleanup(server.Close)
	return gateway.Gateway{URL: server.URL, Key: key, Origin: "https://cchc.hungyen.gov.vn", Timeout: 5 * time.Second}, &got
}

func TestMessageIsSignedSaysLittleAndFitsAnSMS(t *testing.T) {
	t.Parallel()
	g, got := listen(t, http.StatusAccepted)
	for range 2 {
		if err := g.Send(t.Context(), message()); err != nil {
			t.Fatal(err)
		}
	}
	first, again := (*got)[0], (*got)[1]
	if !first.genuine() || first.header.Get("webhook-id") != "msg_"+message().Mark() || again.header.Get("webhook-id") != first.header.Get("webhook-id") {
		t.Errorf("headers %v", first.header)
	}
	if stamp := first.header.Get("webhook-timestamp"); stamp != "1795399200" {
		t.Errorf("timestamp %s", stamp)
	}
	for name, want := range map[string]any{"kind": "nudge", "link": "https://cchc.hungyen.gov.vn/thong-bao/41", "count": 1.0} {
		if first.body[name] != want {
			t.Errorf("%s: %v", name, first.body[name])
		}
	}
	to, _ := first.body["recipient"].(map[string]any)
	if to["phone"] != "0912345678" || to["username"] != "khanhdv" {
		t.Errorf("recipient %v", to)
	}
	text, _ := first.body["text"].(string)
	plain, _ := first.body["plain_text"].(string)
	if utf8.RuneCountInString(text) > 160 || len(plain) > 160 || utf8.RuneCountInString(plain) != len(plain) || !strings.HasSuffix(plain, "/thong-bao/41") {
		t.Errorf("%d %q, %d %q", utf8.RuneCountInString(text), text, len(plain), plain)
	}
	if strings.Contains(string(first.raw), "Kín") {
		t.Error("the text of the notice left the portal")
	}
}

func TestTamperedMessageDoesNotVerify(t *testing.T) {
	t.Parallel()
	g, got := listen(t, http.StatusOK)
	if err := g.Send(t.Context(), message()); err != nil {
		t.Fatal(err)
	}
	for name, tamper := range map[string]func(*received){
		"body": func(r *received) { r.raw = []byte(strings.Replace(string(r.raw), "0912345678", "0999999999", 1)) },
		"id":   func(r *received) { r.header.Set("webhook-id", "msg_8.1") },
		"time": func(r *received) { r.header.Set("webhook-timestamp", "1795399201") },
		"name": func(r *received) { r.header.Set("webhook-signature", "v1,AAAA") },
	} {
		one := (*got)[0]
		one.header = one.header.Clone()
		if tamper(&one); one.genuine() {
			t.Errorf("with another %s it verifies", name)
		}
	}
}

func TestAnswerSaysWhetherToComeAgain(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]reform.Failure{
		http.StatusBadRequest:         {Cause: reform.FailGateway, Final: true},
		http.StatusGone:               {Cause: reform.FailGateway, Final: true},
		http.StatusUnauthorized:       {Cause: reform.FailLogin, Final: true},
		http.StatusRequestTimeout:     {Cause: reform.FailBusy},
		http.StatusTooManyRequests:    {Cause: reform.FailBusy},
		http.StatusFound:              {Cause: reform.FailGateway},
		http.StatusBadGateway:         {Cause: reform.FailGateway},
		http.StatusServiceUnavailable: {Cause: reform.FailBusy},
	} {
		g, got := listen(t, status)
		var f *reform.Failure
		if err := g.Send(t.Context(), message()); !errors.As(err, &f) || f.Cause != want.Cause || f.Final != want.Final || !strings.Contains(f.Detail, "lời báo") {
			t.Errorf("%d: %#v", status, err)
		}
		if len(*got) != 1 {
			t.Errorf("%d: asked %d times", status, len(*got))
		}
	}
	away := gateway.Gateway{URL: "http://127.0.0.1:1/", Key: key, Timeout: time.Second}
	var f *reform.Failure
	if err := away.Send(t.Context(), message()); !errors.As(err, &f) || f.Cause != reform.FailUnreachable || f.Final {
		t.Errorf("away: %v", err)
	}
}
