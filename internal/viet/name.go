package viet

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// NameKey returns the key by which people are listed under a Vietnamese collation: given name, then middle names, then family
// name, each settled in full, tone included, before the next is looked at. "Nguyễn Thị Ánh" gives "anh4_thi5_nguyên3".
//
// A collation alone weighs the letters of the whole text before any tone, so tones are written as digits; and "_" sorts
// before "-", so a shorter middle name comes before a longer one that begins with it.
func NameKey(full string) string {
	words := strings.Fields(Normalise(full))
	for i, word := range words {
		words[i] = toneLast(strings.ToLower(word))
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return words[last] + "_" + strings.Join(words[1:last], "-") + "_" + words[0]
}

// tones lists the combining marks in dictionary order: huyền, hỏi, ngã, sắc, nặng. A word with none of them has tone 0.
const tones = "\u0300\u0309\u0303\u0301\u0323"

func toneLast(word string) string {
	tone := 0
	letters := strings.Map(func(r rune) rune {
		at := strings.IndexRune(tones, r)
		if at < 0 {
			return r
		}
		tone = at/len("\u0300") + 1
		return -1
	}, norm.NFD.String(word))
	return norm.NFC.String(letters) + strconv.Itoa(tone)
}
