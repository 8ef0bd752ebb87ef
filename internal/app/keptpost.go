package app

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// KeyBytes is how long the key of a kept post is (AES-256).
const KeyBytes = 32

// letter is what a kept post holds once it is opened.
type letter struct {
	Title  string
	Fields map[string][]string
}

// KeepPost keeps what the person posted after their session had ended, for reform.PostKept, and returns the key that
// opens it: the database has only its hash.
func (a *App) KeepPost(ctx context.Context, person int64, form, title string, values map[string][]string) ([]byte, error) {
	draft, err := reform.NewDraft(form, title, values)
	if err != nil {
		return nil, err
	}
	plain, err := json.Marshal(letter{Title: draft.Title, Fields: draft.Fields})
	if err != nil {
		return nil, fmt.Errorf("keep a post: %w", err)
	}
	key := make([]byte, KeyBytes)
	_, _ = rand.Read(key)
	aead, err := sealer(key)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(key)
	// The key seals one post only, so that the nonce need not be random.
	sealed := aead.Seal(nil, make([]byte, aead.NonceSize()), plain, bound(person, draft.Form))
	return key, a.DB.KeepPost(ctx, postgres.KeptPost{TokenHash: hash[:], PersonID: person, Form: draft.Form, Sealed: sealed})
}

// ResumePost makes what the actor posted a draft of theirs and returns the form it belongs to; "" where the key opens
// nothing of theirs.
func (a *App) ResumePost(ctx context.Context, who policy.Actor, key []byte) (string, error) {
	hash := sha256.Sum256(key)
	post, err := a.DB.KeptPost(ctx, who.Person, hash[:])
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	said, err := unseal(key, post)
	if err != nil {
		return "", err
	}
	in := SaveDraft{Form: post.Form, Title: said.Title, Values: said.Fields, Page: uuid.Must(uuid.NewV7()).String(), Over: true}
	if _, err := a.SaveDraft(ctx, who, in); err != nil {
		return "", err
	}
	return post.Form, a.DB.DropPost(ctx, hash[:])
}

func unseal(key []byte, post postgres.KeptPost) (letter, error) {
	var said letter
	aead, err := sealer(key)
	if err != nil {
		return said, err
	}
	plain, err := aead.Open(nil, make([]byte, aead.NonceSize()), post.Sealed, bound(post.PersonID, post.Form))
	if err != nil {
		return said, fmt.Errorf("open a kept post: %w", err)
	}
	return said, json.Unmarshal(plain, &said)
}

func sealer(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal a post: %w", err)
	}
	return cipher.NewGCM(block)
}

// bound ties a sealed post to its person and form.
func bound(person int64, form string) []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(person)), form...)
}
