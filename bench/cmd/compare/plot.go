package main

import (
	"errors"
	"fmt"
	"image/color"
	"io"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/counterpoint-go/counterpoint/bench"
)

// The plot is this many panels wide, each of them this large, with its legend on the right.
const (
	panelsWide  = 2
	panelWidth  = 16 * vg.Centimeter
	panelHeight = 8 * vg.Centimeter
	legendWidth = 5.2 * vg.Centimeter
	panelMargin = vg.Centimeter / 2
)

// writeSVG writes cost against goroutines, a panel for each kind of work. The fonts are in the file.
func writeSVG(w io.Writer, results []result) error {
	panels := panelsOf(results)
	if len(panels) == 0 {
		return errNothing
	}
	across, down := shape(panels)
	canvas := vgsvg.NewWith(vgsvg.UseWH(vg.Length(across)*panelWidth, vg.Length(down)*panelHeight), vgsvg.EmbedFonts(true))
	if err := drawPanels(draw.New(canvas), panels); err != nil {
		return err
	}
	_, err := canvas.WriteTo(w)
	return err
}

// shape returns how many panels stand beside each other, and how many rows of them there are.
func shape(panels []panel) (across, down int) {
	across = min(panelsWide, len(panels))
	return across, (len(panels) + across - 1) / across
}

func drawPanels(c draw.Canvas, panels []panel) error {
	across, down := shape(panels)
	tiles := draw.Tiles{
		Rows: down, Cols: across, PadX: 2 * panelMargin, PadY: 2 * panelMargin,
		PadTop: panelMargin, PadBottom: panelMargin, PadLeft: panelMargin, PadRight: panelMargin,
	}
	c.SetColor(color.White)
	c.Fill(c.Path())
	for i, panel := range panels {
		p, err := panel.plot()
		if err != nil {
			return err
		}
		tile := tiles.At(c, i%across, i/across)
		legend := p.Legend
		p.Legend = plot.NewLegend()
		p.Draw(draw.Crop(tile, 0, -legendWidth, 0, 0))
		legend.Draw(draw.Crop(tile, tile.Max.X-tile.Min.X-legendWidth+panelMargin, 0, 0, 0))
	}
	return nil
}

// errNothing is what a plot of no results comes to.
var errNothing = errors.New("nothing was measured that could be plotted")

// A panel is the results of one case, one for each number of goroutines.
type panel []result

func panelsOf(results []result) (panels []panel) {
	for _, r := range results {
		last := len(panels) - 1
		if last < 0 || panels[last][0].Type != r.Type || panels[last][0].Work != r.Work {
			panels = append(panels, nil)
			last++
		}
		panels[last] = append(panels[last], r)
	}
	return panels
}

// plot draws a line for each type, ours thick.
func (p panel) plot() (*plot.Plot, error) {
	out := plot.New()
	out.Title.Text = fmt.Sprintf("%s, %s", p[0].Type, p[0].Work)
	out.X.Label.Text = "goroutines"
	out.Y.Label.Text = "ns an operation"
	out.X.Scale, out.Y.Scale = plot.LogScale{}, plot.LogScale{}
	out.Y.Tick.Marker = plot.TickerFunc(costTicks)
	var ticks plot.ConstantTicks
	for _, r := range p {
		ticks = append(ticks, plot.Tick{Value: float64(r.goroutines), Label: strconv.Itoa(r.goroutines)})
	}
	out.X.Tick.Marker = ticks
	out.Add(plotter.NewGrid())
	var names []string
	for _, r := range p {
		for _, i := range r.impls {
			if !slices.Contains(names, i.Name) {
				names = append(names, i.Name)
			}
		}
	}
	for i, name := range names {
		var points plotter.XYs
		for _, r := range p {
			if slices.ContainsFunc(r.impls, func(i bench.Impl) bool { return i.Name == name }) {
				points = append(points, plotter.XY{X: float64(r.goroutines), Y: bench.Nanoseconds(r.of(name)).Center})
			}
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return nil, err
		}
		line.Color, dots.Color = plotutil.Color(i), plotutil.Color(i)
		dots.Shape = plotutil.Shape(i)
		line.Width = vg.Points(1)
		if i < len(p[0].Ours) {
			line.Width = vg.Points(2.5)
		} else {
			line.Dashes = plotutil.Dashes(1)
		}
		out.Add(line, dots)
		out.Legend.Add(name, line, dots)
	}
	out.Legend.Top, out.Legend.Left = true, true
	out.Legend.Padding = vg.Points(2)
	// One number of goroutines is no range, nor is one cost.
	out.X.Min, out.X.Max = out.X.Min/1.2, out.X.Max*1.2
	out.Y.Min, out.Y.Max = out.Y.Min/1.3, out.Y.Max*1.3
	return out, nil
}

// costTicks marks 1, 2 and 5 of every power of ten, and all digits where that is hardly anything.
func costTicks(low, high float64) []plot.Tick {
	if ticks := digitTicks(low, high, 1, 2, 5); len(ticks) > 2 {
		return ticks
	}
	return digitTicks(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9)
}

func digitTicks(low, high float64, digits ...float64) (ticks []plot.Tick) {
	for power := math.Floor(math.Log10(low)); power <= math.Log10(high); power++ {
		for _, digit := range digits {
			if v := digit * math.Pow(10, power); v >= low && v <= high {
				ticks = append(ticks, plot.Tick{Value: v, Label: label(v)})
			}
		}
	}
	return ticks
}

func label(v float64) string {
	if v < 1000 {
		return fmt.Sprintf("%.3g", v)
	}
	return fmt.Sprintf("%.0f", v) // and not 1e+03
}
