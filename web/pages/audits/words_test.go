package audits

import (
	"testing"

	"cchc/internal/policy"
)

func TestEveryActionHasWords(t *testing.T) {
	t.Parallel()
	for _, action := range policy.Actions() {
		if acts[action] == "" {
			t.Errorf("%s has no words", action)
		}
	}
	if len(acts) != len(policy.Actions()) {
		t.Errorf("%d acts have words, but there are %d actions", len(acts), len(policy.Actions()))
	}
}

func TestEveryOfferedObjectHasWords(t *testing.T) {
	t.Parallel()
	for _, kind := range objectOrder {
		if objects[kind] == "" {
			t.Errorf("%s has no words", kind)
		}
	}
	if len(objectOrder) != len(objects) {
		t.Errorf("the filter offers %d of %d kinds of record", len(objectOrder), len(objects))
	}
}
