package deadlock

import (
	"bytes"
	"runtime"
	"time"
)

// T is what [Within] needs of a *testing.T.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Within runs f on a goroutine of its own, and fails the test if f has not ended after d. It says then what [Dump] says:
// what every goroutine waits for and where; and with the tag deadlock, who holds the lock and which wait in a circle.
//
//	deadlock.Within(t, time.Minute, func() {
//		l.Transfer(0, 1, 10, enough)
//	})
//
// A goroutine can't be ended from outside: if f has not ended in time, it goes on, or hangs on, beside the tests that
// follow. If it has, nothing is left. Let d be many times as long as f takes: who waits for ever will still be there, and a
// busy machine fails no test.
//
// If f ends its goroutine, as t.FailNow does, Within ends the calling one. If f panics, the program crashes as from any
// goroutine. The call of Within happens before that of f, whose return happens before that of Within.
func Within(t T, d time.Duration, f func()) {
	t.Helper()
	if d <= 0 {
		t.Fatalf("deadlock: Within(%v): nothing ends in no time; give it some", d)
		return
	}
	returned := false
	ended := make(chan struct{})
	var wg WaitGroup // so that a checked lock knows what comes before f and what after it
	wg.Go(func() {
		defer func() {
			if x := recover(); x != nil {
				panic(x) // and nobody is told that f has ended, and gets to the end of the process before the crash does
			}
			close(ended)
		}()
		f()
		returned = true
	})
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ended:
	case <-timer.C:
		select {
		case <-ended: // at the last moment
		default:
			var dump bytes.Buffer
			_ = Dump(&dump) // a Buffer takes all
			t.Fatalf("deadlock: Within(%v): it has not ended. What the goroutines wait for:\n\n%s", d, &dump)
			return
		}
	}
	wg.Wait()
	if !returned {
		runtime.Goexit()
	}
}
