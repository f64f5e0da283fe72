package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"golang.org/x/perf/benchfmt"

	"github.com/counterpoint-go/counterpoint/bench"
)

// runs runs the command line.
func runs(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = run(t.Context(), args, &out, &err)
	return status, out.String(), err.String()
}

// quick is a comparison that takes no time.
func quick(more ...string) []string {
	return append([]string{"--rounds=6", "--time=50us", "--run=Semaphore|SPSC"}, more...)
}

func TestJSON(t *testing.T) {
	defer goleak.VerifyNone(t)
	status, out, stderr := runs(t, quick("-json")...)
	assert.Contains(t, []int{statusOK, statusSlower}, status)
	assert.Empty(t, stderr, "not a terminal")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	assert.Len(t, lines, 9)
	var names []string
	for _, line := range lines {
		var r map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &r), line)
		for _, name := range []string{"goroutines", "ours_ns", "peer_ns", "ratio", "ratio_low", "ratio_high", "gomaxprocs"} {
			n, ok := r[name].(float64)
			assert.True(t, ok, "%s of %s", name, line)
			assert.Positive(t, n, "%s of %s", name, line)
		}
		for _, name := range []string{"ours_allocs", "peer_allocs"} {
			assert.IsType(t, 0.0, r[name], "%s of %s", name, line)
		}
		for _, name := range []string{"row", "peer", "verdict", "operation"} {
			assert.NotEmpty(t, r[name], "%s of %s", name, line)
		}
		names = append(names, r["row"].(string))
	}
	for _, want := range []string{"lockfree.SPSC/bursts", "lockfree.SPSC/handoff", "csp.Semaphore/room", "csp.Semaphore/turns"} {
		assert.Contains(t, names, want)
	}
}

// With too few rounds there is a ratio but no interval.
func TestFewRounds(t *testing.T) {
	status, out, _ := runs(t, "--rounds=1", "--time=50us", "--run=SPSC/bursts", "--json")
	assert.Equal(t, statusOK, status)
	var r row
	require.NoError(t, json.Unmarshal([]byte(out), &r))
	assert.Nil(t, r.RatioLow)
	assert.Nil(t, r.RatioHigh)
	assert.Positive(t, r.Ratio)
	assert.Equal(t, bench.Unsure, r.Verdict)
}

func TestFiles(t *testing.T) {
	folder := t.TempDir()
	svg, samples := filepath.Join(folder, "costs.svg"), filepath.Join(folder, "new.txt")
	status, out, stderr := runs(t, quick("--svg", svg, "--bench", samples)...)
	assert.Contains(t, []int{statusOK, statusSlower}, status, stderr)
	assert.Contains(t, strings.Join(strings.Fields(out), " "), "6 rounds of 50µs") // wherever the line ends

	content, err := os.ReadFile(svg)
	require.NoError(t, err)
	for decoder := xml.NewDecoder(bytes.NewReader(content)); ; {
		if _, err := decoder.Token(); err != nil {
			require.ErrorIs(t, err, io.EOF, "well-formed to its end")
			break
		}
	}
	for _, text := range []string{"Semaphore, turns", "SPSC, handoff", "xsync.SPSCQueue", "goroutines", "ns an operation"} {
		assert.Contains(t, string(content), ">"+text+"<")
	}

	file, err := os.Open(samples)
	require.NoError(t, err)
	defer file.Close()
	count := map[string]int{}
	for reader := benchfmt.NewReader(file, samples); reader.Scan(); {
		r, ok := reader.Result().(*benchfmt.Result)
		require.True(t, ok, "%v", reader.Result())
		for _, unit := range []string{"sec/op", "B/op", "allocs/op"} {
			_, ok := r.Value(unit)
			assert.True(t, ok, "%s has no %s", r.Name, unit)
		}
		base, parts := r.Name.Parts()
		count[string(base)+string(parts[0])+string(parts[2])]++
	}
	assert.Equal(t, 6, count["SPSC/work=handoff/impl=lockfree.SPSC"], "%v", count)
	assert.Equal(t, 4*6, count["Semaphore/work=room/impl=semaphore.Weighted"])
}

func TestList(t *testing.T) {
	status, out, _ := runs(t, "--list", "--run=Semaphore|^lockfree.Stack")
	assert.Equal(t, statusOK, status)
	assert.Equal(t, "lockfree.Stack/bursts\ncsp.Semaphore/room\ncsp.Semaphore/turns\n", out)
}

// What is wrong is told in one line, before anything is measured.
func TestWrongUsage(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"--run=(", "compare: --run: error parsing regexp: missing closing ): `(`"},
		{"--run=NoSuchRow", `compare: no row matches --run="NoSuchRow" with --goroutines=[1 2 4 16]; --list lists the rows`},
		{"--goroutines=3", `compare: no row matches --run="" with --goroutines=[3]; --list lists the rows`},
		{"--goroutines=0", "compare: --goroutines: 0 of them can do nothing"},
		{"--rounds=0", "compare: --rounds=0: it takes one at least"},
		{"--time=0s", "compare: --time=0s: a sample takes time"},
		{"--time=x", `compare: invalid argument "x" for "--time" flag: time: invalid duration "x"; compare --help lists the flags`},
		{"--what", "compare: unknown flag: --what; compare --help lists the flags"},
		{"--svg=/no/such/folder/x.svg", "compare: /no/such/folder/x.svg cannot be written: there is no such folder"},
		{"what", `compare: unknown command "what" for "compare"`},
	} {
		t.Run(test.args, func(t *testing.T) {
			status, out, stderr := runs(t, strings.Fields(test.args)...)
			assert.Equal(t, statusTrouble, status)
			assert.Empty(t, out)
			assert.Equal(t, test.want+"\n", stderr)
		})
	}
}

func TestHelp(t *testing.T) {
	status, out, _ := runs(t, "--help")
	assert.Equal(t, statusOK, status)
	assert.Contains(t, out, statusHelp)
}

// canceller cancels when something is written to it.
type canceller struct {
	bytes.Buffer
	cancel func()
}

func (c *canceller) Write(p []byte) (int, error) {
	c.cancel()
	return c.Buffer.Write(p)
}

// What was measured before an interrupt is told, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	defer goleak.VerifyNone(t)
	t.Run("after a cell", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		out := canceller{cancel: cancel}
		var stderr bytes.Buffer
		assert.Equal(t, statusInterrupted, run(ctx, quick("--json"), &out, &stderr))
		assert.Equal(t, "compare: interrupted\n", stderr.String())
		assert.Equal(t, 1, strings.Count(out.String(), "\n"), out.String())
	})
	t.Run("at once", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		svg := filepath.Join(t.TempDir(), "x.svg")
		var stdout, stderr bytes.Buffer
		assert.Equal(t, statusInterrupted, run(ctx, quick("--svg", svg), &stdout, &stderr))
		assert.Empty(t, stdout.String())
		assert.Equal(t, "compare: interrupted\n", stderr.String())
		assert.NoFileExists(t, svg)
	})
}

// A writer that fails ends the run.
func TestWriteFails(t *testing.T) {
	var stderr bytes.Buffer
	assert.Equal(t, statusTrouble, run(t.Context(), quick("--json"), failing{}, &stderr))
	assert.Equal(t, "compare: no room\n", stderr.String())
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no room") }

// assertFits says whether people can read it in 80 columns.
func assertFits(t *testing.T, out string) {
	t.Helper()
	for line := range strings.SplitSeq(out, "\n") {
		assert.LessOrEqual(t, len([]rune(line)), width, line)
	}
}
