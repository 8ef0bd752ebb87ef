// Package web carries what the browser loads: styles, script, fonts and icons,
// as the asset build left them in dist. It compiles before that build has run,
// and then says so through Built.
package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"strings"
	"sync"
)

// Prefix is the path under which every asset is served.
const Prefix = "/tai-nguyen/"

const manifestName = "dist/manifest.json"

//go:embed all:dist
var dist embed.FS

// hashed maps logical names to hashed ones; empty before the asset build.
var hashed = readManifest(dist)

func readManifest(files fs.FS) map[string]string {
	names := map[string]string{}
	raw, err := fs.ReadFile(files, manifestName)
	if err != nil {
		return names
	}
	if err := json.Unmarshal(raw, &names); err != nil {
		panic("web: " + manifestName + ": " + err.Error())
	}
	return names
}

// Built tells whether the assets are there.
func Built() bool {
	return len(hashed) > 0
}

// Asset is the address of an asset by its logical name, such as "ui.css". A
// name that the build does not know keeps it, and its address answers 404.
func Asset(name string) string {
	if file, ok := hashed[name]; ok {
		return Prefix + file
	}
	return Prefix + name
}

// CommonPasswords is the set of well-known passwords of eight characters and
// more, in lower case; empty before the asset build.
var CommonPasswords = sync.OnceValue(func() map[string]struct{} {
	raw, err := dist.ReadFile("dist/passwords.txt")
	if err != nil {
		return map[string]struct{}{}
	}
	words := strings.Fields(string(raw))
	set := make(map[string]struct{}, len(words))
	for _, word := range words {
		set[word] = struct{}{}
	}
	return set
})
