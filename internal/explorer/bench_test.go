package explorer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// raced says whether this is a binary with the race detector.
var raced = false

// small is a package with a test that is explored at once. The number keeps it from having been built before.
const small = `package small

import (
	"fmt"
	"sync"
	"testing"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func TestCounter(t *testing.T) {
	var c counter
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(c.add)
	}
	wg.Wait()
	if c.n != 2 {
		t.Error(fmt.Sprint(c.n, %d))
	}
}
`

// BenchmarkFirstResult is how long it takes from the command to the first result of a small package: to load it, to
// rewrite it, to build its test and to run it. What the package is built with is in Go's build cache; the package itself is
// in there too, or is not since it has changed.
func BenchmarkFirstResult(b *testing.B) {
	for _, bm := range []struct {
		name    string
		changes bool
	}{{"unchanged", false}, {"changed", true}} {
		b.Run(bm.name, func(b *testing.B) {
			dir := b.TempDir()
			require.NoError(b, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/small\n\ngo 1.25\n"), 0o666))
			write := func() {
				source := fmt.Sprintf(small, time.Now().UnixNano())
				require.NoError(b, os.WriteFile(filepath.Join(dir, "small_test.go"), []byte(source), 0o666))
			}
			write()
			firstResult(b, dir) // what it is built with is built by then
			for b.Loop() {
				if bm.changes {
					b.StopTimer()
					write()
					b.StartTimer()
				}
				firstResult(b, dir)
			}
		})
	}
}

func firstResult(b *testing.B, dir string) {
	temp, err := os.MkdirTemp(b.TempDir(), "")
	require.NoError(b, err)
	outcome, err := Explore(b.Context(), gocommand.Go{Dir: dir, Env: os.Environ()}, Request{Patterns: []string{"."}, Temp: temp})
	require.NoError(b, err)
	require.Len(b, outcome.Answers, 1)
	require.Equal(b, Pass, outcome.Answers[0].Verdict, strings.TrimSpace(outcome.Answers[0].Why))
}
