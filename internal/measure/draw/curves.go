package draw

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// How each kind of workers looks: by its mark, its colour is for those who see it.
var looks = []struct {
	kind  string
	color color.Color
	mark  vgdraw.GlyphDrawer
}{
	{"GIL threads", orange, vgdraw.CrossGlyph{}},
	{"goroutines", blue, vgdraw.CircleGlyph{}},
	{"threads", green, vgdraw.TriangleGlyph{}},
	{"processes", pink, vgdraw.BoxGlyph{}},
}

// speedups draws how many times as fast work is done by so many workers; nil if there is nothing to draw.
func speedups(r *measure.Result, group string) (*panel, error) {
	out := plot.New()
	title := fmt.Sprintf("%s: speed-up, %s", measure.Title(group), cores(r.Machine.Cores))
	out.Title.Text = title
	out.X.Label.Text, out.Y.Label.Text = "workers", "times as fast as one after the other"
	out.Add(plotter.NewGrid())
	most := 1.0
	var sentences []string
	for i, look := range looks {
		var points plotter.XYs
		var said []string
		for _, row := range r.Rows {
			if row.Group == group && row.Name == look.kind && row.Missing == "" && row.Times > 0 {
				points = append(points, plotter.XY{X: float64(row.Workers), Y: row.Times})
				said = append(said, fmt.Sprintf("%s with %d", measure.Digits(row.Times), row.Workers))
				most = math.Max(most, float64(row.Workers))
			}
		}
		if points == nil {
			continue
		}
		sentences = append(sentences, fmt.Sprintf("%s: %s.", look.kind, strings.Join(said, ", ")))
		line, marks, err := plotter.NewLinePoints(points)
		if err != nil {
			return nil, err
		}
		line.Color, line.Width = look.color, vg.Points(1.5)
		marks.Color, marks.Shape, marks.Radius = look.color, look.mark, vg.Points(4)
		out.Add(line, marks)
		out.Legend.Add(look.kind, line, marks)
		for _, fit := range r.Fits {
			if fit.Group == group && fit.Name == look.kind && fit.Missing == "" {
				law := plotter.NewFunction(fit.Speedup)
				law.XMin, law.XMax, law.Samples = 1, float64(fit.Most), 50
				law.Color, law.Width = look.color, vg.Points(1)
				law.Dashes = []vg.Length{vg.Points(6 - float64(i)), vg.Points(3)}
				out.Add(law)
				sentences = append(sentences, fit.String()+".")
			}
		}
	}
	if sentences == nil {
		return nil, nil
	}
	ideal := plotter.NewFunction(func(n float64) float64 { return n })
	ideal.XMin, ideal.XMax, ideal.Samples = 1, most, 2
	ideal.Color, ideal.Width, ideal.Dashes = grey, vg.Points(1), []vg.Length{vg.Points(1), vg.Points(3)}
	out.Add(ideal)
	out.Legend.Add("as many times as workers", ideal)
	law := plotter.NewFunction(nil)
	law.Color, law.Dashes = grey, []vg.Length{vg.Points(6), vg.Points(3)}
	out.Legend.Add("Amdahl's law, fitted", law)
	out.Legend.Top, out.Legend.Left = true, true
	out.Legend.Padding = vg.Points(2)
	var ticks plot.ConstantTicks
	for _, n := range measure.WorkerCounts(int(most+1) / 2) {
		ticks = append(ticks, plot.Tick{Value: float64(n), Label: strconv.Itoa(n)})
	}
	out.X.Tick.Marker = ticks
	out.Y.Tick.Marker = plot.TickerFunc(wholes)
	out.X.Min, out.X.Max = 1, math.Max(most, 2)
	out.Y.Min, out.Y.Max = 0, math.Max(out.Y.Max, most)*1.05
	return &panel{title: title, words: strings.Join(sentences, " "), group: group, plot: out, height: 11 * vg.Centimeter}, nil
}

// wholes marks whole numbers, not more than some ten.
func wholes(low, high float64) (ticks []plot.Tick) {
	step := math.Max(1, math.Ceil((high-low)/10))
	for v := math.Ceil(low/step) * step; v <= high; v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.Itoa(int(v))})
	}
	return ticks
}

func cores(n int) string {
	if n == 1 {
		return "1 core"
	}
	return fmt.Sprintf("%d cores", n)
}
