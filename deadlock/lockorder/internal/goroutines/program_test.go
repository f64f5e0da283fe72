package goroutines_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

const variable = "COUNTERPOINT_GOROUTINES"

// In a child process, the test is a program that waits in every way there is, and then prints its dump or crashes.
func TestMain(m *testing.M) {
	switch os.Getenv(variable) {
	case "":
		os.Exit(m.Run())
	case "print":
		everyWait()
		fmt.Print(dump())
	case "crash":
		everyWait()
		panic("as it should")
	}
}

// run returns what the program prints under these settings.
func run(t *testing.T, settings ...string) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), settings...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		require.ErrorAs(t, err, new(*exec.ExitError), "%s", out)
	}
	return string(out)
}

func dump() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}

// waits are functions that never return, by what the runtime says of them.
var waits = map[string]func(){
	"chan receive":            func() { <-make(chan int) },
	"chan receive (nil chan)": func() { <-(chan int)(nil) },
	"chan send":               func() { make(chan int) <- 1 },
	"chan send (nil chan)":    func() { (chan int)(nil) <- 1 },
	"select":                  selects,
	"select (no cases)":       func() { select {} },
	"sleep":                   func() { time.Sleep(time.Hour) },
	"IO wait":                 readPipe,
	"sync.Mutex.Lock":         func() { var mu sync.Mutex; mu.Lock(); mu.Lock() },
	"sync.RWMutex.Lock":       func() { var mu sync.RWMutex; mu.RLock(); mu.Lock() },
	"sync.RWMutex.RLock":      func() { var mu sync.RWMutex; mu.Lock(); mu.RLock() },
	"sync.WaitGroup.Wait":     func() { var wg sync.WaitGroup; wg.Add(1); wg.Wait() },
	"sync.Cond.Wait":          func() { c := sync.NewCond(new(sync.Mutex)); c.L.Lock(); c.Wait() },
	"semacquire":              closeTwice,
	"coroutine":               pull,
	"synctest.Run":            func() { synctest.Test(new(testing.T), func(*testing.T) { new(sync.Mutex).Lock(); readPipe() }) },
}

func selects() {
	select {
	case <-make(chan int):
	case make(chan int) <- 1:
	}
}

func readPipe() {
	r, _, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	r.Read(make([]byte, 1))
}

// closeTwice waits for a reader of a file to be done with it, who is not.
func closeTwice() {
	r, _, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	go r.Read(make([]byte, 1))
	r.Read(make([]byte, 1))
}

func pull() {
	next, _ := iter.Pull(func(func(int) bool) { selects() })
	next()
}

type list[E any] struct{ mu sync.Mutex }

// wait is deeper than what the runtime prints of a stack.
func (l *list[E]) wait(depth int) {
	if depth > 0 {
		l.wait(depth - 1)
	}
	l.mu.Lock()
	l.mu.Lock()
}

// everyWait returns when all that it starts waits.
func everyWait() {
	go new(list[string]).wait(200)
	for _, wait := range waits {
		go wait()
	}
	go func() {
		runtime.LockOSThread()
		selects()
	}()
	pprof.Do(context.Background(), pprof.Labels("]:", "goroutine 1 [x, y]:\n"), func(context.Context) { go selects() })
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	for {
		found := map[string]bool{}
		running := 0
		for _, g := range goroutines.All() {
			found[g.Reason] = true
			if g.Reason == "runnable" || g.Reason == "running" {
				running++
			}
		}
		if running == 1 && found["syscall"] && includes(found, waits) {
			return
		}
		runtime.Gosched()
	}
}

func includes(found map[string]bool, wanted map[string]func()) bool {
	for reason := range wanted {
		if !found[reason] {
			return false
		}
	}
	return true
}
