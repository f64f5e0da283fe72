package parallel_test

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// Threads that run at the same time are different ones, and not the caller's; a goroutine that comes back to its own
// finds itself on the same; and they end with what they run.
func TestStartThread(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const n = 10
	var met, ended sync.WaitGroup
	met.Add(n)
	ended.Add(n)
	var ids [n]int
	for i := range n {
		parallel.StartThread(func() {
			defer ended.Done()
			ids[i] = syscall.Gettid()
			met.Done()
			met.Wait()
			for range 100 {
				runtime.Gosched()
			}
			assert.Equal(t, ids[i], syscall.Gettid())
		})
	}
	ended.Wait()
	seen := map[int]bool{syscall.Gettid(): true}
	for _, id := range ids {
		assert.False(t, seen[id], "two have one thread")
		seen[id] = true
		if id != os.Getpid() { // the first thread of a process stays, and rests
			for isThread(id) {
				runtime.Gosched()
			}
		}
	}
}

// isThread reports whether this process has such a thread.
func isThread(id int) bool {
	_, err := os.Stat(fmt.Sprintf("/proc/self/task/%d", id))
	return err == nil
}
