//go:build race

package racereport

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var record = flag.Bool("record", false, "keep what the specimens print under testdata, for this version of Go; then run with -update")

// TestLive holds the parser against what the Go at hand really prints.
func TestLive(t *testing.T) {
	for _, s := range specimens {
		t.Run(s.name, func(t *testing.T) {
			text := s.output(t)
			if *record {
				// Noise is of interest where it cuts a line in two, as it often does.
				for s.noisy && !bytes.Contains(text, []byte(" by tick\n")) {
					text = s.output(t)
				}
				s.keep(t, text)
			}
			reports, err := Parse(text)
			require.NoError(t, err)
			require.Len(t, reports, s.races, "%s", text)
			lines := Annotate(text)
			for _, r := range reports {
				require.Len(t, r.Accesses, 2)
				assert.False(t, r.Accesses[0].Previous)
				assert.True(t, r.Accesses[1].Previous)
				assert.Equal(t, r.Accesses[0].Addr, r.Accesses[1].Addr)
				for _, a := range r.Accesses {
					assert.NotEqual(t, Unknown, a.Goroutine)
					assert.NotEmpty(t, a.Stack)
					assert.Contains(t, a.Site().File, "racereport/racy_test.go", "the specimens are all there")
				}
				assert.NotEmpty(t, r.Goroutines)
				if s.noisy {
					continue // each of these lines may have noise in it
				}
				// A line without a note would be a line of the report that the
				// parser does not know.
				for _, l := range lines[r.Lines.First : r.Lines.Last+1] {
					assert.True(t, l.Text == "" || l.Note != "" && l.Note != noteBetween, "%q: %q", l.Text, l.Note)
				}
			}
			if check := checks[s.name]; check != nil {
				check(t, reports[0])
			}
		})
	}
}

// What is special about a specimen. The accesses come in one order only.
var checks = map[string]func(*testing.T, Report){
	"plain": func(t *testing.T, r Report) {
		assert.Equal(t, Read, r.Accesses[0].Op, "++ reads first")
		assert.Equal(t, Write, r.Accesses[1].Op)
		assert.Regexp(t, `^read by goroutine \d+ at racereport/racy_test.go:\d+ \(\(\*counter\).Add\), `+
			`previous write by goroutine \d+ at racereport/racy_test.go:\d+ \(\(\*counter\).Add\)$`, r.String())
	},
	"map": func(t *testing.T, r Report) {
		assert.Equal(t, Main, r.Accesses[0].Goroutine)
		assert.Regexp(t, `^runtime\.mapaccess`, r.Accesses[0].Stack[0].Func)
		assert.Regexp(t, `^runtime\.mapassign`, r.Accesses[1].Stack[0].Func)
	},
	"main": func(t *testing.T, r Report) {
		assert.Equal(t, Main, r.Accesses[1].Goroutine)
		require.Len(t, r.Goroutines, 1)
		assert.Equal(t, r.Accesses[0].Goroutine, r.Goroutines[0].ID)
		assert.Equal(t, Running, r.Goroutines[0].State)
	},
	"finished": func(t *testing.T, r Report) {
		require.Len(t, r.Goroutines, 1)
		assert.Equal(t, Finished, r.Goroutines[0].State)
	},
	"atomic": func(t *testing.T, r Report) {
		assert.False(t, r.Accesses[0].Atomic)
		assert.True(t, r.Accesses[1].Atomic)
	},
	"plain_atomic": func(t *testing.T, r Report) {
		assert.True(t, r.Accesses[0].Atomic)
		assert.False(t, r.Accesses[1].Atomic)
	},
	"ancestors": func(t *testing.T, r Report) {
		assert.Len(t, r.Goroutines, 3)
	},
	"timer": func(t *testing.T, r Report) {
		require.Len(t, r.Goroutines, 2)
		assert.Empty(t, r.Goroutines[1].Created)
	},
	"deep": func(t *testing.T, r Report) {
		assert.Greater(t, len(r.Accesses[0].Stack), 200)
		assert.Greater(t, len(r.Accesses[1].Stack), 30)
	},
	"generic": func(t *testing.T, r Report) {
		assert.Equal(t, ".Set", r.Accesses[0].Site().Func[len(r.Accesses[0].Site().Func)-4:])
	},
}

// TestLiveLogFile reads a report from where nobody else writes.
func TestLiveLogFile(t *testing.T) {
	log := filepath.Join(t.TempDir(), "race")
	s := specimen{name: "several", gorace: "log_path=" + log}
	assert.NotContains(t, string(s.output(t)), "DATA RACE")
	files, err := filepath.Glob(log + ".*")
	require.NoError(t, err)
	require.Len(t, files, 1)
	text, err := os.ReadFile(files[0])
	require.NoError(t, err)
	reports, err := Parse(text)
	require.NoError(t, err)
	assert.Len(t, reports, 3)
}

// output runs the specimen and returns all that it prints.
func (s specimen) output(t *testing.T) []byte {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // none takes a second
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, s.args...)
	for _, v := range os.Environ() {
		switch name, _, _ := strings.Cut(v, "="); name {
		case "GORACE", "GOMAXPROCS", "GODEBUG": // would change what it prints
		default:
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, specimenVar+"="+s.name, "GORACE=atexit_sleep_ms=0 "+s.gorace)

	r, w, err := os.Pipe()
	require.NoError(t, err)
	cmd.Stdout, cmd.Stderr = w, w
	var out bytes.Buffer
	read := make(chan error, 1)
	go func() {
		_, err := io.Copy(&out, r)
		read <- err
	}()
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for s.noisy {
			select {
			case <-stop:
				return
			default:
				io.WriteString(w, "tick\n")
			}
		}
	}()
	err = cmd.Run()
	close(stop)
	<-stopped
	w.Close()
	require.NoError(t, <-read)
	r.Close()
	assert.Error(t, err, "a process that has raced says so with its exit status")
	return out.Bytes()
}

// keep writes the output to testdata with other people's directories in it.
func (s specimen) keep(t *testing.T, text []byte) {
	t.Helper()
	version := regexp.MustCompile(`^go1\.\d+`).FindString(runtime.Version())
	require.NotEmpty(t, version, "no version to file it under: %s", runtime.Version())
	_, here, _, _ := runtime.Caller(0)
	module := strings.TrimSuffix(here, "/internal/racereport/live_test.go")
	there, _ := runtime.FuncForPC(reflect.ValueOf(strings.Index).Pointer()).FileLine(0)
	goroot := strings.TrimSuffix(there, "/src/strings/strings.go")
	out := strings.NewReplacer(module+"/", "/home/gopher/counterpoint/", goroot+"/", "/usr/local/go/").Replace(string(text))
	out = regexp.MustCompile(`\(\d+\.\d\ds\)`).ReplaceAllString(out, "(0.00s)")
	// Of the noise, what is before and after the report is of no interest.
	if first, last := strings.Index(out, rule), strings.LastIndex(out, "Found 1 "); s.noisy && first >= 0 && last > first {
		out = out[first:last]
	}
	dir := filepath.Join("testdata", version)
	require.NoError(t, os.MkdirAll(dir, 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(dir, s.name+".txt"), []byte(out), 0o666))
}
