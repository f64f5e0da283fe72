package explore

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Merge puts the reports of all shards of a search together. The options are those of the search; of them, only
// what is expected is looked at.
func Merge(reports []*Report, options ...Option) (*Report, error) {
	if len(reports) == 0 {
		return nil, errors.New("explore: Merge of no reports")
	}
	n := reports[0].Shards
	sorted := slices.SortedFunc(slices.Values(reports), func(a, b *Report) int { return cmp.Compare(a.Shard, b.Shard) })
	merged := &Report{Strategy: sorted[0].Strategy, Exhaustive: true, Followed: sorted[0].Followed, Unfollowed: sorted[0].Unfollowed}
	outcomes := map[string]*Outcome{}
	said := map[string]bool{}
	for i, r := range sorted {
		if r.Shards != n || r.Shard != i+1 || len(sorted) != n {
			return nil, fmt.Errorf("explore: Merge wants each of %d shards once, and got %s", n, shardsOf(sorted))
		}
		merged.Executions += r.Executions
		merged.Redundant += r.Redundant
		merged.Steps += r.Steps
		merged.Cut += r.Cut
		merged.Covered += r.Covered / float64(n)
		merged.Exhaustive = merged.Exhaustive && r.Exhaustive
		merged.Stopped = cmp.Or(merged.Stopped, r.Stopped)
		for _, o := range r.Outcomes {
			if outcomes[o.Result] == nil {
				outcomes[o.Result] = &Outcome{Result: o.Result}
			}
			m := outcomes[o.Result]
			m.Executions += o.Executions
			m.Schedules += o.Schedules
			m.Unknown = m.Unknown || o.Unknown
		}
		for _, f := range r.Failures {
			if key := f.key(); f.Kind != Unexpected && !said[key] {
				said[key] = true
				merged.Failures = append(merged.Failures, f)
			}
		}
	}
	merged.sortOutcomes(outcomes)
	merged.expect(newConfig(options).expected)
	return merged, nil
}

// key is the same for two failures that are one finding: races of the same two lines, or the same said.
func (f *Failure) key() string {
	if f.Kind != DataRace {
		return string(f.Kind) + f.Message
	}
	var lines []string
	for _, i := range f.Steps {
		s := f.Trace.Steps[i]
		lines = append(lines, fmt.Sprint(s.Operation, s.At))
	}
	slices.Sort(lines)
	return strings.Join(lines, " ")
}

func shardsOf(reports []*Report) string {
	var names []string
	for _, r := range reports {
		names = append(names, fmt.Sprintf("%d of %d", r.Shard, r.Shards))
	}
	return strings.Join(names, ", ")
}

// Which process explores what: the variable that a test process finds in its environment if another one has
// started it for a shard. It is none that people set.
const envOrder = "EXPLORE_ORDER"

// An order is what a process is started for.
type order struct {
	Test   string // name of the test
	Call   int    // the how manyth call of Test in it
	Shard  int
	Shards int
	Report string // file for the report
}

// calls counts the calls of Test, by the test that makes them.
var calls struct {
	sync.Mutex
	by map[*testing.T]int
}

// call returns the how manyth call of Test in t this is. A test that is run again, by -count, begins anew.
func call(t *testing.T) int {
	calls.Lock()
	defer calls.Unlock()
	if calls.by == nil {
		calls.by = map[*testing.T]int{}
	}
	if calls.by[t]++; calls.by[t] == 1 {
		t.Cleanup(func() {
			calls.Lock()
			defer calls.Unlock()
			delete(calls.by, t)
		})
	}
	return calls.by[t]
}

// inProcesses explores what this machine is to, in as many processes as the options say. It returns false if
// there is nothing to say: in the processes that it starts, what they find is said by the one that has started them.
func inProcesses(t *testing.T, body func(t *T), options []Option) (report *Report, mine bool) {
	c := newConfig(options)
	n := call(t)
	if text := os.Getenv(envOrder); text != "" {
		var o order
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatalf("explore: %s is set, and is no order: %v", envOrder, err)
		}
		if o.Test == t.Name() && o.Call == n {
			o.obey(t, body, options)
		}
		return nil, false
	}
	e, err := readEnvironment()
	if err != nil {
		t.Error(err)
		return nil, false
	}
	options, mine = e.divide(t, &c, options)
	if !mine {
		return nil, false
	}
	defer func() { e.leave(t, n, &c, report) }()
	if c.processes <= 1 || c.replayed || c.err != nil || e.shards > 0 {
		return Run(body, options...), true
	}
	reports, err := startShards(t, c.processes, n)
	if err == nil {
		report, err = Merge(reports, options...)
	}
	if err != nil {
		report = &Report{Strategy: c.strategy, Stopped: "because a process failed"}
		report.Failures = []Failure{{Kind: Refused, Message: err.Error()}}
	}
	return report, true
}

// obey runs the shard, and leaves its report in the file.
func (o order) obey(t *testing.T, body func(t *T), options []Option) {
	text, err := json.Marshal(Run(body, append(slices.Clone(options), Shard(o.Shard, o.Shards))...))
	if err == nil {
		err = os.WriteFile(o.Report, text, 0o666)
	}
	if err != nil {
		t.Fatalf("explore: cannot leave the report of shard %d: %v", o.Shard, err)
	}
}

// startShards runs the test in n processes, and returns the reports that they leave.
func startShards(t *testing.T, n, call int) ([]*Report, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	parts := strings.Split(t.Name(), "/")
	for i := range parts {
		parts[i] = "^" + regexp.QuoteMeta(parts[i]) + "$"
	}
	dir := t.TempDir()
	reports, errs := make([]*Report, n), make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			o := order{Test: t.Name(), Call: call, Shard: i + 1, Shards: n, Report: filepath.Join(dir, fmt.Sprint(i))}
			text, _ := json.Marshal(o) // a struct of numbers and strings
			cmd := exec.CommandContext(t.Context(), self, "-test.run="+strings.Join(parts, "/"), "-test.count=1")
			cmd.Env = append(os.Environ(), envOrder+"="+string(text))
			out, err := cmd.CombinedOutput()
			if err == nil {
				text, err = os.ReadFile(o.Report)
			}
			if err == nil {
				err = json.Unmarshal(text, &reports[i])
			}
			if err != nil {
				errs[i] = fmt.Errorf("shard %d: %w\n%s", i+1, err, out)
			}
		})
	}
	wg.Wait()
	return reports, errors.Join(errs...)
}
