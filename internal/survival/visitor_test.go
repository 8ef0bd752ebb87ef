//go:build unix

package survival_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// visitor is one officer at one connection.
type visitor struct {
	name    string
	session *http.Cookie
	tasks   []string
	client  *http.Client
}

// notFollowed leaves redirections to the test: they are the answers it counts.
func notFollowed(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func signIn(t *testing.T, p *portal, name string) *visitor {
	t.Helper()
	v := &visitor{name: name, client: &http.Client{CheckRedirect: notFollowed, Timeout: 15 * time.Second, Transport: &http.Transport{}}}
	form := url.Values{"ten_dang_nhap": {name}, "mat_khau": {password}}
	response, err := v.client.PostForm(p.url+"/dang-nhap", form)
	if err != nil {
		t.Fatalf("sign in as %s: %v", name, err)
	}
	_ = response.Body.Close()
	for _, cookie := range response.Cookies() {
		v.session = cookie
	}
	if response.StatusCode != http.StatusSeeOther || v.session == nil {
		t.Fatalf("sign in as %s: %s", name, response.Status)
	}
	v.tasks = column[string](p, `select t.code from task t join person p on p.id = t.officer_id
		where t.state = 'in_progress' and t.children = 0 and t.deadline_kind <> 'periodic' and p.username = $1 order by t.code`, name)
	if len(v.tasks) == 0 {
		t.Fatalf("%s has nothing to report on", name)
	}
	return v
}

// answer is what became of a post, as far as the one who sent it can know.
type answer int

const (
	lost    answer = iota // no answer, or one that leaves it open
	kept                  // 303 to the task's page
	refused               // a page that says that nothing was written
)

// post is one report form with its own token.
type post struct {
	token   string
	task    string
	percent int
	done    string
	file    []byte // nil for none
	answer  answer
}

func (p post) fields() [][2]string {
	return [][2]string{
		{"ma_gui", p.token}, {"ket_qua", p.done}, {"viec_tiep", "Tiếp tục theo kế hoạch."}, {"tien_do", fmt.Sprint(p.percent)},
		{"ly_do_qua_han", "Chờ ý kiến của đơn vị phối hợp."},
	}
}

// body returns the form as a browser sends it, and its content type.
func (p post) body() (io.Reader, string) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, field := range p.fields() {
		_ = form.WriteField(field[0], field[1])
	}
	if p.file != nil {
		part, _ := form.CreateFormFile("tep", "ket-qua.txt")
		_, _ = part.Write(p.file)
	}
	_ = form.Close()
	return &body, form.FormDataContentType()
}

// send posts the form and returns what the answer says; an answer that no form should get is an error.
func (v *visitor) send(portal string, p post) (answer, error) {
	body, kind := p.body()
	request, err := http.NewRequest(http.MethodPost, portal+"/nhiem-vu/"+p.task+"/bao-cao", body)
	if err != nil {
		return lost, err
	}
	request.Header.Set("Content-Type", kind)
	request.AddCookie(v.session)
	response, err := v.client.Do(request)
	if err != nil {
		return lost, nil
	}
	defer func() { _ = response.Body.Close() }()
	page, err := io.ReadAll(response.Body)
	switch {
	case response.StatusCode == http.StatusSeeOther && strings.HasPrefix(response.Header.Get("Location"), "/nhiem-vu/"+p.task):
		return kept, nil
	case response.StatusCode != http.StatusServiceUnavailable && response.StatusCode != http.StatusInternalServerError:
		return lost, fmt.Errorf("%s on %s: %s to %q\n%s", v.name, p.task, response.Status, response.Header.Get("Location"), page)
	case err == nil && strings.Contains(string(page), "chưa được ghi"):
		return refused, nil
	default:
		return lost, nil
	}
}
