package fault_test

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"testing"

	"cchc/internal/fault"
)

func TestKindIsFoundThroughWrapping(t *testing.T) {
	t.Parallel()
	conflict := fault.New(fault.Conflict, "Trang đã cũ.")
	cases := map[string]struct {
		err  error
		want fault.Kind
	}{
		"a fault":                   {conflict, fault.Conflict},
		"a wrapped fault":           {fmt.Errorf("app: %w", conflict), fault.Conflict},
		"a joined fault":            {errors.Join(io.EOF, conflict), fault.Conflict},
		"a fault over a fault":      {fault.Wrap(fault.NotFound, "Không tìm thấy.", conflict), fault.NotFound},
		"an unknown error":          {io.EOF, fault.Internal},
		"no error":                  {nil, fault.Internal},
		"a fault nobody classified": {&fault.Fault{}, fault.Internal},
	}
	for name, c := range cases {
		if got := fault.KindOf(c.err); got != c.want {
			t.Errorf("%s: kind %v, want %v", name, got, c.want)
		}
	}
}

func TestUnknownErrorIsNoFault(t *testing.T) {
	t.Parallel()
	if f, ok := fault.As(io.EOF); ok || f != nil {
		t.Errorf("As(io.EOF) = %v, %v", f, ok)
	}
}

func TestCauseIsLoggedButNotShown(t *testing.T) {
	t.Parallel()
	err := fault.Wrap(fault.Unavailable, "Chưa gửi được thư. Thử lại sau.", io.ErrUnexpectedEOF)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
	if want := "unavailable: Chưa gửi được thư. Thử lại sau.: unexpected EOF"; err.Error() != want {
		t.Errorf("logged %q, want %q", err, want)
	}
	if f, _ := fault.As(err); f.Message != "Chưa gửi được thư. Thử lại sau." {
		t.Errorf("shown %q", f.Message)
	}
}

func TestCheckReportsEveryFieldOnceInOrder(t *testing.T) {
	t.Parallel()
	var check fault.Check
	check.That(false, "title", "Nhập tên nhiệm vụ")
	check.That(true, "unit", "Chọn đơn vị")
	check.That(false, "due", "Hạn phải sau ngày giao 03/11/2026")
	check.That(false, "title", "Tên nhiệm vụ quá dài")
	f, ok := fault.As(check.Err())
	if !ok {
		t.Fatal("no fault")
	}
	want := &fault.Fault{
		Kind:    fault.Invalid,
		Message: "Có 2 lỗi cần sửa",
		Fields:  []fault.Field{{"title", "Nhập tên nhiệm vụ"}, {"due", "Hạn phải sau ngày giao 03/11/2026"}},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got %+v, want %+v", f, want)
	}
	if want := "invalid: Có 2 lỗi cần sửa; title: Nhập tên nhiệm vụ; due: Hạn phải sau ngày giao 03/11/2026"; f.Error() != want {
		t.Errorf("logged %q", f.Error())
	}
}

func TestNothingWrongIsNoError(t *testing.T) {
	t.Parallel()
	var check fault.Check
	check.That(true, "title", "Nhập tên nhiệm vụ")
	if err := check.Err(); err != nil {
		t.Errorf("Check.Err() = %v", err)
	}
	if err := fault.InvalidFields(); err != nil {
		t.Errorf("InvalidFields() = %v", err)
	}
}

func TestEveryKindHasItsOwnName(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for kind := fault.Internal; kind <= fault.Repeated; kind++ {
		if seen[kind.String()] {
			t.Errorf("%q names two kinds", kind)
		}
		seen[kind.String()] = true
	}
	if got := fault.Kind(99).String(); got != "internal" {
		t.Errorf("a kind that does not exist is %q", got)
	}
}
