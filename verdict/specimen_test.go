//go:build unix

package verdict_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// The tables below are run by TestSpecimen in a process of its own, so that a test can look at what
// a table does that fails, hangs or is killed. SPECIMEN names the table, SPECIMEN_DIR is where its
// rows leave traces.
const (
	envSpecimen    = "SPECIMEN"
	envSpecimenDir = "SPECIMEN_DIR"
)

// justAssert asks for the cheapest column alone.
func justAssert() verdict.Want {
	return verdict.SeenBy(verdict.Assert).NA(verdict.Race, verdict.Vet, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore)
}

func without(tools ...verdict.Tool) verdict.Want {
	return verdict.SeenBy().NA(append(tools, verdict.Explore)...)
}

func TestSpecimen(t *testing.T) {
	name := os.Getenv(envSpecimen)
	if name == "" {
		t.Skip("runs in a process of its own")
	}
	rows, ok := specimens()[name]
	if !ok {
		t.Fatalf("no specimen %q", name)
	}
	verdict.Table(t, rows)
}

func justExplore(answer verdict.Answer) verdict.Want {
	want := without(verdict.Vet, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Race, verdict.Runtime, verdict.Assert)
	want[verdict.Explore] = answer
	return want
}

// loses loses an update of two in some schedules.
func loses(t *verdict.T) {
	var n atomic.Int64
	want := t.Hammer(func(delta int64) { n.Store(n.Load() + delta) })
	t.Outcome("%d", n.Load())
	assert.Equal(t, want, n.Load())
}

// hurries has no end.
func hurries(*verdict.T) {
	var n atomic.Int64
	for n.Add(1) > 0 {
	}
}

// increment is the racy step of the specimens.
func increment(n *int) { *n++ }

// specimens returns the tables. They are no variable: what one is set to is a step, where it is explored.
func specimens() map[string][]verdict.Row {
	return map[string][]verdict.Row{
		"right": {
			{
				Name: "Racy", Mistake: "a race",
				Run: func(t *verdict.T) {
					var n int
					t.InTurn(func() { increment(&n) }, func() { increment(&n) })
					assert.Equal(t, 2, n)
				},
				Want: verdict.SeenBy(verdict.Race, verdict.Explore),
				Says: map[verdict.Tool]string{verdict.Race: "increment", verdict.Explore: "data race: "},
			},
			{
				Name: "Failing", Mistake: "a failed assertion",
				Run:  func(t *verdict.T) { t.Errorf("want %d, got %d", 1, t.Goroutines*t.Steps) },
				Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
				Says: map[verdict.Tool]string{verdict.Assert: "want 1, got 8000", verdict.Explore: "want 1, got 2"},
			},
			{
				Name: "FailingNow", Mistake: "a failed requirement",
				Run:  func(t *verdict.T) { t.FailNow() },
				Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			},
			{
				Name: "Forced", Mistake: "wrong in one schedule",
				Run:    func(t *verdict.T) {},
				Forced: func(t *verdict.T) { t.Error("forced") },
				Want:   verdict.SeenBy(verdict.Assert),
			},
			{
				Name: "Panicking", Mistake: "a panic",
				Run:  func(t *verdict.T) { panic("boom") },
				Want: verdict.SeenBy(verdict.Runtime, verdict.Explore),
				Says: map[verdict.Tool]string{verdict.Runtime: "panic: boom", verdict.Explore: "panic: boom"},
			},
			{
				Name: "Asleep", Mistake: "locked twice",
				Run: func(t *verdict.T) {
					var mu sync.Mutex
					mu.Lock()
					mu.Lock()
				},
				Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
				Says: map[verdict.Tool]string{
					verdict.Runtime:    "all goroutines are asleep - deadlock!",
					verdict.GoDeadlock: "Recursive locking",
					verdict.Deadlock:   "waits for itself: it holds",
					verdict.Assert:     "sync.Mutex.Lock",
					verdict.Explore:    "deadlock: main waits to lock mu, which main holds",
				},
			},
			{
				Name: "Leaking", Mistake: "nobody receives",
				Run:  func(t *verdict.T) { go func() { make(chan int) <- 1 }() },
				Want: verdict.SeenBy(verdict.Goleak, verdict.Explore),
				Says: map[verdict.Tool]string{verdict.Goleak: "chan send", verdict.Explore: "leak: g1 waits to send"},
			},
			{
				Name: "program", Mistake: "vet sees what is copied",
				Program: "testdata/copied",
				Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
				Says:    map[verdict.Tool]string{verdict.Vet: "main.go:15: ", verdict.Assert: "want 1, got 0"},
			},
			{
				Name: "Safe", Mistake: "nothing to see", Safe: true,
				Run:  func(t *verdict.T) {},
				Want: verdict.SeenBy(),
			},
		},
		"wrong": {
			{
				Name: "NotSilent", Mistake: "said to be silent",
				Run:  func(t *verdict.T) { t.Error("the sum is wrong") },
				Want: without(verdict.Race, verdict.Vet, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak),
			},
			{
				Name: "NotSeen", Mistake: "said to be seen",
				Run:  func(t *verdict.T) { fmt.Println("all is well") },
				Want: justAssert(),
			},
			{
				Name: "OtherReason", Mistake: "seen for another reason",
				Run:  func(t *verdict.T) { t.Error("the sum is wrong") },
				Want: justAssert(),
				Says: map[verdict.Tool]string{verdict.Assert: "never ends"},
			},
		},
		"explored": {
			{
				Name: "Lost", Mistake: "each outcome is graded",
				Run:      loses,
				Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
				Want:     justExplore(verdict.Sees),
			},
			{
				Name: "Unexpected", Mistake: "an outcome nobody thought of",
				Run:      loses,
				Outcomes: verdict.Outcomes{"2": verdict.Acceptable},
				Want:     justExplore(verdict.Sees),
			},
			{
				Name: "Missing", Mistake: "an outcome that never comes",
				Run:      loses,
				Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable, "3": verdict.Interesting},
				Want:     justExplore(verdict.Sees),
			},
			{
				Name: "Large", Mistake: "more than can be explored",
				Run: func(t *verdict.T) {
					var n atomic.Int64
					t.Goroutines = 6
					t.Hammer(func(delta int64) { n.Store(n.Load() + delta) })
				},
				Want: justExplore(verdict.Silent),
			},
			{
				Name: "Exits", Mistake: "ends its process",
				Run:  func(*verdict.T) { os.Exit(7) },
				Want: justExplore(verdict.Silent),
			},
			{
				Name: "Endless", Mistake: "has no end",
				Run:   hurries,
				Bound: 50,
				Want:  justExplore(verdict.Sees),
				Says:  map[verdict.Tool]string{verdict.Explore: "no end in sight after 50 steps"},
			},
			{
				Name: "Bounded", Mistake: "has no end, and may have none", Safe: true,
				Run:   hurries,
				Bound: 50,
				Want:  justExplore(verdict.Silent),
			},
		},
		"broken": {
			{
				Name: "Gone", Mistake: "the program does not exist",
				Program: "testdata/gone",
				Want:    without(verdict.Vet, verdict.Race, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak),
			},
		},
		"unequal": {
			{
				Name: "Twice", Mistake: "one", Run: func(t *verdict.T) {}, Want: verdict.SeenBy(),
			},
			{
				Name: "Twice", Mistake: "two", Run: func(t *verdict.T) {}, Want: verdict.SeenBy(),
			},
			{
				Name: "Wantless", Mistake: "three", Run: func(t *verdict.T) {},
			},
			{
				Name: "UnknownTool", Mistake: "four", Run: func(t *verdict.T) {}, Want: verdict.SeenBy("valgrind"),
			},
		},
		"loud": {
			{
				Name: "Megabytes", Mistake: "prints without end",
				Run: func(t *verdict.T) {
					fmt.Println("the first line")
					for range 1 << 10 {
						os.Stdout.Write(bytes.Repeat([]byte("0123456789abcde\n"), 1<<10)) // 16 MB in all
					}
					t.Error("the last line")
				},
				Want: justAssert(),
				Says: map[verdict.Tool]string{verdict.Assert: "the last line"},
			},
		},
		"endless": {
			{
				Name: "Spins", Mistake: "spins for ever",
				Run: func(t *verdict.T) {
					leaveTrace("Spins")
					for i := 0; ; i++ {
						spins = i
					}
				},
				Deadline: time.Second,
				Want:     justAssert(),
				Says:     map[verdict.Tool]string{verdict.Assert: "did not end before its deadline"},
			},
			{
				Name: "Deaf", Mistake: "does not listen to SIGQUIT",
				Run: func(t *verdict.T) {
					signal.Ignore(syscall.SIGQUIT)
					leaveTrace("Deaf")
					time.Sleep(time.Hour)
				},
				Deadline: time.Second,
				Want:     justAssert(),
			},
			{
				Name: "Family", Mistake: "has a process of its own",
				Run: func(t *verdict.T) {
					cmd := exec.Command("sleep", "3600")
					cmd.Stdout = os.Stdout
					if err := cmd.Start(); err != nil {
						t.Skip(err)
					}
					trace("Family", cmd.Process.Pid)
					cmd.Wait()
				},
				Deadline: time.Second,
				Want:     justAssert(),
			},
		},
		"hanging": {
			{
				Name: "Hangs", Mistake: "waits an hour",
				Run: func(t *verdict.T) {
					leaveTrace(fmt.Sprint("Hangs", os.Getenv("VERDICT_CHILD")))
					time.Sleep(time.Hour)
				},
				Deadline: time.Hour,
				Want:     without(verdict.Vet, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Race, verdict.Runtime),
			},
			{
				Name: "HangsAlone", Mistake: "waits an hour, unwatched",
				Run: func(t *verdict.T) {
					leaveTrace(fmt.Sprint("HangsAlone", os.Getenv("VERDICT_CHILD")))
					time.Sleep(time.Hour)
				},
				Deadline: time.Hour,
				Want:     without(verdict.Vet, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Race, verdict.Assert),
			},
		},
	}
}

// spins is what a row that spins has to do.
var spins int

// leaveTrace says that this process, which is about to hang, exists.
func leaveTrace(name string) { trace(name, os.Getpid()) }

func trace(name string, pid int) {
	path := filepath.Join(os.Getenv(envSpecimenDir), name)
	if err := os.WriteFile(path+".new", []byte(strconv.Itoa(pid)), 0o666); err != nil {
		panic(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		panic(err)
	}
}

// traces returns the processes that have left a trace in dir.
func traces(dir string) []int {
	paths, _ := filepath.Glob(filepath.Join(dir, "*"))
	var pids []int
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil || strings.HasSuffix(path, ".new") {
			continue
		}
		if pid, err := strconv.Atoi(string(text)); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// noSleep spares a process the second that the race detector waits before it ends.
const noSleep = "GORACE=atexit_sleep_ms=0"

// specimen returns the command that runs a table of specimens, with more in its environment.
func specimen(name string, args []string, env ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self, append([]string{"-test.run=^TestSpecimen$", "-test.count=1"}, args...)...)
	foreign := func(entry string) bool {
		return strings.HasPrefix(entry, "VERDICT_") || strings.HasPrefix(entry, "GORACE=")
	}
	cmd.Env = append(slices.DeleteFunc(os.Environ(), foreign), noSleep, envSpecimen+"="+name)
	cmd.Env = append(cmd.Env, env...)
	return cmd
}
