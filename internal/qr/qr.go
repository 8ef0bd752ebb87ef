// Package qr draws a text as a QR code: as the path of an SVG, and as a picture for papers.
package qr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// Quiet is how many modules around the code stay white, as readers of codes ask for.
const Quiet = 4

// Code is a QR code; a code of no modules draws nothing.
type Code struct {
	dark [][]bool
}

// Of returns the code of the text, which a seventh of it may be smudged and still be read.
func Of(text string) (Code, error) {
	made, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return Code{}, fmt.Errorf("draw the code of %q: %w", text, err)
	}
	size := made.Bounds().Dx()
	code := Code{dark: make([][]bool, size)}
	for y := range size {
		code.dark[y] = make([]bool, size)
		for x := range size {
			light, _, _, _ := made.At(x, y).RGBA()
			code.dark[y][x] = light == 0
		}
	}
	return code, nil
}

// Size returns how many modules the code is wide, with the white around it.
func (c Code) Size() int { return len(c.dark) + 2*Quiet }

// Path returns the dark modules as the path of an SVG whose unit is a module.
func (c Code) Path() string {
	var path strings.Builder
	for y, row := range c.dark {
		for x := 0; x < len(row); x++ {
			long := 0
			for x+long < len(row) && row[x+long] {
				long++
			}
			if long > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+Quiet, y+Quiet, long, long)
				x += long
			}
		}
	}
	return path.String()
}

// PNG returns the code as a picture of so many points to a module; the same code gives the same bytes.
func (c Code) PNG(scale int) ([]byte, error) {
	picture := image.NewPaletted(image.Rect(0, 0, c.Size()*scale, c.Size()*scale), color.Palette{color.White, color.Black})
	for y, row := range c.dark {
		for x, dark := range row {
			if !dark {
				continue
			}
			for at := range scale * scale {
				picture.SetColorIndex((x+Quiet)*scale+at%scale, (y+Quiet)*scale+at/scale, 1)
			}
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, picture)
	return out.Bytes(), err
}
