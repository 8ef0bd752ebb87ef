// Package viet treats Vietnamese text and numbers the one way the portal does: how it is stored, searched, sorted and shown.
//
// It knows nothing of what the text is about.
package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalise returns s as one line in NFC: every run of white space is one space, invisible characters are gone, ends are trimmed.
func Normalise(s string) string {
	visible := strings.Map(dropInvisible, s)
	return norm.NFC.String(strings.Join(strings.Fields(visible), " "))
}

// NormaliseText returns s as lines in NFC: every line break is "\n", other white space is a plain space, invisible characters
// are gone, the ends of lines and of the whole are trimmed. Spaces inside a line stay.
func NormaliseText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = norm.NFC.String(strings.Map(plainSpace, strings.Map(dropInvisible, s)))
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), " \n")
}

// Fold returns the form in which text is searched: no marks, đ as d, lower case, single spaces. Folding twice changes nothing.
func Fold(s string) string {
	return Normalise(strings.Map(foldRune, norm.NFD.String(Normalise(s)))) // a mark on a space leaves one at the end
}

// Unmarked returns s as one line without marks, for where only plain letters pass.
func Unmarked(s string) string {
	return Normalise(strings.Map(plainRune, norm.NFD.String(Normalise(s))))
}

// plainRune drops marks, and keeps the case of what stays.
func plainRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case r == 'đ':
		return 'd'
	case r == 'Đ':
		return 'D'
	}
	return r
}

// Cut returns s with at most so many characters; one that is cut ends in an ellipsis, at the end of a word where there is one.
func Cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most || most < 1 {
		return s
	}
	cut := string(runes[:most-1])
	if at := strings.LastIndex(cut, " "); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}

// HasMarks reports whether s has a Vietnamese mark or đ, so that a search can prefer exact spelling.
func HasMarks(s string) bool {
	return strings.ContainsFunc(norm.NFD.String(s), func(r rune) bool {
		return unicode.Is(unicode.Mn, r) || r == 'đ' || r == 'Đ'
	})
}

func foldRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case r == 'đ' || r == 'Đ':
		return 'd'
	}
	return unicode.ToLower(r)
}

// dropInvisible removes control and format characters (zero-width spaces, joiners, byte order marks) but keeps white space.
func dropInvisible(r rune) rune {
	if !unicode.IsSpace(r) && unicode.In(r, unicode.Cc, unicode.Cf) {
		return -1
	}
	return r
}

func plainSpace(r rune) rune {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return '\n'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}
