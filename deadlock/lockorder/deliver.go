package lockorder

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// ExitStatus is the exit status of a process that a report ends, as the race detector's is 66.
const ExitStatus = 67

// handlers are the functions that reports go to: the last one.
var handlers struct {
	sync.Mutex
	all []*func(*Report)
}

// OnReport has f called with each report from now on, in place of the default, which prints it to standard error and ends the
// process with [ExitStatus]. It returns what undoes that, in any order of several.
//
// f is told once of what has the same stacks. It is called before the goroutine that has found something goes on or to sleep, on a goroutine of its own. So it
// may take locks: if it has to wait for one, nobody waits for f any more. What several goroutines find at a time, f is told
// of at a time. If f returns from a report of those that hang, they hang.
func OnReport(f func(*Report)) (undo func()) {
	handlers.Lock()
	defer handlers.Unlock()
	handlers.all = append(handlers.all, &f)
	order.forget() // f has been told of nothing
	return func() {
		handlers.Lock()
		defer handlers.Unlock()
		if i := slices.Index(handlers.all, &f); i >= 0 {
			handlers.all = slices.Delete(handlers.all, i, i+1)
		}
	}
}

// TB is what the checker needs of a *testing.T.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Watch has each report fail the test, until the test ends; and a lock that a goroutine has taken in the meantime, and
// still holds though it has ended. Of tests that run in parallel the one is failed that called Watch last.
//
// A report of those that hang is printed at once too, since the test may never come to print it.
func Watch(t TB) {
	t.Helper()
	before := goneHolds()
	undo := OnReport(func(r *Report) {
		if r.Hangs {
			fmt.Fprintln(os.Stderr, r)
		}
		t.Errorf("%s", r)
	})
	t.Cleanup(func() {
		t.Helper()
		undo()
		for _, h := range goneHolds() {
			if !slices.Contains(before, h) {
				t.Errorf("goroutine %d has ended, and has not unlocked what it locked at\n%s", h.goroutine, h.path.stack())
			}
		}
	})
}

// goneHolds returns what is held by goroutines that have ended.
func goneHolds() []holder {
	all := goroutines.All()
	return slices.DeleteFunc(allHolds(), func(h holder) bool { return isAlive(h.goroutine, all) })
}

// tell tells of what the goroutine has found.
func (g *goroutine) tell(reports []*Report) {
	switch {
	case len(reports) == 0 || g.silent:
	case g.call != nil:
		g.call.later = append(g.call.later, reports...)
	default:
		deliver(reports)
	}
}

// deliver calls the handler with reports.
func deliver(reports []*Report) {
	if len(reports) == 0 {
		return
	}
	handlers.Lock()
	var f func(*Report)
	if n := len(handlers.all); n > 0 {
		f = *handlers.all[n-1]
	}
	handlers.Unlock()
	if f == nil {
		for _, r := range reports {
			setup().print(r)
		}
		return
	}
	c := &call{later: reports, over: make(chan struct{})}
	go c.run(f)
	<-c.over
}

// A call is one of a handler, on a goroutine of its own. It is over when the handler returns or has to wait for a lock.
type call struct {
	later []*Report // that are to be told
	over  chan struct{}
	once  sync.Once
}

func (c *call) run(f func(*Report)) {
	g := current()
	g.call = c
	defer func() { // also if f ends the goroutine
		g.call = nil
		g.leave()
		c.letGo()
	}()
	for len(c.later) > 0 {
		r := c.later[0]
		c.later = c.later[1:]
		f(r)
	}
}

// letGo lets who waits for the call go on.
func (c *call) letGo() { c.once.Do(func() { close(c.over) }) }

// options are what the environment variable GODEADLOCK says, in the manner of GORACE.
type options struct {
	log    string // the beginning of the name of a file that reports go to as JSON, a line each
	goesOn bool   // after a report of what does not hang
	status int

	printing sync.Mutex
}

// setup returns the options, read once.
var setup = sync.OnceValue(func() *options {
	o := &options{status: ExitStatus}
	for _, option := range strings.Fields(os.Getenv("GODEADLOCK")) {
		name, value, _ := strings.Cut(option, "=")
		switch name {
		case "log_path":
			o.log = value
			continue
		case "halt_on_error":
			if value == "0" || value == "1" {
				o.goesOn = value == "0"
				continue
			}
		case "exitcode":
			if n, err := strconv.Atoi(value); err == nil && 0 <= n && n < 256 {
				o.status = n
				continue
			}
		}
		fmt.Fprintf(os.Stderr, "lockorder: GODEADLOCK=%q: %q is not known; there are log_path=PREFIX, halt_on_error=0 or 1, exitcode=0 to 255\n", os.Getenv("GODEADLOCK"), option)
		os.Exit(2)
	}
	return o
})

// print prints a report and ends the process, unless it is to go on.
func (o *options) print(r *Report) {
	o.printing.Lock()
	if err := o.write(r); err != nil {
		fmt.Fprintf(os.Stderr, "lockorder: cannot write the report to log_path: %v\n%s", err, r)
	}
	if r.Hangs || !o.goesOn {
		os.Exit(o.status)
	}
	o.printing.Unlock()
}

func (o *options) write(r *Report) error {
	if o.log == "" {
		_, err := fmt.Fprint(os.Stderr, r)
		return err
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(fmt.Sprintf("%s.%d", o.log, os.Getpid()), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}
