package web_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cchc/web"
	"cchc/web/layout"
)

// fetch gets an asset by its logical name in one encoding.
func fetch(t *testing.T, name, encoding string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, web.Asset(name), nil)
	request.Header.Set("Accept-Encoding", encoding)
	recorder := httptest.NewRecorder()
	web.Handler().ServeHTTP(recorder, request)
	return recorder.Result()
}

func needBuilt(t *testing.T) {
	t.Helper()
	if !web.Built() {
		t.Fatal("the assets are not built: npm run build")
	}
}

func TestFirstViewKeepsItsBudget(t *testing.T) {
	needBuilt(t)
	total := 0
	for _, asset := range []struct {
		name  string
		limit int
	}{
		{"ui.css", 10_000},
		{"main.js", 24_000},
		{"icons.svg", 6_000},
		{"source-sans-3-latin.woff2", 30_000},
		{"source-sans-3-vietnamese.woff2", 11_000},
	} {
		size := int(fetch(t, asset.name, "gzip").ContentLength)
		if size > asset.limit || size <= 0 {
			t.Errorf("%s: %d bytes, limit %d", asset.name, size, asset.limit)
		}
		total += size
	}
	page := listPageSize(t)
	if page > 15_000 {
		t.Errorf("a list page: %d bytes, limit 15000", page)
	}
	if total+page > 95_000 {
		t.Errorf("first view: %d bytes, limit 95000", total+page)
	}
}

// listPageSize is the sample list page, compressed.
func listPageSize(t *testing.T) int {
	t.Helper()
	var out bytes.Buffer
	squeeze := gzip.NewWriter(&out)
	if err := framed(layout.Shell, stylePages()["danh-sach"]).Render(t.Context(), squeeze); err != nil {
		t.Fatal(err)
	}
	if err := squeeze.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestAssetsAreCachedForGoodInTheBestEncoding(t *testing.T) {
	needBuilt(t)
	for accept, want := range map[string]string{
		"gzip, deflate, br": "br",
		"gzip":              "gzip",
		"gzip;q=1, br;q=0":  "gzip",
		"":                  "",
	} {
		got := fetch(t, "ui.css", accept)
		if got.StatusCode != http.StatusOK || got.Header.Get("Content-Encoding") != want {
			t.Errorf("accept %q: %d, encoding %q, want %q", accept, got.StatusCode, got.Header.Get("Content-Encoding"), want)
		}
		if got.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("cache: %q", got.Header.Get("Cache-Control"))
		}
		if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/css") {
			t.Errorf("type: %q", got.Header.Get("Content-Type"))
		}
	}
}

func TestOnlyAssetsAreServed(t *testing.T) {
	for _, name := range []string{"", "ui.css", "manifest.json", "passwords.txt", "../embed.go", ".placeholder"} {
		request := httptest.NewRequest(http.MethodGet, web.Prefix+name, nil)
		recorder := httptest.NewRecorder()
		web.Handler().ServeHTTP(recorder, request)
		if recorder.Code != http.StatusNotFound {
			t.Errorf("%q answers %d, want 404", name, recorder.Code)
		}
	}
}

func TestCommonPasswordsAreKnown(t *testing.T) {
	needBuilt(t)
	common := web.CommonPasswords()
	if len(common) < 10_000 {
		t.Errorf("%d common passwords, want 10000", len(common))
	}
	for _, word := range []string{"12345678", "password", "password1"} {
		if _, ok := common[word]; !ok {
			t.Errorf("%q is not among the common passwords", word)
		}
	}
}
