package web

import (
	"net/http"
	"path"
	"strconv"
	"strings"
)

// file is one asset with its compressed forms; br and gz are nil for kinds
// that are compressed already.
type file struct {
	kind  string
	plain []byte
	br    []byte
	gz    []byte
}

var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

// Handler serves the assets under Prefix: hashed names only, cached for good,
// in the smallest encoding the browser takes, 404 for anything else.
func Handler() http.Handler {
	files := loadFiles()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := files[strings.TrimPrefix(r.URL.Path, Prefix)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		f.serve(w, r)
	})
}

func loadFiles() map[string]file {
	files := map[string]file{}
	for _, name := range hashed {
		f := file{kind: kinds[path.Ext(name)], plain: readDist(name)}
		f.br, f.gz = readDist(name+".br"), readDist(name+".gz")
		files[name] = f
	}
	return files
}

// readDist is a file's content, nil when the build made none.
func readDist(name string) []byte {
	raw, err := dist.ReadFile("dist/" + name)
	if err != nil {
		return nil
	}
	return raw
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	body, encoding := f.encoded(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	if f.br != nil {
		h.Add("Vary", "Accept-Encoding")
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// encoded is the content in the best form that accept allows, and its name.
func (f file) encoded(accept string) ([]byte, string) {
	if f.br != nil && accepts(accept, "br") {
		return f.br, "br"
	}
	if f.gz != nil && accepts(accept, "gzip") {
		return f.gz, "gzip"
	}
	return f.plain, ""
}

// accepts tells whether an Accept-Encoding header names coding without
// refusing it by a quality of zero.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, quality, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q := strings.TrimPrefix(strings.ReplaceAll(quality, " ", ""), "q=")
		return strings.Trim(q, "0.") != "" || q == ""
	}
	return false
}
