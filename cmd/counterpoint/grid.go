package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// gap stands between two columns.
const gap = "  "

// A grid is a table without lines.
type grid struct {
	writer  table.Writer
	titles  []string
	columns []table.ColumnConfig
}

func newGrid(titles ...string) *grid {
	g := &grid{writer: table.NewWriter(), titles: titles}
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", gap
	style.Format.Header, style.Format.Footer = text.FormatDefault, text.FormatDefault
	g.writer.SetStyle(style)
	return g
}

func (g *grid) header(more ...string) { g.writer.AppendHeader(toRow(append(g.titles, more...))) }

func (g *grid) footer(more ...string) { g.writer.AppendFooter(toRow(append(g.titles, more...))) }

func (g *grid) row(cells ...string) { g.writer.AppendRow(toRow(cells)) }

// width makes a column this wide, and breaks longer text between words.
func (g *grid) width(column, width int) {
	g.columns = append(g.columns, table.ColumnConfig{
		Number: column, WidthMin: width, WidthMax: width, WidthMaxEnforcer: text.WrapSoft,
	})
}

// least makes a column at least this wide.
func (g *grid) least(column, width int) {
	g.columns = append(g.columns, table.ColumnConfig{Number: column, WidthMin: width})
}

// render returns the grid without space at the ends of its lines.
func (g *grid) render() string {
	g.writer.SetColumnConfigs(g.columns)
	lines := strings.Split(g.writer.Render(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func toRow(cells []string) table.Row {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = c
	}
	return row
}
