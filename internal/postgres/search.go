package postgres

import (
	"strings"

	"cchc/internal/reform"
	"cchc/internal/viet"
)

var likeSpecial = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// likeInOrder returns the LIKE pattern that finds the words of the text, folded, in their order; "%" for no text.
func likeInOrder(text string) string {
	words := strings.Fields(viet.Fold(text))
	for i, word := range words {
		words[i] = likeSpecial.Replace(word)
	}
	if len(words) == 0 {
		return "%"
	}
	return "%" + strings.Join(words, "%") + "%"
}

// exactTones returns the text to rank first when it was typed with tones, in lower case; "" when it has none.
func exactTones(text string) string {
	if !viet.HasMarks(text) {
		return ""
	}
	return strings.ToLower(viet.Normalise(text))
}

// offset returns how many rows stand before the page; pages count from 1.
func offset(page int) int { return max(page-1, 0) * reform.PageSize }
