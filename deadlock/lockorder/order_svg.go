package lockorder

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"unicode/utf8"
)

// WriteSVG draws the order, for a browser: the locks from the first to the last, and an arc from each to those that were
// taken while it was held. What keeps the order runs down on the right; what does not runs up on the left, and a
// circle is one that is seen. What was reported is red. Each arc has the two places for a tooltip.
//
// It is an arc diagram: M. Wattenberg, "Arc Diagrams: Visualizing Structure in Strings" (2002).
func (o Order) WriteSVG(w io.Writer) error {
	d := newDrawing(o)
	d.head()
	for i, l := range o.Locks {
		d.lock(i, l)
	}
	for _, reported := range []bool{false, true} { // these are above the others
		for _, e := range o.Edges {
			if e.Reported == reported {
				d.edge(e)
			}
		}
	}
	d.b.WriteString("</svg>\n")
	_, err := w.Write(d.b.Bytes())
	return err
}

// Sizes in pixels.
const (
	rowHeight  = 46
	boxHeight  = 36
	headHeight = 62
	letter     = 7.3 // the width of one
	mostReach  = 420 // how far the longest arc goes to the side
	mostStep   = 26  // and how much farther each is than one that is a row shorter
	margin     = 16
	mostRunes  = 48 // of a name, or what else is written of a lock
)

type drawing struct {
	b             bytes.Buffer
	order         Order
	left, right   float64 // the sides of the boxes
	step          float64
	width, height float64
}

func newDrawing(o Order) *drawing {
	d := &drawing{order: o, step: mostStep, height: headHeight + float64(len(o.Locks))*rowHeight + margin}
	boxes := 0
	for _, l := range o.Locks {
		boxes = max(boxes, runes(l.title()), runes(l.about()))
	}
	up, down := 0, 0 // the longest ways
	for _, e := range o.Edges {
		up = max(up, e.First-e.Second)
		down = max(down, e.Second-e.First)
	}
	if longest := max(up, down); longest*mostStep > mostReach {
		d.step = mostReach / float64(longest)
	}
	d.left = margin + d.reach(up)
	d.right = d.left + float64(boxes)*letter + 2*margin
	d.width = max(d.right+d.reach(max(down, 1))+margin, 700)
	return d
}

// runes is how many letters of a text are shown.
func runes(text string) int { return min(utf8.RuneCountInString(text), mostRunes) }

// reach is how far an arc over so many rows goes to the side.
func (d *drawing) reach(rows int) float64 {
	if rows <= 0 {
		return 0
	}
	return 14 + d.step*float64(rows)
}

// row is the middle of a lock's box.
func (d *drawing) row(i int) float64 { return headHeight + (float64(i)+.5)*rowHeight }

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

const style = `
svg { --paper: #fff; --ink: #1b1f24; --quiet: #667; --box: #f3f5f8; --line: #7a8699; --bad: #c8102e;
  background: var(--paper); font: 12px ui-monospace, "DejaVu Sans Mono", monospace; fill: var(--ink) }
@media (prefers-color-scheme: dark) {
  svg { --paper: #15181d; --ink: #e8eaed; --quiet: #9aa3af; --box: #23282f; --line: #8793a5; --bad: #ff6b78 }
}
.title { font: bold 15px system-ui, sans-serif }
.hint { font: 12px system-ui, sans-serif; fill: var(--quiet) }
.lock rect { fill: var(--box); stroke: var(--line) }
.lock .name { font-weight: bold }
.lock .about { fill: var(--quiet); font-size: 11px }
.edge { fill: none; stroke: var(--line); stroke-width: 1.5 }
.edge.reported { stroke: var(--bad); stroke-width: 2 }
.edge .near { stroke: transparent; stroke-width: 10; marker-end: none }
.edge:hover { stroke-width: 3.5 }
#head path { fill: var(--line) } #badhead path { fill: var(--bad) }
`

func (d *drawing) head() {
	reported := 0
	for _, e := range d.order.Edges {
		if e.Reported {
			reported++
		}
	}
	title := fmt.Sprintf("Lock order: %s, %s", count(len(d.order.Locks), "lock"), count(len(d.order.Edges), "edge"))
	if reported > 0 {
		title += fmt.Sprintf(", %d reported", reported)
	}
	hint := "An arc leads from a lock to one that was taken while it was held. Red: reported. Point at one for its places."
	if len(d.order.Edges) == 0 {
		hint = "No lock was taken while another was held."
	}
	d.printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n", d.width, d.height, d.width, d.height)
	d.printf("<title>%s</title>\n<style>%s</style>\n", escape(title), style)
	for _, id := range []string{"head", "badhead"} {
		d.printf("<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker>\n", id)
	}
	d.printf("<text class=\"title\" x=\"%d\" y=\"26\">%s</text>\n", margin, escape(title))
	d.printf("<text class=\"hint\" x=\"%d\" y=\"46\">%s</text>\n", margin, escape(hint))
}

func (d *drawing) lock(i int, l Lock) {
	y := d.row(i)
	d.printf("<g class=\"lock\"><title>%s</title>\n", escape(l.title()+"\n"+l.about()))
	d.printf("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"6\"/>\n", d.left, y-boxHeight/2, d.right-d.left, boxHeight)
	d.printf("<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", d.left+margin, y-3, escape(short(l.title())))
	d.printf("<text class=\"about\" x=\"%.1f\" y=\"%.1f\">%s</text></g>\n", d.left+margin, y+12, escape(short(l.about())))
}

// edge draws an arc. It leaves a box on the one side of the middle and comes to one on the other, so that what comes
// and what goes is kept apart.
func (d *drawing) edge(e Edge) {
	const apart = 7
	loop := 0.0
	side, reach := d.right, d.reach(e.Second-e.First)
	from, to := d.row(e.First)+apart, d.row(e.Second)-apart
	switch {
	case e.First == e.Second:
		reach, loop = d.reach(1), 2*apart
	case e.First > e.Second:
		side, reach = d.left, -d.reach(e.First-e.Second)
		from, to = d.row(e.First)-apart, d.row(e.Second)+apart
	}
	class, head := "edge", "head"
	if e.Reported {
		class, head = "edge reported", "badhead"
	}
	// The farthest point of such a curve is at three quarters of the way to its control points.
	path := fmt.Sprintf("M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f", side, from, side+reach*4/3, from+loop, side+reach*4/3, to-loop, side, to)
	d.printf("<g class=\"%s\"><title>%s</title><path d=\"%s\" marker-end=\"url(#%s)\"/><path class=\"near\" d=\"%s\"/></g>\n",
		class, escape(d.order.tell(e)), path, head, path)
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// short leaves out the middle of what is too long.
func short(text string) string {
	letters := []rune(text)
	if len(letters) <= mostRunes {
		return text
	}
	return string(letters[:mostRunes/2]) + "…" + string(letters[len(letters)-mostRunes/2+1:])
}

// escape returns text as XML has it.
func escape(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a Buffer takes all
	return b.String()
}
