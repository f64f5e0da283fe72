package explore

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// patience is how long an execution may go without a step.
var patience = 10 * time.Second

// progressInterval is how often a progress line is written.
var progressInterval = 2 * time.Second

// abandoned is the dump of an exploration that could not be ended.
var abandoned atomic.Pointer[string]

// watched runs the exploration, and ends it if it hangs: code that blocks outside of the shims can be seen to
// hang, and not be stopped.
func (r *run) watched() *Report {
	if dump := abandoned.Load(); dump != nil {
		r.refuse(Refused, "an earlier exploration in this process still hangs: "+*dump)
		return r.report
	}
	r.x = sched.New(r.execute, nil)
	r.x.MaxSteps = r.steps
	r.x.Patient = r.patient
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer r.removeTemp()
		defer func() {
			r.foreign = r.x.Foreign.Load()
			r.x.Close()
		}()
		finished := false
		defer func() {
			if recovered := recover(); recovered != nil {
				panic(fmt.Sprintf("explore: internal error: %v", recovered))
			}
			if !finished {
				r.left()
			}
		}()
		r.explore()
		finished = true
	}()
	ticker := time.NewTicker(patience)
	defer ticker.Stop()
	var progress <-chan time.Time
	if r.progress != nil {
		ticker := time.NewTicker(progressInterval)
		defer ticker.Stop()
		progress = ticker.C
	}
	beats := r.x.Beats()
	for {
		select {
		case <-done:
			if f := r.foreign; f != nil {
				r.refuse(Refused, "a goroutine that the exploration does not know uses a shim: start goroutines by Go of explore.T, not by a go statement\n"+string(f.Stack))
			}
			return r.report
		case <-progress:
			if status := r.status.Load(); status != nil {
				fmt.Fprintf(r.progress, "explore: %s\n", *status)
			}
			continue
		case <-ticker.C:
		}
		if now := r.x.Beats(); now != beats {
			beats = now
			continue
		}
		dump := hanging()
		abandoned.Store(&dump)
		// The exploration may still write to its report.
		report := &Report{Strategy: r.strategy, Stopped: "because it hangs"}
		report.Failures = []Failure{{Kind: Hang, Message: fmt.Sprintf("no step for %v; a goroutine blocks outside of the shims, or never ends:\n%s", patience, dump)}}
		return report
	}
}

// hanging returns the stacks of the exploration's goroutines that are in code of the user's.
func hanging() string {
	buf := make([]byte, 1<<20)
	var found []string
	for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		header, _, _ := strings.Cut(g, "\n")
		if strings.Contains(g, "internal/sched.(*G).run(") && !strings.Contains(header, "[coroutine") {
			found = append(found, g)
		}
	}
	return strings.Join(found, "\n\n")
}

// left says why the exploration's goroutine was ended from inside.
func (r *run) left() {
	switch {
	case r.x.Stubborn:
		r.refuse(Refused, "a goroutine recovers the panic that unwinds it, and goes on: let panics pass that are not its own")
	case r.x.Foreign.Load() != nil:
	default:
		r.refuse(Refused, "the body called runtime.Goexit, as FailNow, Fatal and Skip of a testing.T do: use those of explore.T")
	}
}

func (r *run) refuse(kind Kind, message string) {
	r.report.Stopped = "because it was refused"
	r.report.Exhaustive = false
	r.report.Failures = append(r.report.Failures, Failure{Kind: kind, Message: message})
}

// isRepeatable runs the first schedule twice. What differs is not of the explorer's making, and no search
// could follow it.
func (r *run) isRepeatable() bool {
	x := r.x
	for again := true; again; again = x.Refined() {
		r.replay(nil, false, false)
	}
	if x.Foreign.Load() != nil {
		return false
	}
	first := slices.Clone(x.Events)
	r.replay(planOf(x), false, false)
	if x.Foreign.Load() != nil {
		return false
	}
	same := func(a, b sched.Event) bool {
		return a.Transition == b.Transition && a.Mode == b.Mode && a.Named == b.Named
	}
	if slices.EqualFunc(first, x.Events, same) && x.Diverged == sched.None {
		return true
	}
	var steps [2][]string
	for i := range steps {
		r.replay(nil, false, true)
		steps[i] = recordedSteps(x)
	}
	at, says := difference(steps[0], steps[1])
	r.refuse(Nondeterminism, fmt.Sprintf("two executions of one schedule differ at step %d: %s; look for random numbers, the real time, the order of a map or a file in code that the exploration does not see, and for what an execution leaves behind", at+1, says))
	return false
}

// difference returns the first step at which two executions differ.
func difference(a, b []string) (at int, says string) {
	step := func(steps []string, i int) string {
		if i < len(steps) {
			return steps[i]
		}
		return "the end"
	}
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return at, step(a, at) + ", and " + step(b, at)
}

// diverged says where an execution could not follow its schedule.
func (r *run) diverged() {
	why := "the body does not do the same in each execution"
	switch {
	case r.replayed:
		why = "the program has changed since; From in place of Replay explores all that can come after them"
	case r.checkpoint != "":
		why += ", or has changed since the search began: then remove the checkpoint " + r.checkpoint
	}
	r.refuse(Nondeterminism, r.divergence(r.x.Kinds)+". The steps before it could; "+why)
}

// divergence says which step of a schedule could not be made, and what was there instead.
func (r *run) divergence(kinds []sched.Kind) string {
	x := r.x
	at := x.Diverged
	was, name := "its next step", goroutineName(x.Plan[at].G)
	if at < len(kinds) {
		was = aKind(kinds[at])
	}
	now := "is not there, or has ended"
	switch {
	case x.Instead != 0 && at < len(kinds) && x.Instead == kinds[at]:
		now = "cannot go on there"
	case x.Instead != 0:
		now = "is at " + aKind(x.Instead)
	}
	return fmt.Sprintf("step %d of the schedule cannot be made: it was %s by %s, and now %s %s", at+1, was, name, name, now)
}

// aKind returns the kind with its article.
func aKind(k sched.Kind) string {
	if text := k.String(); strings.ContainsRune("aeiou", rune(text[0])) {
		return "an " + text
	}
	return "a " + k.String()
}
