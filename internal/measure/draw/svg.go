// Package draw draws what was measured: speed-ups as curves with Amdahl's law beside them, and costs as bars on a logarithmic
// axis; as a drawing (SVG), or on a page of HTML together with the table.
//
// Nothing is told by colour alone: each curve has its mark, and each bar its name and figure. A drawing has a title and a
// description in words, for who does not see it.
package draw

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"image/color"
	"io"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// A panel is one drawing.
type panel struct {
	title, words string // what it shows, and all that it says
	group        string // whose figures it shows, the first if there are several
	plot         *plot.Plot
	height       vg.Length
}

// The drawing is this many panels wide, each of them this wide.
const (
	panelsWide = 2
	panelWidth = 17 * vg.Centimeter
	margin     = vg.Centimeter / 2
)

// The texts have their font with them, which every browser then sets as wide as it was taken for.
func init() { plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"} }

// SVG writes all panels as one drawing.
func SVG(w io.Writer, r *measure.Result) error {
	panels, err := panelsOf(r)
	if err != nil {
		return err
	}
	if len(panels) == 0 {
		return errors.New("nothing was measured that could be drawn")
	}
	var words []string
	for _, p := range panels {
		words = append(words, p.title+". "+p.words)
	}
	// Each row of panels is as high as the higher of them.
	var heights []vg.Length
	all := vg.Length(0)
	for i := 0; i < len(panels); i += panelsWide {
		height := vg.Length(0)
		for _, p := range panels[i:min(i+panelsWide, len(panels))] {
			height = max(height, p.height)
		}
		heights = append(heights, height)
		all += height
	}
	across := vg.Length(min(panelsWide, len(panels)))
	return write(w, "What concurrency costs and brings: "+r.Machine.String(), strings.Join(words, "\n"), across*panelWidth, all, true, func(c vgdraw.Canvas) {
		top := all
		for i, p := range panels {
			left := vg.Length(i%panelsWide) * panelWidth
			p.draw(vgdraw.Crop(c, left, left+panelWidth-across*panelWidth, top-p.height, top-all))
			if i%panelsWide == panelsWide-1 {
				top -= heights[i/panelsWide]
			}
		}
	})
}

// svg returns the panel as a drawing of its own, with the font or for a page that has it already.
func (p panel) svg(withFont bool) (string, error) {
	var out bytes.Buffer
	err := write(&out, p.title, p.words, panelWidth, p.height, withFont, p.draw)
	return out.String(), err
}

// draw draws the panel, with a margin.
func (p panel) draw(c vgdraw.Canvas) {
	p.plot.Draw(vgdraw.Crop(c, margin, -margin, margin, -margin))
}

// write writes a drawing with its title and what it says.
func write(w io.Writer, title, words string, width, height vg.Length, withFont bool, draw func(c vgdraw.Canvas)) error {
	canvas := vgsvg.NewWith(vgsvg.UseWH(width, height), vgsvg.EmbedFonts(withFont))
	c := vgdraw.New(canvas)
	c.SetColor(color.White)
	c.Fill(c.Path())
	draw(c)
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return err
	}
	// The library knows of no title; it goes where the drawing begins.
	head, rest, ok := strings.Cut(out.String(), "<svg ")
	tag, body, closed := strings.Cut(rest, ">\n")
	if !ok || !closed {
		return errors.New("the drawing does not begin with <svg")
	}
	_, err := fmt.Fprintf(w, "%s<svg role=\"img\" %s>\n<title>%s</title>\n<desc>%s</desc>\n%s", head, tag, html.EscapeString(title), html.EscapeString(words), body)
	return err
}

// panelsOf returns what can be drawn.
func panelsOf(r *measure.Result) (panels []panel, err error) {
	for _, group := range []string{"cpu", "io"} {
		p, err := speedups(r, group)
		if err != nil {
			return nil, err
		}
		if p != nil {
			panels = append(panels, *p)
		}
	}
	for _, costs := range []struct {
		title  string
		groups []string
	}{
		{"Start-up, round trip and context switch", []string{"start", "trip", "switch"}},
		{"n++: alone, and where others write", []string{"sharing"}},
		{"Memory of one that waits", []string{"memory"}},
	} {
		if p := bars(r, costs.title, costs.groups); p != nil {
			panels = append(panels, *p)
		}
	}
	return panels, nil
}

// The colours can be told apart by those who don't see red or green (Masataka Okabe and Kei Ito, 2008).
var (
	blue   = color.NRGBA{0, 0x72, 0xb2, 0xff}
	orange = color.NRGBA{0xd5, 0x5e, 0, 0xff}
	green  = color.NRGBA{0, 0x9e, 0x73, 0xff}
	pink   = color.NRGBA{0xcc, 0x79, 0xa7, 0xff}
	grey   = color.NRGBA{0x66, 0x66, 0x66, 0xff}
)
