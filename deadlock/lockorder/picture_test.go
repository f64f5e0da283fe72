package lockorder_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// dumpWith returns a dump that has all of this in it, which comes to be so.
func dumpWith(t *testing.T, wanted ...string) string {
	t.Helper()
	for {
		var b strings.Builder
		require.NoError(t, lockorder.Dump(&b))
		missing := false
		for _, part := range wanted {
			missing = missing || !strings.Contains(b.String(), part)
		}
		if !missing {
			return b.String()
		}
		runtime.Gosched()
	}
}

// Two goroutines wait for each other, three for one of them, and one for the caller.
func TestDump(t *testing.T) {
	var a, b, mine lockorder.Mutex
	lockorder.Name(&a, "alice")
	lockorder.Name(&b, "bob")
	lockorder.Name(&mine, "mine")
	told := make(chan *lockorder.Report, 10)
	defer lockorder.OnReport(func(r *lockorder.Report) { told <- r })()

	mine.Lock()
	var both, ended sync.WaitGroup
	both.Add(2)
	for _, l := range [][2]*lockorder.Mutex{{&a, &b}, {&b, &a}} {
		ended.Go(func() {
			l[0].Lock() // and it is unlocked below
			both.Done()
			both.Wait()
			l[1].Lock()
			defer l[1].Unlock()
		})
	}
	assert.Equal(t, lockorder.Deadlock, (<-told).Kind)
	for range 3 {
		ended.Go(func() {
			a.Lock()
			defer a.Unlock()
		})
	}
	ended.Go(func() {
		mine.Lock()
		defer mine.Unlock()
	})

	text := dumpWith(t, "Circle: 2 goroutines wait for each other:\n", "\n3 goroutines [sync.Mutex.Lock]: ", "  wants mine\n")
	assert.Regexp(t, `(?m)^  goroutine \d+ wants alice, held by goroutine \d+, since lockorder_test\.TestDump\.func\d+ \(picture_test\.go:\d+\)$`, text)
	assert.Regexp(t, `(?m)^  goroutine \d+ wants bob, held by goroutine \d+, since lockorder_test\.TestDump\.func\d+ \(picture_test\.go:\d+\)$`, text)
	assert.Regexp(t, `\n3 goroutines \[sync\.Mutex\.Lock\]: \d+ \d+ \d+
  lockorder_test\.TestDump\.func\d+ +picture_test\.go:\d+
  created by sync\.\(\*WaitGroup\)\.Go +\S+
  wants alice
    held by goroutine \d+ \[sync\.Mutex\.Lock\], since lockorder_test\.TestDump\.func\d+ \(picture_test\.go:\d+\)
      wants bob: see the circle above
`, text)
	assert.Regexp(t, `\n  wants mine\n    held by goroutine \d+, which asks, since lockorder_test\.TestDump \(picture_test\.go:\d+\)\n`, text)

	mine.Unlock()
	a.Unlock()
	b.Unlock()
	ended.Wait()
}

// A reader reads again behind a writer, who waits for the first read.
func TestDumpOfReaders(t *testing.T) {
	var rates lockorder.RWMutex
	lockorder.Name(&rates, "rates")
	told := make(chan *lockorder.Report, 10)
	defer lockorder.OnReport(func(r *lockorder.Report) { told <- r })()

	var ended sync.WaitGroup
	reads := make(chan bool)
	ended.Go(func() {
		rates.RLock()
		reads <- true
		<-reads
		rates.RLock()
		defer rates.RUnlock()
	})
	<-reads
	ended.Go(func() {
		rates.Lock()
		defer rates.Unlock()
	})
	dumpWith(t, "wants rates for writing\n    read by goroutine")
	reads <- true
	text := dumpWith(t, "Circle: 2 goroutines")
	assert.Regexp(t, `(?m)^  goroutine \d+ wants rates for reading, behind the writer, goroutine \d+$`, text)
	assert.Regexp(t, `(?m)^  goroutine \d+ wants rates for writing, read by goroutine \d+, since lockorder_test\.TestDumpOfReaders\.func\d+ \(`, text)
	rates.RUnlock()
	ended.Wait()
}

// The order that was reported is the one that is drawn.
func TestGraphIsDrawn(t *testing.T) {
	var a, b lockorder.Mutex
	lockorder.Name(&a, "the first <lock>")
	lockorder.Name(&b, "the second <lock>")
	require.Len(t, collect(t, func() {
		inTurn(func() { nest(&a, &b) }, func() { nest(&b, &a) })
	}), 1)
	var dot, svg strings.Builder
	require.NoError(t, lockorder.Graph().WriteDOT(&dot))
	require.NoError(t, lockorder.Graph().WriteSVG(&svg))
	assert.Regexp(t, `tooltip="the first <lock>, then the second <lock>: by one goroutine, and reported\\nthe first <lock> was taken at lockorder_test\.nest \(lockorder_test\.go:\d+\)\\n`, dot.String())
	assert.Regexp(t, `<g class="edge reported"><title>the second &lt;lock&gt;, then the first &lt;lock&gt;: by one goroutine, and reported`, svg.String())
	runtime.KeepAlive(&a)
	runtime.KeepAlive(&b)
}
