package document

import (
	"fmt"
	"math"
	"strconv"
)

// picture is a square PNG among the words, so many millimetres wide.
type picture struct {
	n    int // which of the file's pictures it is, from 1
	wide float64
	says string // for whoever does not see it
}

// draw adds the picture to the file and returns it as a run.
func (d *word) draw(png []byte, wide float64, says string) run {
	d.pictures = append(d.pictures, png)
	return run{picture: &picture{n: len(d.pictures), wide: wide, says: says}}
}

func pictureName(n int) string { return fmt.Sprintf("media/image%d.png", n) }

// firstPicture is the number of the relation of the first picture: header, styles and settings come before it.
const firstPicture = 4

const (
	drawingSpace = "http://schemas.openxmlformats.org/drawingml/2006/"
	emuToMM      = 36000
)

func (p *picture) element() element {
	side, id := strconv.Itoa(int(math.Round(p.wide*emuToMM))), strconv.Itoa(p.n)
	shape := el("pic:spPr").with(
		el("a:xfrm").with(el("a:off", "x", "0", "y", "0"), el("a:ext", "cx", side, "cy", side)),
		el("a:prstGeom", "prst", "rect").with(el("a:avLst")))
	inside := el("pic:pic", "xmlns:pic", drawingSpace+"picture").with(
		el("pic:nvPicPr").with(el("pic:cNvPr", "id", id, "name", p.says), el("pic:cNvPicPr")),
		el("pic:blipFill").with(el("a:blip", "r:embed", fmt.Sprintf("rId%d", firstPicture+p.n-1)), el("a:stretch").with(el("a:fillRect"))),
		shape)
	return el("w:drawing").with(el("wp:inline", "xmlns:wp", drawingSpace+"wordprocessingDrawing", "distT", "0", "distB", "0", "distL", "0", "distR", "0").with(
		el("wp:extent", "cx", side, "cy", side), el("wp:docPr", "id", id, "name", p.says, "descr", p.says),
		el("a:graphic", "xmlns:a", drawingSpace+"main").with(el("a:graphicData", "uri", drawingSpace+"picture").with(inside))))
}
