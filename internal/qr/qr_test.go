package qr_test

import (
	"bytes"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/qr"
)

const link = "https://cchc.example.gov.vn/ban-chot/CS-2026-012"

func TestPictureAndPathShowTheSameModules(t *testing.T) {
	t.Parallel()
	code, err := qr.Of(link)
	if err != nil {
		t.Fatal(err)
	}
	const scale = 3
	drawn, err := code.PNG(scale)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(drawn))
	if err != nil || picture.Bounds().Dx() != code.Size()*scale {
		t.Fatalf("a picture of %v (%v)", picture, err)
	}
	path := code.Path()
	for y := range code.Size() {
		for x := range code.Size() {
			light, _, _, _ := picture.At(x*scale+1, y*scale+1).RGBA()
			begins := strings.Contains(path, "M"+itoa(x)+" "+itoa(y)+"h")
			left, _, _, _ := picture.At(max(x-1, 0)*scale+1, y*scale+1).RGBA()
			if dark := light == 0; begins != (dark && (x == 0 || left != 0)) {
				t.Fatalf("module %d, %d: dark %t, a run begins %t", x, y, dark, begins)
			}
			if edge := min(x, y, code.Size()-1-x, code.Size()-1-y) < qr.Quiet; edge && light == 0 {
				t.Fatalf("module %d, %d should be white", x, y)
			}
		}
	}
	again, err := code.PNG(scale)
	if err != nil || !bytes.Equal(drawn, again) {
		t.Error("the same code gives another picture")
	}
}

var itoa = strconv.Itoa

func TestTextThatIsTooLongIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := qr.Of(strings.Repeat(link, 100)); err == nil {
		t.Error("a code took more than codes can hold")
	}
}

func TestARememberedCodeIsTheSameAsADrawnOne(t *testing.T) {
	t.Parallel()
	var drawings qr.Drawings
	for range 2 {
		for i := range 4 {
			text := link + itoa(i)
			code, err := qr.Of(text)
			drawing, again := drawings.Of(text)
			if err != nil || again != nil || drawing.Size != code.Size() || drawing.Path != code.Path() {
				t.Fatalf("%s: %v, %v", text, err, again)
			}
		}
	}
	if _, err := drawings.Of(strings.Repeat(link, 100)); err == nil {
		t.Error("a code took more than codes can hold")
	}
}
