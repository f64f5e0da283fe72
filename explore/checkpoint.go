package explore

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// checkpointVersion is that of the file: it grows when what is in it changes, or what a search makes of it.
const checkpointVersion = 2

// checkpointInterval is how often a checkpoint is written.
var checkpointInterval = 5 * time.Second

// Checkpoint has the state of the search written to a file, every five seconds and when the exploration ends
// before the search does: at the bound of [Executions] or [For]. An exploration that finds the file goes on
// from there, in this process or another one, also if the one that wrote it was killed. What it reports in
// the end is what it would have reported if it had never been interrupted, with all that was found before.
//
// The bounds are those of one exploration: the next one has as many executions, or as much time, again. One that
// was killed has not come to its bound, and goes on to it; [For] begins anew.
//
// When the search is over, with its last execution or at the first failure, the file is removed, and the next
// exploration begins anew. The file of a [Shard] has its number in its name: .2-of-8 is added. [Replay] leaves
// the file alone.
//
// The file is refused if it is damaged, of another version, or of a search of another body or with other
// options; and if the program has changed so that the last schedule that was run cannot be followed. A change
// that does not show there may show later, as nondeterminism, or not at all: after a change, remove the file.
func Checkpoint(file string) Option { return func(c *config) { c.checkpoint = file } }

// A checkpointFile is what is in the file.
type checkpointFile struct {
	Version int
	Sum     uint32 // of Search
	Search  json.RawMessage
}

// A checkpoint is a search between two executions.
type checkpoint struct {
	Asked   []string // what makes it this search and no other
	Numbers sched.Numbers
	Fine    sched.Kinds // for which kinds of operations steps are small
	Part    int         // of a shard: which part is under way

	// Last is the last execution of the part, as a replay string; "" if there was none. An execution that was
	// stopped does not go on to the program's end.
	Last     string
	Stopped  bool
	Strategy json.RawMessage

	Bounded    int // executions that were done when the exploration began that has come to no bound
	Executions int
	Redundant  int
	Steps      int
	Repeated   int
	Cut        int
	Outcomes   map[string]*Outcome
	Findings   []finding
	Seen       map[string]bool
	Races      [][4]int32
}

// A finding is a Failure before it is made readable.
type finding struct {
	Kind    Kind
	Message string
	At      trace.Place
	Plan    []sched.Transition
	Race    *clock.Race
	Stops   bool
}

// asked returns what another search would differ in.
func (r *run) asked() []string {
	c := &r.config
	return []string{
		"the body is " + runtime.FuncForPC(reflect.ValueOf(r.body).Pointer()).Name(),
		fmt.Sprintf("the strategy is %s", c.strategy),
		fmt.Sprintf("Preemptions is %d", c.preemptions),
		fmt.Sprintf("Deepening is %t", c.deepening),
		fmt.Sprintf("Steps is %d", c.steps),
		fmt.Sprintf("Seed is %d", c.seed),
		fmt.Sprintf("Depth is %d", c.depth),
		fmt.Sprintf("KeepGoing is %t", c.keepGoing),
		fmt.Sprintf("IgnoreRaces is %t", c.ignoreRaces),
		fmt.Sprintf("PatientTime is %t", c.patient),
		fmt.Sprintf("Endless is %t", c.endless),
		fmt.Sprintf("the schedule of From is %q", c.from),
		fmt.Sprintf("the shard is %d of %d", c.shard, c.shards),
	}
}

// isDue says whether it is time to write a checkpoint.
func (r *run) isDue() bool {
	return r.checkpoint != "" && time.Since(r.saved) >= checkpointInterval
}

// save writes the search to the file. A bound that has been come to is done with. It returns false if it cannot,
// which ends the exploration.
func (r *run) save(s search.Strategy, bounded bool) bool {
	if r.checkpoint == "" {
		return true
	}
	c := checkpoint{
		Asked: r.asked(), Numbers: r.x.Numbers(), Fine: r.x.Fine(), Part: r.part, Bounded: r.bounded,
		Executions: r.report.Executions, Redundant: r.report.Redundant, Steps: r.report.Steps, Repeated: r.report.Repeated, Cut: r.report.Cut,
		Outcomes: r.outcomes, Seen: r.seen,
	}
	if bounded {
		c.Bounded = c.Executions
	}
	for i := range r.report.Failures {
		f := &r.report.Failures[i]
		c.Findings = append(c.Findings, finding{f.Kind, f.Message, f.At, f.plan, f.race, f.stops})
	}
	for race := range r.races {
		c.Races = append(c.Races, race)
	}
	var err error
	if r.begun {
		c.Last, c.Stopped = encode(r.x), r.x.Blocked
		c.Strategy, err = json.Marshal(s.(search.Resumer).State())
	}
	if err == nil {
		err = writeCheckpoint(r.checkpoint, &c)
	}
	r.saved = time.Now()
	if err != nil {
		r.refuse(Refused, fmt.Sprintf("cannot write the checkpoint %s: %v: give Checkpoint a file that can be written", r.checkpoint, err))
	}
	return err == nil
}

func writeCheckpoint(name string, c *checkpoint) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	text, err = json.Marshal(checkpointFile{checkpointVersion, crc32.ChecksumIEEE(text), text})
	if err != nil {
		return err
	}
	return writeFile(name, text)
}

// writeFile writes the file so that whoever reads it finds all of the text, or what was there before.
func writeFile(name string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = cmp.Or(err, f.Sync()) // or the name may be on the disk before the text is
	err = cmp.Or(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// load returns what the file says, nil if there is none. It returns false if the search cannot go on from that.
func (r *run) load() (c *checkpoint, ok bool) {
	r.saved = time.Now()
	if r.checkpoint == "" {
		return nil, true
	}
	c, err := readCheckpoint(r.checkpoint)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	if err == nil {
		err = r.isOf(c)
	}
	return c, r.canGoOn(err)
}

// resume goes on with what the file says. It returns false if that cannot be.
func (r *run) resume(c *checkpoint, strategies []search.Strategy) bool {
	return r.canGoOn(r.takeOver(c, strategies))
}

func (r *run) canGoOn(err error) bool {
	if err != nil {
		r.refuse(Refused, fmt.Sprintf("cannot go on from the checkpoint %s: %v: remove the file, and the search begins anew", r.checkpoint, err))
	}
	return err == nil
}

func readCheckpoint(name string) (*checkpoint, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var f checkpointFile
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("it is damaged (%w)", err)
	}
	switch {
	case f.Version != checkpointVersion:
		return nil, fmt.Errorf("it is of version %d, and this is version %d", f.Version, checkpointVersion)
	case f.Sum != crc32.ChecksumIEEE(f.Search):
		return nil, errors.New("it is damaged (its checksum is wrong)")
	}
	c := &checkpoint{}
	if err := json.Unmarshal(f.Search, c); err != nil {
		return nil, fmt.Errorf("it is damaged (%w)", err)
	}
	return c, nil
}

// isOf says how the checkpoint is one of another search, nil if it is of this one.
func (r *run) isOf(c *checkpoint) error {
	for i, here := range r.asked() {
		if there := c.Asked[i]; there != here {
			return fmt.Errorf("it is of another search: there %s, and here %s", there, here)
		}
	}
	return nil
}

// takeOver makes the search what the checkpoint says.
func (r *run) takeOver(c *checkpoint, strategies []search.Strategy) error {
	changed := "the program has changed since: "
	if !r.x.Renumber(c.Numbers) || c.Part >= len(strategies) {
		return errors.New(changed + "other goroutines are started")
	}
	r.part, r.begun = c.Part, c.Last != ""
	if r.begun {
		if says := r.runAgain(c); says != "" {
			return errors.New(changed + says)
		}
		if err := strategies[r.part].(search.Resumer).Resume(r.x, c.Strategy); err != nil {
			return fmt.Errorf("it is damaged (%w)", err)
		}
	}
	r.report.Executions, r.report.Redundant, r.report.Steps = c.Executions, c.Redundant, c.Steps
	r.report.Repeated, r.report.Cut = c.Repeated, c.Cut
	r.bounded, r.resumed = c.Bounded, c.Executions
	r.outcomes, r.seen = c.Outcomes, c.Seen
	for _, race := range c.Races {
		r.races[race] = true
	}
	for _, f := range c.Findings {
		r.report.Failures = append(r.report.Failures, Failure{Kind: f.Kind, Message: f.Message, At: f.At, plan: f.Plan, race: f.Race, stops: f.Stops})
	}
	return nil
}

// runAgain runs the last execution again, and says what is different, "" if nothing is.
func (r *run) runAgain(c *checkpoint) string {
	plan, kinds, err := decode(c.Last)
	if err != nil {
		return err.Error()
	}
	r.replayKinds(plan, kinds, c.Stopped, false)
	switch {
	case r.x.Diverged != sched.None:
		return r.divergence(kinds)
	case len(r.x.Events) != len(plan):
		return fmt.Sprintf("the last schedule had %d steps, and has more now", len(plan))
	}
	return ""
}

// forget removes the file of a search that is over.
func (r *run) forget() {
	if r.checkpoint == "" {
		return
	}
	if err := os.Remove(r.checkpoint); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.refuse(Refused, fmt.Sprintf("cannot remove the checkpoint %s of a search that is over: %v: remove it before the next one", r.checkpoint, err))
	}
}
