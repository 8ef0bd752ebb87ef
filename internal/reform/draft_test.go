package reform_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

func TestADraftHasWhatWasTypedAndNothingElse(t *testing.T) {
	t.Parallel()
	d, err := reform.NewDraft("/nhiem-vu/moi", " Tạo  nhiệm vụ ", map[string][]string{
		"ten": {"Tên\x00 \xff mới"}, "phoi_hop": {"3", "5"}, "phien_ban": {"7"}, "goc": {"{}"}, "mat_khau": {"bí mật"}, "hien_tai": {"x"}, "moi": {"x"},
		"nhap_lai": {"x"}, "ma_gui": {"x"}, "noi_dien": {"/x"}, "nguoi_dien": {"x"}, "nhap_tu": {"x"}, "tua_de": {"x"}, "lan_luu": {"2"}, "@x": {"x"},
	})
	if err != nil || d.Title != "Tạo nhiệm vụ" || d.Fields["ten"][0] != "Tên  mới" || !slices.Equal(d.Fields["phoi_hop"], []string{"3", "5"}) {
		t.Fatalf("%+v (%v)", d, err)
	}
	if d.Fields["phien_ban"][0] != "7" || len(d.Fields) != 4 {
		t.Errorf("it has %v: the version typed over stays, secrets and numbers go", d.Fields)
	}
}

func TestADraftIsBounded(t *testing.T) {
	t.Parallel()
	for claim, c := range map[string]struct {
		form string
		text string
		kind fault.Kind
	}{
		"a megabyte and more":   {"/x", strings.Repeat("x", reform.DraftMaxBytes+1), fault.TooLarge},
		"no address":            {"", "x", fault.Invalid},
		"a very long address":   {"/" + strings.Repeat("a", 300), "x", fault.Invalid},
		"an address with a nul": {"/\x00", "x", fault.Invalid},
	} {
		_, err := reform.NewDraft(c.form, "", map[string][]string{"ten": {c.text}})
		if fault.KindOf(err) != c.kind || err == nil || fault.Sentence(err) == "" {
			t.Errorf("%s: %v", claim, err)
		}
	}
}

func TestADraftNamesTheFilesToChooseAgain(t *testing.T) {
	t.Parallel()
	d := reform.Draft{Fields: map[string][]string{
		"tep": {`C:\x\Bảng số.pdf`, ""}, "tep_2": {"b.pdf"}, "tep_cu_1": {"17"}, "tep_tam": {"33"}, "ten": {"không phải tệp"},
	}}
	if files := d.Files(); !slices.Equal(files, []string{"Bảng số.pdf", "b.pdf"}) {
		t.Errorf("it names %q", files)
	}
}
