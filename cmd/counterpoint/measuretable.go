package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// A measureTable is what was measured, for people.
type measureTable struct {
	screen
	*measure.Result
}

// besides is how wide what was done has to be able to get to stand beside its figure; else it stands below.
const besides = 45

// print prints the table, the groups under their titles, and below each what follows from its figures.
func (t measureTable) print() {
	t.say("%s", t.Machine)
	for _, note := range t.Notes {
		fmt.Fprintln(t, t.paint(notice, t.fill("", note)))
	}
	head, lines := t.lines()
	fmt.Fprintf(t, "\n%s\n", t.paint(heading, head))
	beside := text.LongestLineLen(strings.Join(append(lines, head), "\n")) + len(gap)
	for i, row := range t.Rows {
		if i == 0 || t.Rows[i-1].Group != row.Group {
			fmt.Fprintf(t, "\n%s\n", t.paint(heading, t.fill("", measure.Title(row.Group))))
		}
		t.printRow(lines[i], row, beside)
		last := i+1 == len(t.Rows) || t.Rows[i+1].Group != row.Group
		if last || t.Rows[i+1].Name != row.Name {
			t.printFit(row)
		}
		if last {
			t.printReadings(row.Group)
		}
	}
	t.printReadings("")
	fmt.Fprintln(t, t.paint(quiet, t.fill("", fmt.Sprintf("\nMedians; ± is what the 95%% confidence interval is off at most, blank if there are less than %d samples. "+
		"times: as much as the group's first row, or of work as fast. Measured in %s.", measure.EnoughRounds, t.Time.Round(100e6)))))
}

// lines returns the head of the table, and a line for each row.
func (t measureTable) lines() (head string, lines []string) {
	g := newGrid("", "workers", "median", "±", "times")
	for column := 2; column <= 5; column++ {
		g.columns = append(g.columns, table.ColumnConfig{Number: column, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	g.header()
	for _, row := range t.Rows {
		workers := ""
		if row.Workers > 0 {
			workers = strconv.Itoa(row.Workers)
		}
		if row.Missing != "" {
			g.row(gap+row.Name, workers, "-", "", "")
			continue
		}
		times := ""
		if row.Times > 0 {
			times = measure.Digits(row.Times)
		}
		g.row(gap+row.Name, workers, measure.Format(row.Median, row.Unit), row.Spread(), times)
	}
	all := strings.Split(g.render(), "\n")
	return all[0], all[1:]
}

// printRow prints the line of a row, and beside or below it what was done, or why nothing was.
func (t measureTable) printRow(line string, row measure.Row, beside int) {
	words, colours := row.Means, quiet
	if row.Missing != "" {
		words, colours = "not measured: "+row.Missing, notice
	}
	switch {
	case words == "":
		fmt.Fprintln(t, line)
	case t.width == 0, t.width >= beside+besides:
		space := strings.Repeat(" ", beside)
		block := strings.TrimPrefix(t.fill(space, words), space)
		fmt.Fprintf(t, "%s%s%s\n", line, strings.Repeat(" ", beside-text.StringWidth(line)), t.paint(colours, block))
	default:
		fmt.Fprintln(t, line)
		fmt.Fprintln(t, t.paint(colours, t.fill("    ", words)))
	}
}

// printFit prints what Amdahl's law says of the workers that the row is the last of.
func (t measureTable) printFit(row measure.Row) {
	for _, fit := range t.Fits {
		if fit.Group == row.Group && fit.Name == row.Name {
			fmt.Fprintln(t, t.paint(aside, t.fill("    ", fit.String())))
		}
	}
}

// printReadings prints what follows from the figures of a group.
func (t measureTable) printReadings(group string) {
	first := true
	for _, reading := range t.Readings {
		if reading.Group != group {
			continue
		}
		if first && group == "" {
			fmt.Fprintf(t, "\n%s\n", t.paint(heading, "When threads and when processes are faster"))
		}
		first = false
		fmt.Fprintln(t, gap+"→ "+strings.TrimPrefix(t.fill(gap+gap, reading.Text), gap+gap))
	}
}
