package merge_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/internal/merge"
)

var fields = []merge.Field{{Name: "ten"}, {Name: "mo_ta"}, {Name: "han"}, {Name: "phoi_hop", Set: true}, {Name: "mat", Set: true}}

func TestWhatOnlyOneSideChangedIsTaken(t *testing.T) {
	t.Parallel()
	base := merge.Values{"ten": {"Rà soát"}, "mo_ta": {"Một"}, "phoi_hop": {"1", "2"}}
	theirs := merge.Values{"ten": {"Rà soát, cắt giảm"}, "mo_ta": {"Một"}, "phoi_hop": {"1", "2", "3"}, "mat": {"1"}}
	mine := merge.Values{"ten": {"Rà soát"}, "mo_ta": {"Một\nHai"}, "phoi_hop": {"2", "4"}, "ma_gui": {"riêng"}}
	got := merge.Join(fields, base, theirs, mine)
	want := merge.Values{
		"ten": {"Rà soát, cắt giảm"}, "mo_ta": {"Một\nHai"}, "phoi_hop": {"2", "3", "4"}, "mat": {"1"}, "ma_gui": {"riêng"},
	}
	if !maps.EqualFunc(got.Values, want, slices.Equal) || len(got.Clashes) > 0 {
		t.Errorf("joined %v, clashes %v", got.Values, got.Clashes)
	}
	if !slices.Equal(got.Theirs, []string{"ten", "phoi_hop", "mat"}) {
		t.Errorf("taken from them: %v", got.Theirs)
	}
}

func TestWhatBothChangedIsLeftToThem(t *testing.T) {
	t.Parallel()
	got := merge.Join(fields, merge.Values{"ten": {"a"}}, merge.Values{"ten": {"b"}}, merge.Values{"ten": {"c"}})
	if len(got.Clashes) != 1 || got.Clashes[0].Theirs[0] != "b" || got.Clashes[0].Mine[0] != "c" || got.Values["ten"][0] != "c" {
		t.Errorf("%+v", got)
	}
	if cleared := merge.Join(fields, merge.Values{"ten": {"a"}}, merge.Values{"ten": {""}}, merge.Values{"ten": {"c"}}); len(cleared.Clashes) != 1 {
		t.Errorf("a field they emptied and I changed: %+v", cleared)
	}
	if agreed := merge.Join(fields, merge.Values{"ten": {"a"}}, merge.Values{"ten": {"c"}}, merge.Values{"ten": {"c"}}); len(agreed.Clashes)+len(agreed.Theirs) != 0 {
		t.Errorf("the same change by both: %+v", agreed)
	}
}

// any form of few values, so that sides often agree and often clash.
func form(random *rand.Rand) merge.Values {
	values := merge.Values{}
	for _, field := range fields {
		for range 1 + random.IntN(2) {
			if value := string("abc"[random.IntN(3)]); random.IntN(4) > 0 && (field.Set || len(values[field.Name]) == 0) && !slices.Contains(values[field.Name], value) {
				values[field.Name] = append(values[field.Name], value)
			}
		}
	}
	return values
}

func alike(a, b merge.Values) bool {
	for _, field := range fields {
		if !slices.Equal(slices.Sorted(slices.Values(a[field.Name])), slices.Sorted(slices.Values(b[field.Name]))) {
			return false
		}
	}
	return true
}

func clashing(o merge.Outcome) string {
	var names []string
	for _, clash := range o.Clashes {
		names = append(names, clash.Name)
	}
	return strings.Join(names, " ")
}

func TestJoiningKeepsItsLaws(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 14))
	for range 20_000 {
		base, theirs, mine := form(random), form(random), form(random)
		if got := merge.Join(fields, base, base, mine); !alike(got.Values, mine) || len(got.Clashes)+len(got.Theirs) > 0 {
			t.Fatalf("they changed nothing, %v became %v", mine, got)
		}
		if got := merge.Join(fields, base, theirs, base); !alike(got.Values, theirs) || len(got.Clashes) > 0 {
			t.Fatalf("I changed nothing, %v became %v", theirs, got)
		}
		if got := merge.Join(fields, base, mine, mine); !alike(got.Values, mine) || len(got.Clashes) > 0 {
			t.Fatalf("both the same, %v became %v", mine, got)
		}
		there, back := merge.Join(fields, base, theirs, mine), merge.Join(fields, base, mine, theirs)
		if clashing(there) != clashing(back) || len(there.Clashes) == 0 && !alike(there.Values, back.Values) {
			t.Fatalf("over %v: %v with %v is %v, the other way round %v", base, theirs, mine, there, back)
		}
		again := merge.Join(fields, theirs, theirs, there.Values)
		if !alike(again.Values, there.Values) || len(again.Clashes)+len(again.Theirs) > 0 {
			t.Fatalf("joining again changes %v to %v", there.Values, again)
		}
	}
}

func TestPackedValuesComeBack(t *testing.T) {
	t.Parallel()
	held := merge.Values{"mo_ta": {"Dòng một\nDòng “hai” <b>"}, "phoi_hop": {"1", "2"}, "han": {""}}
	got := merge.Unpack(merge.Pack(held))
	if got["mo_ta"][0] != held["mo_ta"][0] || !slices.Equal(got["phoi_hop"], held["phoi_hop"]) || len(got["han"]) > 0 {
		t.Errorf("%v came back as %v", held, got)
	}
	for _, broken := range []string{"", "null", "[]", `{"ten": 5}`, "{"} {
		if got := merge.Unpack(broken); len(got) > 0 {
			t.Errorf("%q holds %v", broken, got)
		}
	}
}

// side puts together the lines that one of the two texts had.
func side(lines []merge.Line, without merge.Mark) string {
	var out []string
	for _, line := range lines {
		if line.Mark != without {
			out = append(out, line.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestComparedLinesGiveBothTexts(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 59))
	text := func() string {
		lines := make([]string, 1+random.IntN(8))
		for i := range lines {
			lines[i] = string("abcd"[random.IntN(4)])
		}
		return strings.Join(lines, "\n")
	}
	for range 5_000 {
		from, to := text(), text()
		lines := merge.Lines(from, to)
		if side(lines, merge.Added) != from || side(lines, merge.Dropped) != to {
			t.Fatalf("%q to %q: %v", from, to, lines)
		}
		if from == to && slices.ContainsFunc(lines, func(l merge.Line) bool { return l.Mark != merge.Kept }) {
			t.Fatalf("nothing changed in %q: %v", from, lines)
		}
	}
}

func TestOnlyTheLineThatChangedIsMarked(t *testing.T) {
	t.Parallel()
	got := merge.Lines("Một\nHai\nBa", "Một\nHai rưỡi\nBa")
	want := []merge.Line{{merge.Kept, "Một"}, {merge.Dropped, "Hai"}, {merge.Added, "Hai rưỡi"}, {merge.Kept, "Ba"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	long := strings.Repeat("a\n", 3000)
	if lines := merge.Lines(long+"b", "c\n"+long); side(lines, merge.Added) != long+"b" || side(lines, merge.Dropped) != "c\n"+long {
		t.Error("a long text is lost")
	}
}
