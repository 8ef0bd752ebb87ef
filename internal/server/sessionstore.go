package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
)

// recentStore is a session store that does not ask the database again for what it just heard. What this program changes
// counts at once; a sign-out through another program on the same database counts after recentFor. Whether the person may
// still come in at all is not kept here: each request asks that of app.
type recentStore struct {
	scs.Store
	clock func() time.Time

	mu      sync.Mutex
	found   map[string]recentSession
	changes int
}

type recentSession struct {
	data  []byte
	until time.Time
}

const (
	recentFor  = 5 * time.Second
	recentMost = 1000
)

// Find returns the session's data; false when there is none or it ended.
func (s *recentStore) Find(token string) ([]byte, bool, error) {
	now := s.clock()
	s.mu.Lock()
	recent, changes := s.found[token], s.changes
	s.mu.Unlock()
	if left := recent.until.Sub(now); left > 0 && left <= recentFor {
		return recent.data, true, nil
	}
	data, exists, err := s.Store.Find(token)
	if err != nil || !exists {
		return nil, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes == changes { // else what was read may be what was changed meanwhile
		if len(s.found) >= recentMost || s.found == nil {
			s.found = map[string]recentSession{}
		}
		s.found[token] = recentSession{data: data, until: now.Add(recentFor)}
	}
	return data, true, nil
}

// Commit keeps the session's data.
func (s *recentStore) Commit(token string, data []byte, expiry time.Time) error {
	defer s.forget(token)
	return s.Store.Commit(token, data, expiry)
}

// Delete ends the session.
func (s *recentStore) Delete(token string) error {
	defer s.forget(token)
	return s.Store.Delete(token)
}

func (s *recentStore) forget(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	delete(s.found, token)
}

// sessionCodec writes a session as JSON: scs's own way takes longer to read back than to look the session up. What it read
// last is not read again: the same bytes come with request after request.
type sessionCodec struct {
	mu   sync.Mutex
	read map[string]readSession
}

type readSession struct {
	deadline time.Time
	values   map[string]any // handed out as a copy: a request changes its own
}

// sessionData is a session with its values by their type, which JSON alone would not keep.
type sessionData struct {
	Deadline time.Time
	Longs    map[string]int64  `json:",omitempty"`
	Ints     map[string]int    `json:",omitempty"`
	Texts    map[string]string `json:",omitempty"`
}

// Encode returns the bytes to keep, or an error for a value that is no number or text.
func (*sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	data := sessionData{Deadline: deadline, Longs: map[string]int64{}, Ints: map[string]int{}, Texts: map[string]string{}}
	for key, value := range values {
		switch value := value.(type) {
		case int64:
			data.Longs[key] = value
		case int:
			data.Ints[key] = value
		case string:
			data.Texts[key] = value
		default:
			return nil, fmt.Errorf("keep %s in a session: %T is neither a number nor text", key, value)
		}
	}
	return json.Marshal(data)
}

// Decode returns what Encode was given. What another version of the program wrote is the session of nobody.
func (c *sessionCodec) Decode(kept []byte) (time.Time, map[string]any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	session, ok := c.read[string(kept)]
	if !ok {
		session = decoded(kept)
		if c.read == nil || len(c.read) >= recentMost {
			c.read = map[string]readSession{}
		}
		c.read[string(kept)] = session
	}
	return session.deadline, maps.Clone(session.values), nil
}

func decoded(kept []byte) readSession {
	var data sessionData
	values := map[string]any{}
	if err := json.Unmarshal(kept, &data); err != nil {
		return readSession{values: values}
	}
	for key, value := range data.Longs {
		values[key] = value
	}
	for key, value := range data.Ints {
		values[key] = value
	}
	for key, value := range data.Texts {
		values[key] = value
	}
	return readSession{data.Deadline, values}
}
