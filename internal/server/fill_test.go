package server

import (
	"net/url"
	"strings"
	"testing"
)

func TestAFormIsFilledWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	const page = `<input type="hidden" name="phien_ban" value="9"><input type="hidden" name="khac" value="giữ"><input name="a" value="cũ">` +
		`<input name="a" value="cũ"><input type="password" name="mat_khau" value=""><input type="checkbox" name="b" value="1" checked>` +
		`<input type="checkbox" name="b" value="2"><textarea name="c">cũ &amp; xưa</textarea><select name="d"><option value="x" selected>X<option value="y">Y</select>` +
		`<select name="e"><option value="y" selected>Y</select><textarea name="f">giữ</textarea></form><input name="a" value="ngoài">`
	var out strings.Builder
	rest := fill(&out, []byte(page), url.Values{
		"phien_ban": {"7"}, "khac": {"bỏ"}, "a": {"một", `"hai" <b>`}, "mat_khau": {"bỏ"}, "b": {"2"}, "c": {"</textarea><script>"}, "d": {"y"},
	})
	const want = `<input type="hidden" name="phien_ban" value="7"><input type="hidden" name="khac" value="giữ"><input name="a" value="một">` +
		`<input name="a" value="&#34;hai&#34; &lt;b&gt;"><input type="password" name="mat_khau" value=""><input type="checkbox" name="b" value="1">` +
		`<input type="checkbox" name="b" value="2" checked=""><textarea name="c">` + "\n" + `&lt;/textarea&gt;&lt;script&gt;</textarea><select name="d"><option value="x">X<option value="y" selected="">Y</select>` +
		`<select name="e"><option value="y" selected>Y</select><textarea name="f">giữ</textarea></form>`
	if out.String() != want {
		t.Errorf("it reads\n%s\nwant\n%s", out.String(), want)
	}
	if string(rest) != `<input name="a" value="ngoài">` {
		t.Errorf("what follows the form is %q", rest)
	}
}
