package qr

import "sync"

// Drawings remembers codes as paths: a brief and its code never change, and finding the code of a text costs more than the page it is
// on. The zero value is ready, for many at once.
type Drawings struct {
	mu    sync.Mutex
	known map[string]Drawing
}

// Drawing is a code as the path of an SVG that is Size modules wide.
type Drawing struct {
	Size int
	Path string
}

// drawingsMost is how many codes are remembered; more begin anew.
const drawingsMost = 500

// Of returns the code of the text, drawn when it is asked for first.
func (d *Drawings) Of(text string) (Drawing, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if drawing, ok := d.known[text]; ok {
		return drawing, nil
	}
	code, err := Of(text)
	if err != nil {
		return Drawing{}, err
	}
	if d.known == nil || len(d.known) >= drawingsMost {
		d.known = map[string]Drawing{}
	}
	drawing := Drawing{Size: code.Size(), Path: code.Path()}
	d.known[text] = drawing
	return drawing, nil
}
