package instrument_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// Programs whose locks are watched, and whose goroutines tell who has started them, print what they do otherwise.
func TestWatchedProgramsPrintTheSame(t *testing.T) {
	if raced {
		t.Skip("the programs are built where the tests run without the race detector")
	}
	t.Parallel()
	concurrent := regexp.MustCompile(`\bgo \w|"sync"`)
	var programs []program
	for _, p := range readPrograms(t) {
		if concurrent.Match(p.src) {
			programs = append(programs, p)
		}
	}
	imports := exported(t)
	runPrograms(t, programs, func(file string, src []byte) []byte {
		files, err := instrument.Watch(checked(t, imports, "program", "go1.26", map[string][]byte{file: src}), false)
		require.NoError(t, err)
		require.Contains(t, files, file)
		return files[file]
	}, natively)
}

// What becomes of a file: the rest of it stays where it is.
func TestWatch(t *testing.T) {
	const (
		lockorder = `"github.com/counterpoint-go/counterpoint/deadlock/lockorder"`
		head      = "//line p.go:1\npackage p; import _cp_lockorder " + lockorder
		locks     = ` sync "github.com/counterpoint-go/counterpoint/deadlock/lockorder/sync"`
		start     = "func(_cp_start _cp_lockorder.Start"
		begin     = ") { _cp_start.Begin();"
		starting  = "(_cp_lockorder.Starting()"
	)
	for name, c := range map[string]struct{ in, want, left string }{
		"locks": {
			in:   "package p\n\nimport \"sync\"\n\nvar mu sync.Mutex\n",
			want: "//line p.go:1\npackage p\n\nimport" + locks + "\n\nvar mu sync.Mutex\n",
		},
		"a literal": {
			in:   "package p\n\nfunc f() { go func() { f() }() }\n",
			want: head + "\n\nfunc f() { go " + start + "," + begin + "  f() }" + starting + ",) }\n",
			left: head + "\n\nfunc f() { go " + start + "," + begin + "  f() }" + starting + ",) }\n",
		},
		"a function": {
			in:   "package p\n\nfunc f(x int) { go f(\n\tx) }\n",
			want: head + "\n\nfunc f(x int) { { _cp_1 := \nx; go " + start + begin + " f(_cp_1) }" + starting + ") } }\n",
			left: head + "\n\nfunc f(x int) { { _cp_1 := \nx; go " + start + begin + " f(_cp_1) }" + starting + ") } }\n",
		},
		"neither": {in: "package p\n"},
	} {
		p := checked(t, exported(t), "p", "go1.26", map[string][]byte{"p.go": []byte(c.in)})
		files, err := instrument.Watch(p, false)
		require.NoError(t, err)
		assert.Equal(t, c.want, string(files["p.go"]), name)
		files, err = instrument.Watch(p, true)
		require.NoError(t, err)
		assert.Equal(t, c.left, string(files["p.go"]), "%s, with the locks left alone", name)
	}
}
