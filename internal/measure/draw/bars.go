package draw

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// A bar is a figure on a logarithmic axis: a bar of the library would begin at zero, which that does not have.
type bar struct {
	at        float64 // on the other axis
	value     float64
	low, high float64
	label     string
	color     color.Color
}

// bars draws the costs of some groups; nil if there are none.
func bars(r *measure.Result, title string, groups []string) *panel {
	out := plot.New()
	out.Title.Text = title + ", on a logarithmic axis"
	out.X.Scale, out.X.Min, out.X.Max = plot.LogScale{}, math.Inf(1), math.Inf(-1)
	var ticks plot.ConstantTicks
	var all []bar
	var sentences []string
	unit := ""
	for i, group := range groups {
		var said []string
		for _, row := range r.Rows {
			if row.Group != group || row.Missing != "" {
				continue
			}
			unit = row.Unit
			name := row.Name
			if len(groups) > 1 {
				name = group + ": " + name
			}
			b := bar{at: -float64(len(all)), value: row.Median, low: row.Median, high: row.Median, label: measure.Format(row.Median, unit), color: []color.Color{blue, orange, green}[i]}
			if row.Low != nil && row.High != nil {
				b.low, b.high = *row.Low, *row.High
			}
			all = append(all, b)
			ticks = append(ticks, plot.Tick{Value: b.at, Label: name})
			said = append(said, name+" "+b.label)
			out.X.Min, out.X.Max = math.Min(out.X.Min, b.low), math.Max(out.X.Max, b.high)
		}
		if said != nil {
			sentences = append(sentences, strings.Join(said, ", ")+".")
		}
	}
	if all == nil {
		return nil
	}
	for _, b := range all {
		out.Add(b)
	}
	// The least has a bar too, and there is room for the figure behind the longest.
	out.X.Min, out.X.Max = out.X.Min/2, out.X.Max*math.Pow(out.X.Max/out.X.Min, 0.15)*1.5
	out.X.Tick.Marker = plot.TickerFunc(func(low, high float64) []plot.Tick { return powers(low, high, unit) })
	out.Y.Tick.Marker = ticks
	out.Y.Tick.Length = 0
	out.Y.Min, out.Y.Max = all[len(all)-1].at-0.6, 0.6
	height := vg.Length(len(all))*0.75*vg.Centimeter + 3*vg.Centimeter
	return &panel{title: title, words: strings.Join(sentences, " "), group: groups[0], plot: out, height: height}
}

// noZeros takes them off behind the point, where they tell nothing: 1.00 ns is 1 ns.
var noZeros = strings.NewReplacer(".00 ", " ", ".0 ", " ")

// powers marks the powers of ten, of bytes those of 1,024 and one between.
func powers(low, high float64, unit string) (ticks []plot.Tick) {
	step := 10.0
	if unit == measure.Bytes {
		step = 32 // 1 B, 32 B, 1 KB
	}
	for v := 1.0; v <= high; v *= step {
		if v >= low {
			ticks = append(ticks, plot.Tick{Value: v, Label: noZeros.Replace(measure.Format(v, unit))})
		}
	}
	return ticks
}

// Plot draws the bar, its interval and its figure.
func (b bar) Plot(c vgdraw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	const half = 0.32
	from, to := x(p.X.Min), x(b.value)
	c.FillPolygon(b.color, []vg.Point{{X: from, Y: y(b.at - half)}, {X: from, Y: y(b.at + half)}, {X: to, Y: y(b.at + half)}, {X: to, Y: y(b.at - half)}})
	line := vgdraw.LineStyle{Color: color.Black, Width: vg.Points(1)}
	c.StrokeLine2(line, x(b.low), y(b.at), x(b.high), y(b.at))
	for _, end := range []float64{b.low, b.high} {
		c.StrokeLine2(line, x(end), y(b.at-half/2), x(end), y(b.at+half/2))
	}
	style := p.X.Tick.Label
	style.XAlign, style.YAlign = vgdraw.XLeft, vgdraw.YCenter
	style.Font.Size = font.Points(10)
	c.FillText(style, vg.Point{X: x(math.Max(b.value, b.high)) + vg.Points(4), Y: y(b.at)}, b.label)
}
