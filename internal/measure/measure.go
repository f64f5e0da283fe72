package measure

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// A Request says what is to be measured.
type Request struct {
	Machine Machine
	Time    time.Duration           // for all of it, about
	Match   func(label string) bool // which rows, by their Label; nil: all of them

	// Progress, if there is one, is told before each sample how much of the time has gone, and what is next.
	Progress func(gone time.Duration, next string)
}

// A Result is what was measured.
type Result struct {
	Machine  Machine       `json:"machine"`
	Time     time.Duration `json:"time_ns"`          // that it took
	Others   *float64      `json:"others,omitempty"` // how many cores others used meanwhile, where that can be known
	Notes    []string      `json:"notes"`            // what makes figures mean less than they seem to
	Rows     []Row         `json:"rows"`             // those of a group together
	Fits     []Fit         `json:"fits"`
	Readings []Reading     `json:"readings"`
}

// EnoughRounds is how many samples a row has at least whose interval is known.
const EnoughRounds = sample.EnoughRounds

// The units of a row.
const (
	Nanoseconds = "ns"
	Bytes       = "B"
)

// A Row is one figure, or why there is none.
type Row struct {
	Group   string   `json:"group"`
	Name    string   `json:"row"`
	Workers int      `json:"workers,omitempty"` // of what has any number of them
	Unit    string   `json:"unit"`
	Median  float64  `json:"median"`
	Low     *float64 `json:"low"` // of the median's confidence interval; null if there are too few samples
	High    *float64 `json:"high"`
	Samples int      `json:"samples"`

	// Times is how many times as much it is as the first row of its group. Of work it is the other way round: how many
	// times as fast it is, its speed-up. It is the median over the rounds, and 0 if the first row is missing.
	Times     float64  `json:"times"`
	TimesLow  *float64 `json:"times_low"` // as Low and High
	TimesHigh *float64 `json:"times_high"`

	Means   string `json:"means,omitempty"`   // what was done
	Missing string `json:"missing,omitempty"` // why there is no figure
}

// Label is what a row is chosen by.
func (r Row) Label() string { return r.Group + "/" + r.Name }

// Spread returns how far the ends of the interval are from the median at most, in hundredths of that: "3%"; "" if that is
// not known.
func (r Row) Spread() string {
	if r.Low == nil || r.High == nil {
		return ""
	}
	return fmt.Sprintf("%.0f%%", 100*max(*r.High-r.Median, r.Median-*r.Low)/r.Median)
}

// IsFaster says whether work is surely done faster than one after the other: in all of the interval.
func (r Row) IsFaster() bool { return r.TimesLow != nil && *r.TimesLow > 1 }

// A Reading is what there is to learn from the figures of a group, in a sentence; or, with no group, from all of them.
type Reading struct {
	Group string `json:"group,omitempty"`
	Text  string `json:"text"`
}

// A Group is rows that are measured together.
type Group struct {
	Name, Title string
	Unit        string
	IsWork      bool // so that its rows have workers and a speed-up

	share float64 // of the time
	rows  func(p *preparation) []subject
}

// Groups returns all of them.
func Groups() []Group {
	return []Group{
		{Name: "start", Title: "start-up, one after the other", Unit: Nanoseconds, share: 0.10, rows: startRows},
		{Name: "memory", Title: "memory of one that waits", Unit: Bytes, share: 0.12, rows: memoryRows},
		{Name: "trip", Title: "round trip: there and back", Unit: Nanoseconds, share: 0.08, rows: tripRows},
		{Name: "switch", Title: "context switch: from one to another", Unit: Nanoseconds, share: 0.05, rows: switchRows},
		{Name: "sharing", Title: "n++: alone, and where others write", Unit: Nanoseconds, share: 0.10, rows: sharingRows},
		{Name: "io", Title: "I/O-bound work", Unit: Nanoseconds, IsWork: true, share: 0.25, rows: ioRows},
		{Name: "cpu", Title: "CPU-bound work", Unit: Nanoseconds, IsWork: true, share: 0.30, rows: cpuRows},
	}
}

// Title returns that of the group of this name.
func Title(group string) string {
	for _, g := range Groups() {
		if g.Name == group {
			return g.Title
		}
	}
	return group
}

// A subject is a row to be measured.
type subject struct {
	name    string
	workers int
	means   string
	missing string // why it can't be measured

	// prepare gets ready for samples that take about so long.
	prepare func(ctx context.Context, long time.Duration) (take, error)
}

// take takes a sample.
type take func(ctx context.Context) (float64, error)

// A preparation is what the rows of a group are made for.
type preparation struct {
	machine Machine
	time    time.Duration // for the group
	ended   []func()      // to be called when the group is measured
}

func (p *preparation) atEnd(f func()) { p.ended = append(p.ended, f) }

func (p *preparation) end() {
	for _, f := range slices.Backward(p.ended) {
		f()
	}
}

// The rounds of a group.
const (
	wantedRounds = 10   // what the length of a sample is made for
	mostRounds   = 1000 // what more of them tell is less than what changes meanwhile
)

// Run measures what is asked for. If ctx ends, it returns that error and what was measured until then.
func Run(ctx context.Context, r Request) (*Result, error) {
	begin := time.Now()
	before, isKnown := loadNow()
	out := &Result{Machine: r.Machine, Rows: []Row{}}
	defer func() {
		out.Time = time.Since(begin)
		free := 0.0
		if after, ok := loadNow(); ok && isKnown {
			if taken, cores := others(before, after, out.Time); cores > 0 {
				out.Others, free = &taken, float64(cores)-taken
			}
		}
		out.conclude(free)
	}()
	groups, all := r.groups()
	for _, g := range groups {
		p := &preparation{machine: r.Machine, time: time.Duration(float64(r.Time) * g.share / all)}
		rows, err := r.measure(ctx, begin, g, p)
		out.Rows = append(out.Rows, rows...)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// conclude adds what follows from the rows, and from how many cores were free, 0 if that is not known.
func (r *Result) conclude(free float64) {
	r.Fits = fits(r)
	r.Readings = readings(r)
	r.Notes = append([]string{}, r.Machine.notes()...)
	if n := r.Machine.cores(); n > 1 && free > 0 && free < float64(n)-0.25 {
		r.Notes = append(r.Notes, fmt.Sprintf("Others used %.1f cores meanwhile, which left %.1f of %d: what takes several at once is slower than it could be, and speed-ups are too small.", *r.Others, free, n))
	}
}

// groups returns the groups that have a row which is asked for, and the sum of their shares.
func (r Request) groups() (groups []Group, all float64) {
	for _, g := range Groups() {
		if slices.ContainsFunc(Labels(r.Machine), func(label string) bool { return r.wants(g, label) }) {
			groups = append(groups, g)
			all += g.share
		}
	}
	return groups, all
}

// wants says whether the row of this label is one of g, and asked for.
func (r Request) wants(g Group, label string) bool {
	return len(label) > len(g.Name) && label[:len(g.Name)+1] == g.Name+"/" && (r.Match == nil || r.Match(label))
}

// Labels returns those of all rows, each once.
func Labels(m Machine) (labels []string) {
	for _, g := range Groups() {
		if g.IsWork {
			for _, k := range kinds {
				labels = append(labels, g.Name+"/"+k.name)
			}
			continue
		}
		for _, s := range g.rows(&preparation{machine: m}) {
			labels = append(labels, g.Name+"/"+s.name)
		}
	}
	return labels
}

// measure measures a group. What others are told in, its first row, is always among its rows.
func (r Request) measure(ctx context.Context, begin time.Time, g Group, p *preparation) ([]Row, error) {
	defer p.end()
	end := time.Now().Add(p.time)
	var subjects []subject
	for i, s := range g.rows(p) {
		if i == 0 || r.wants(g, g.Name+"/"+s.name) {
			subjects = append(subjects, s)
		}
	}
	tell := func(s subject) {
		if r.Progress != nil {
			r.Progress(time.Since(begin), g.Name+"/"+s.name)
		}
	}
	long := p.time / time.Duration(wantedRounds*len(subjects))
	takes := make([]take, len(subjects))
	for i, s := range subjects {
		if s.missing != "" {
			continue
		}
		tell(s)
		var err error
		if takes[i], err = s.prepare(ctx, long); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil {
			subjects[i].missing = err.Error()
		}
	}
	more := func(rounds int) bool {
		until := end
		if rounds < sample.EnoughRounds { // on a busy machine they take longer
			until = end.Add(p.time / 2)
		}
		return rounds == 0 || rounds < mostRounds && time.Now().Before(until)
	}
	samples, err := sample.InTurns(ctx, len(subjects), more, func(i int) (float64, error) {
		if subjects[i].missing != "" {
			return math.NaN(), nil
		}
		tell(subjects[i])
		value, err := takes[i](ctx)
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if err != nil { // which is this row's alone
			subjects[i].missing = err.Error()
		}
		return value, nil
	})
	if len(samples[0]) == 0 {
		return nil, err
	}
	return g.figures(subjects, samples), err
}

// figures returns the rows that the samples come to.
func (g Group) figures(subjects []subject, samples [][]float64) []Row {
	rows := make([]Row, len(subjects))
	for i, s := range subjects {
		row := Row{Group: g.Name, Name: s.name, Workers: s.workers, Unit: g.Unit, Means: s.means, Missing: s.missing}
		good := slices.DeleteFunc(slices.Clone(samples[i]), math.IsNaN)
		if row.Missing == "" && len(good) == 0 {
			row.Missing = apart
		}
		if row.Missing == "" {
			e := sample.EstimateOf(good)
			row.Median, row.Low, row.High, row.Samples = e.Center, known(e.Low), known(e.High), len(good)
			if e, ok := g.times(samples[i], samples[0]); ok && subjects[0].missing == "" {
				row.Times, row.TimesLow, row.TimesHigh = e.Center, known(e.Low), known(e.High)
			}
		}
		rows[i] = row
	}
	return rows
}

// times returns how many times as much one is as the first, or if they are work, how many times as fast; it is not ok if
// there is no round that tells.
func (g Group) times(one, first []float64) (times sample.Estimate, ok bool) {
	var ratios []float64
	for i := range one {
		ratio := one[i] / first[i]
		if g.IsWork {
			ratio = 1 / ratio
		}
		if !math.IsNaN(ratio) {
			ratios = append(ratios, ratio)
		}
	}
	if ratios == nil {
		return times, false
	}
	return sample.EstimateOf(ratios), true
}

// known returns an end of an interval, nil if it has none there.
func known(end float64) *float64 {
	if math.IsInf(end, 0) || math.IsNaN(end) {
		return nil
	}
	return &end
}

// Row returns the row of this name, with so many workers; nil if there is no figure for it.
func (r *Result) Row(group, name string, workers int) *Row {
	for i := range r.Rows {
		if row := &r.Rows[i]; row.Group == group && row.Name == name && row.Workers == workers && row.Missing == "" {
			return row
		}
	}
	return nil
}

// The bounds of a sample of a task. A short one is a bad one, and a long one none that can be interrupted.
const (
	shortest = 20 * time.Microsecond
	longest  = 10 * time.Millisecond
)

// timed returns what prepares samples of a task that so many goroutines do. Its figure is that many operations' time.
func timed(goroutines int, operations float64, start func(goroutines int) sample.Task) func(context.Context, time.Duration) (take, error) {
	return func(ctx context.Context, long time.Duration) (take, error) {
		n, err := sample.Calibrate(ctx, start, goroutines, min(max(long, shortest), longest))
		return func(context.Context) (float64, error) {
			s, err := sample.Take(start, goroutines, n)
			return s.Nanoseconds() * operations, err
		}, err
	}
}

// apart is why there is no figure of goroutines that are to run at the same moment if they did not.
const apart = "they never ran at the same moment: other programs had the processors"

// together returns what prepares samples of a task whose goroutines never wait. A sample in which they had not a processor
// each for most of the time is none: they did it one after the other.
func together(goroutines int, operations float64, start func(goroutines int) sample.Task) func(context.Context, time.Duration) (take, error) {
	return func(ctx context.Context, long time.Duration) (take, error) {
		n, err := sample.Calibrate(ctx, start, goroutines, min(max(long, shortest), longest))
		return func(context.Context) (float64, error) {
			s, err := sample.Take(start, goroutines, n)
			if s.CPU > 0 && float64(s.CPU) < 0.75*float64(goroutines)*float64(s.Elapsed) {
				return math.NaN(), err
			}
			return s.Nanoseconds() * operations, err
		}, err
	}
}

// once returns a take that needs no preparation.
func once(t take) func(context.Context, time.Duration) (take, error) {
	return func(context.Context, time.Duration) (take, error) { return t, nil }
}
