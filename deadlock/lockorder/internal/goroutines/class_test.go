package goroutines_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

func TestClass(t *testing.T) {
	at := func(functions ...string) (stack []goroutines.Frame) {
		for _, f := range functions {
			stack = append(stack, goroutines.Frame{Function: f})
		}
		return stack
	}
	for _, row := range []struct {
		reason string
		stack  []goroutines.Frame
		want   goroutines.Class
	}{
		{"running", nil, goroutines.Running},
		{"sync.Mutex.Lock", nil, goroutines.Running},
		{"runnable", at("main.f"), goroutines.Running},
		{"syscall", at("syscall.Syscall", "main.f"), goroutines.Running},
		{"IO wait", at("internal/poll.runtime_pollWait", "main.f"), goroutines.Running},
		{"sleep", at("time.Sleep", "main.f"), goroutines.Running},
		{"GC assist wait", at("main.f"), goroutines.Running},
		{"a reason of some later Go", at("main.f"), goroutines.Running},
		{"semacquire", at("runtime.ReadMemStats", "main.f"), goroutines.Running},
		{"semacquire", at("main.f"), goroutines.Running},
		{"sleep", at("time.Sleep", "runtime/pprof.profileWriter"), goroutines.System},
		{"syscall", at("os/signal.signal_recv", "os/signal.loop"), goroutines.System},
		{"finalizer wait", at("runtime.runFinalizers"), goroutines.System},
		{"sync.Mutex.Lock", at("sync.(*Mutex).Lock", "main.cleanup", "runtime.runCleanups"), goroutines.Waiting},
		{"semacquire", at("internal/poll.runtime_Semacquire", "main.f"), goroutines.Waiting},
		{"chan receive", at("main.f", "testing.tRunner"), goroutines.Timed},
		{"chan receive", at("testing.(*T).Run", "main.TestF"), goroutines.Waiting},
		{"chan receive", at("testing.(*T).Parallel", "main.TestF"), goroutines.Waiting},
		{"select", at("example.org/testing.f"), goroutines.Timed},
	} {
		assert.Equal(t, row.want.String(), goroutines.Goroutine{Reason: row.reason, Stack: row.stack}.Class().String(), "%v", row)
	}
}

// In a real program, every goroutine is what it is.
func TestClassOfRealGoroutines(t *testing.T) {
	want := map[string]goroutines.Class{
		"running":      goroutines.Running,
		"sleep":        goroutines.Running,
		"IO wait":      goroutines.Running,
		"chan receive": goroutines.Timed,
		"select":       goroutines.Timed,
		"syscall":      goroutines.System, // os/signal's
	}
	for _, g := range goroutines.Parse(run(t, variable+"=print")) {
		class, ok := want[g.Reason]
		if !ok {
			class = goroutines.Waiting
		}
		if class == goroutines.Timed && g.Stack[0].Function == "testing.testingSynctestTest" {
			class = goroutines.Waiting
		}
		assert.Equal(t, class.String(), g.Class().String(), "%v", g)
	}
}
