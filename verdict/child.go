package verdict

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// An account is what a child writes about how its row ended. The file is there, and empty, from the
// moment that the row begins; a row that never returns leaves it so.
type account struct {
	Failed bool   `json:"failed"`          // the row's own assertion failed
	Leaks  string `json:"leaks,omitempty"` // what goleak found
	Rest   string `json:"rest,omitempty"`  // the goroutines, all blocked, of a row that hangs
}

// Exit statuses of a child that ends itself; none that Go or the race detector uses.
const (
	statusRest   = 68 // every goroutine has come to rest
	statusOrphan = 69 // the parent is gone
)

// child runs the row in this process, which the parent started for one tool.
func child(t *testing.T, row Row, tool Tool) {
	path := os.Getenv(envAccount)
	tell(path, nil)

	// The runtime's deadlock detector counts a goroutine in a system call, and a timer, as a sign of life; to the
	// checker of locks, who runs may yet unlock one. Their children have nothing of that beside the row; on Linux
	// the kernel ends them with their parent.
	if tool != Runtime && tool != Deadlock {
		go watchParent()
	}
	if tool != Runtime && os.Getenv(envRest) != "" {
		watchRest(make(chan struct{}), func(dump string) {
			tell(path, &account{Rest: dump})
			os.Exit(statusRest)
		})
	}
	before := goleak.IgnoreCurrent()
	run := row.Run
	if tool == Assert && row.Forced != nil {
		run = row.Forced
	}
	defer func() { // also after FailNow, which ends the goroutine
		if panicked := recover(); panicked != nil {
			panic(panicked)
		}
		end := &account{Failed: t.Failed()}
		if tool == watched(row, Goleak) {
			if err := goleak.Find(before); err != nil {
				end.Leaks = err.Error()
			}
		}
		tell(path, end)
	}()
	run(newT(t))
}

func newT(t *testing.T) *T {
	goroutines, steps, err := askedSize()
	if err != nil {
		t.Fatalf("verdict: %v", err)
	}
	return &T{T: t, Goroutines: goroutines, Steps: steps}
}

// tell writes the account; nil says that the row begins.
func tell(path string, a *account) {
	var text []byte
	if a != nil {
		var err error
		if text, err = json.Marshal(a); err != nil {
			panic(err)
		}
	}
	if err := os.WriteFile(path, text, 0o666); err != nil {
		fmt.Fprintf(os.Stderr, "verdict: our own bug: a child cannot say how it ended: %v\n", err)
		os.Exit(statusOrphan)
	}
}

// watchParent ends this process when its parent has ended, however that came about: the parent
// holds the other end of standard input and never writes to it.
func watchParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(statusOrphan)
}

const (
	restInterval = 10 * time.Millisecond
	restLooks    = 50
)

// watchRest calls hung, with a dump, once it has found every other goroutine blocked, and each where
// it was before, in restLooks looks in a row. It counts looks and not time, so that a process that
// the operating system does not let run is not taken for one that hangs: between two looks a timer
// of the row's that is due has fired too. It ends when stop is closed.
//
// Each look is on a goroutine that a timer starts, so that in between there is none.
func watchRest(stop <-chan struct{}, hung func(dump string)) {
	seed := maphash.MakeSeed()
	var last uint64
	looks := 0
	var look func()
	look = func() {
		select {
		case <-stop:
			return
		default:
		}
		dump, resting := lookAround()
		if sum := maphash.String(seed, dump); !resting || sum != last {
			last, looks = sum, 0
		} else if looks++; looks == restLooks {
			hung(dump)
			return
		}
		time.AfterFunc(restInterval, look)
	}
	time.AfterFunc(restInterval, look)
}

// blocked matches the wait reasons of a goroutine that only another one can wake, or a timer.
var blocked = regexp.MustCompile(`^(chan (send|receive)|select|sync\.|semacquire)`)

// lookAround returns the stacks of the row's goroutines, and whether all of them are blocked.
func lookAround() (dump string, resting bool) {
	var b strings.Builder
	resting = true
	for i, g := range strings.Split(allStacks(), "\n\n") {
		if i == 0 || strings.Contains(g, "verdict.watchParent") {
			continue // this goroutine, which comes first, and our other one
		}
		if !blocked.MatchString(waitReason(g)) {
			resting = false
		}
		b.WriteString(g)
		b.WriteString("\n\n")
	}
	return b.String(), resting
}

// waitReason returns what stands in brackets in the first line of a goroutine's stack, as in
// "goroutine 7 [chan receive, 2 minutes]:".
func waitReason(stack string) string {
	_, rest, _ := strings.Cut(stack, "[")
	reason, _, _ := strings.Cut(rest, "]")
	return reason
}

func allStacks() string {
	for size := 64 << 10; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size {
			return string(buf[:n])
		}
	}
}
