package merge

import (
	"encoding/json"
	"maps"
	"slices"
)

// Pack writes the values as one text that a form can carry; fields left empty are left out.
func Pack(values Values) string {
	kept := Values{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if held := filled(values[name]); len(held) > 0 {
			kept[name] = held
		}
	}
	packed, err := json.Marshal(kept)
	if err != nil { // a map of texts always has a JSON form
		return ""
	}
	return string(packed)
}

// Unpack reads what Pack wrote; what it did not write holds nothing.
func Unpack(packed string) Values {
	var values Values
	if json.Unmarshal([]byte(packed), &values) != nil {
		return Values{}
	}
	return values
}
