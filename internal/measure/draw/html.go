package draw

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

//go:embed page.html
var text string

var page = template.Must(template.New("page").Parse(text))

// A view is what the page shows.
type view struct {
	Machine string
	Notes   []string
	Groups  []groupView
	Rules   []string
	Took    time.Duration
	Enough  int
}

// A groupView is a part of the table, and the drawings that belong to it.
type groupView struct {
	Name, Title string
	Rows        []rowView
	Readings    []string
	Drawings    []template.HTML
}

type rowView struct {
	Name, Workers, Median, Spread, Times, Means, Missing, Fit string
}

// HTML writes a page: the table, what follows from it, and the drawings. It needs nothing beside it.
func HTML(w io.Writer, r *measure.Result) error {
	panels, err := panelsOf(r)
	if err != nil {
		return err
	}
	v := view{Machine: r.Machine.String(), Notes: r.Notes, Took: r.Time.Round(100 * time.Millisecond), Enough: measure.EnoughRounds}
	for i, row := range r.Rows {
		if i == 0 || r.Rows[i-1].Group != row.Group {
			v.Groups = append(v.Groups, groupView{Name: row.Group, Title: measure.Title(row.Group)})
		}
		group := &v.Groups[len(v.Groups)-1]
		group.Rows = append(group.Rows, rowOf(r, i))
	}
	hasFont := false // a font in one drawing is there for all of the page
	for i := range v.Groups {
		group := &v.Groups[i]
		for _, reading := range r.Readings {
			if reading.Group == group.Name {
				group.Readings = append(group.Readings, reading.Text)
			}
		}
		for _, p := range panels {
			if p.group == group.Name {
				svg, err := p.inline(!hasFont)
				hasFont = true
				if err != nil {
					return err
				}
				group.Drawings = append(group.Drawings, svg)
			}
		}
	}
	for _, reading := range r.Readings {
		if reading.Group == "" {
			v.Rules = append(v.Rules, reading.Text)
		}
	}
	return page.Execute(w, v)
}

// inline returns the panel's drawing as it can stand in a page.
func (p panel) inline(withFont bool) (template.HTML, error) {
	svg, err := p.svg(withFont)
	return template.HTML(svg[max(0, strings.Index(svg, "<svg ")):]), err // without the declaration that it is XML
}

// rowOf returns a row as it is shown: with what Amdahl's law says, if it is the last of its kind of workers.
func rowOf(r *measure.Result, i int) rowView {
	row := r.Rows[i]
	v := rowView{Name: row.Name, Means: row.Means, Missing: row.Missing}
	if row.Workers > 0 {
		v.Workers = fmt.Sprint(row.Workers)
	}
	if row.Missing == "" {
		v.Median = measure.Format(row.Median, row.Unit)
		v.Spread = row.Spread()
		if row.Times > 0 {
			v.Times = measure.Digits(row.Times)
		}
	}
	if i+1 == len(r.Rows) || r.Rows[i+1].Group != row.Group || r.Rows[i+1].Name != row.Name {
		for _, fit := range r.Fits {
			if fit.Group == row.Group && fit.Name == row.Name {
				v.Fit = fit.String()
			}
		}
	}
	return v
}
