package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/measure"
	"github.com/counterpoint-go/counterpoint/internal/measure/draw"
	"github.com/counterpoint-go/counterpoint/internal/terminal"
)

// measureStatus documents the exit statuses.
const measureStatus = `Exit status:
  0    measured, but for rows that say why they are not
  2    nothing was measured: a bad argument, a file that cannot be written, no row that this machine could do
  130  interrupted; what was measured until then is printed`

// How long it all takes.
const (
	measureTime      = 45 * time.Second
	measureQuickTime = 10 * time.Second
)

// measureCommand is the subcommand measure.
type measureCommand struct {
	pattern           string
	time              time.Duration
	quick, json, list bool
	svg, html         string
}

func newMeasure() *cobra.Command {
	var c measureCommand
	cmd := &cobra.Command{
		Use:   "measure",
		Short: "Measure what goroutines, threads and processes cost and bring on this machine",
		Long: fmt.Sprintf(`Measure finds out what it takes on this machine to start a goroutine, a thread or a process, to have one that waits, to
ask one and be answered, to switch from one to another, and to write where others write. Then it has work that waits and
work that computes done by 1, 2, ... workers of each kind, up to twice as many as there are cores, says how much faster
that is than one after the other, and fits Amdahl's law to it.

Each figure is the median of samples that were taken in turns, with its confidence interval of 95%%; a speed-up is the
median over the rounds. Amdahl's law (1967) is fitted by least squares, to as many workers as can be at work at the same
time. Below each group stands what follows from its figures, and last when threads and when processes are faster here. A
row that cannot be measured, or means nothing on this machine, says why. Other programs that run meanwhile change the
figures; it says so where it can know of them.

It takes %s, or as long as --time says: more time gives more samples.

With --json it prints one document, at the end: machine with its cores, notes, rows, fits and readings; nanoseconds and bytes.

%s`, measureTime, measureStatus),
		Example: `  counterpoint measure
  counterpoint measure --quick --run '^(start|memory)/'
  counterpoint measure --html costs.html --svg costs.svg`,
		Args: cobra.NoArgs,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.pattern, "run", "", "measure only the rows that match the `regexp`, and what they are held against")
	flags.DurationVar(&c.time, "time", measureTime, "take this long, about")
	flags.BoolVar(&c.quick, "quick", false, fmt.Sprintf("take %s: the intervals are wider", measureQuickTime))
	flags.BoolVar(&c.list, "list", false, "print the names of the rows, and measure nothing")
	flags.BoolVar(&c.json, "json", false, "print the figures as JSON")
	flags.StringVar(&c.svg, "svg", "", "draw the figures to `file` too")
	flags.StringVar(&c.html, "html", "", "write table and drawing to `file` too, as a page")
	cmd.MarkFlagsMutuallyExclusive("quick", "time")
	cmd.MarkFlagsMutuallyExclusive("list", "json")
	return cmd
}

// request returns what is to be measured.
func (c *measureCommand) request(m measure.Machine) (r measure.Request, labels []string, err error) {
	pattern, err := regexp.Compile(c.pattern)
	if err != nil {
		return r, nil, fmt.Errorf("--run: %w", err)
	}
	if c.time <= 0 {
		return r, nil, fmt.Errorf("--time is %v: to measure takes time", c.time)
	}
	if c.quick {
		c.time = measureQuickTime
	}
	labels = slices.DeleteFunc(measure.Labels(m), func(label string) bool { return !pattern.MatchString(label) })
	if len(labels) == 0 {
		return r, nil, fmt.Errorf("--run %s: no row matches; --list lists the rows", c.pattern)
	}
	return measure.Request{Machine: m, Time: c.time, Match: pattern.MatchString}, labels, nil
}

func (c *measureCommand) run(cmd *cobra.Command, _ []string) error {
	r, labels, err := c.request(measure.ThisMachine())
	if err != nil {
		return err
	}
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	if c.list {
		for _, label := range labels {
			fmt.Fprintln(stdout, label)
		}
		return nil
	}
	svg, svgErr := newOutFile("svg", c.svg, cmd.Flags().Changed("svg"))
	html, htmlErr := newOutFile("html", c.html, cmd.Flags().Changed("html"))
	if err := cmp.Or(svgErr, htmlErr); err != nil {
		return err
	}
	if svg != nil && html != nil && filepath.Clean(svg.name) == filepath.Clean(html.name) {
		return fmt.Errorf("--svg and --html are both %s: name a file for each", html.name)
	}
	result, err := runMeasure(cmd.Context(), r, stderr)
	measured := slices.ContainsFunc(result.Rows, func(row measure.Row) bool { return row.Missing == "" })
	switch {
	case c.json:
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		if jsonErr := encoder.Encode(result); jsonErr != nil {
			return jsonErr
		}
	case len(result.Rows) > 0:
		measureTable{screenOf(stdout), result}.print()
	}
	if measured {
		svgErr = svg.write(func(w io.Writer) error { return draw.SVG(w, result) })
		htmlErr = html.write(func(w io.Writer) error { return draw.HTML(w, result) })
	} else if err == nil {
		err = errors.New("nothing could be measured, for the reasons above")
	}
	return cmp.Or(svgErr, htmlErr, err)
}

// runMeasure measures with a progress line.
func runMeasure(ctx context.Context, r measure.Request, stderr io.Writer) (*measure.Result, error) {
	line := terminal.NewProgress(stderr, messageLength, 200*time.Millisecond, "getting ready")
	defer line.Stop()
	r.Progress = func(gone time.Duration, next string) {
		line.Update(int(min(gone, r.Time).Milliseconds()), int(r.Time.Milliseconds()), next)
	}
	return measure.Run(ctx, r)
}
