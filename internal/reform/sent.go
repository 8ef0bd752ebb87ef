package reform

import (
	"bytes"
	"time"

	"cchc/internal/policy"
)

// SentForm is a form that was carried out: what it held, as a digest, and where it led.
type SentForm struct {
	Digest   []byte
	Location string // "" until the first sending has been answered
	Sentence string
	SentAt   time.Time
}

// Same reports whether the form holds what was sent.
func (s SentForm) Same(form *policy.Form) bool { return bytes.Equal(s.Digest, form.Digest[:]) }
