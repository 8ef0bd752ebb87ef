package app

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// kept remembers what request after request asks for: who a session belongs to, what filters offer. Whatever this program
// writes makes it forget at once; what another program writes into the same database is seen after keptFor.
type kept[K comparable, V any] struct {
	mu     sync.Mutex
	values map[K]V
	writes int64
	until  time.Time
}

const (
	keptFor  = 5 * time.Second
	keptMost = 1000 // keys; more begin anew
)

// get returns the value of the key, from memory or from read. The value is shared: nobody may change it.
func (k *kept[K, V]) get(a *App, key K, read func() (V, error)) (V, error) {
	writes := a.DB.Writes() // before the reading, so that a write meanwhile makes what was read stale
	if value, ok := k.find(key, writes, a.Clock()); ok {
		return value, nil
	}
	value, err := read()
	if err != nil {
		return value, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.writes == writes {
		k.values[key] = value
	}
	return value, nil
}

// blank is where the value of a key belongs.
type blank[K comparable, V any] struct {
	key  K
	into *V
}

// fill writes the value of each key where it belongs, from memory or, for all that are not there, from one read.
func (k *kept[K, V]) fill(a *App, blanks []blank[K, V], read func([]K) (map[K]V, error)) error {
	writes := a.DB.Writes()
	now := a.Clock()
	var left []blank[K, V]
	var missing []K
	k.mu.Lock()
	k.begin(writes, now)
	for _, b := range blanks {
		value, ok := k.values[b.key]
		if *b.into = value; ok {
			continue
		}
		if left = append(left, b); !slices.Contains(missing, b.key) {
			missing = append(missing, b.key)
		}
	}
	k.mu.Unlock()
	if len(missing) == 0 {
		return nil
	}
	found, err := read(missing)
	if err != nil {
		return err
	}
	for _, b := range left {
		*b.into = found[b.key]
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.writes == writes && k.values != nil {
		maps.Copy(k.values, found)
	}
	return nil
}

func (k *kept[K, V]) find(key K, writes int64, now time.Time) (V, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.begin(writes, now)
	value, ok := k.values[key]
	return value, ok
}

// begin forgets what may have changed.
func (k *kept[K, V]) begin(writes int64, now time.Time) {
	if k.values == nil || k.writes != writes || now.After(k.until) || k.until.Sub(now) > keptFor || len(k.values) >= keptMost {
		k.values, k.writes, k.until = map[K]V{}, writes, now.Add(keptFor)
	}
}
