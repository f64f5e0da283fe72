package instrument_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// itself is that no other package is rewritten.
func itself(path string) bool { return path == "p" }

// Programs whose locks are watched, and whose goroutines tell who has started them, print what they do otherwise.
func TestWatchedProgramsPrintTheSame(t *testing.T) {
	if raced {
		t.Skip("the programs are built where the tests run without the race detector")
	}
	t.Parallel()
	concurrent := regexp.MustCompile(`\bgo \w|"sync"|\bchan\b`)
	var programs []program
	for _, p := range readPrograms(t) {
		if concurrent.Match(p.src) {
			programs = append(programs, p)
		}
	}
	imports := exported(t)
	runPrograms(t, programs, func(file string, src []byte) []byte {
		files, err := instrument.Watch(checked(t, imports, "program", "go1.26", map[string][]byte{file: src}), false, func(string) bool { return false })
		require.NoError(t, err)
		if files[file] == nil {
			return src // it only names a channel
		}
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
	for name, c := range map[string]struct{ in, want, left string }{ // left is want, but where there are locks
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
		"channels": {
			in: "package p\n\nfunc f(c chan int) (v int, ok bool) {\n\tc = make(chan int)\n\tc <- 1 + <-c\n\tv, ok = <-c\n\tdefer close(c)\n\treturn\n}\n",
			want: head + "\n\nfunc f(c chan int) (v int, ok bool) {\n\tc = _cp_lockorder.Made(make(chan int))\n\t" +
				"_cp_lockorder.At(&c) .Send( 1 + _cp_lockorder.Receive(c))\n\tv, ok = _cp_lockorder.Receive2(c)\n\tdefer _cp_lockorder.Close(c)\n\treturn\n}\n",
		},
		"a value by a call": {
			in:   "package p\n\nfunc f(c chan int, v func() int) { c <- v() }\n",
			want: head + "\n\nfunc f(c chan int, v func() int) { _cp_lockorder.At(&c) .Send( v()) }\n",
		},
		"a channel of one type or another": {
			in:   "package p\n\nfunc f[C chan int | chan string](c C) { close(c); go close(c) }\n",
			want: head + "\n\nfunc f[C chan int | chan string](c C) { close(c); { _cp_1 := c; go " + start + begin + " close(_cp_1) }" + starting + ") } }\n",
		},
		"a loop": {
			in:   "package p\n\nfunc f(c chan int) {\n\tfor v := range c {\n\t\t_ = v\n\t}\n\tvar v int\n\tfor v = range c {\n\t}\n\tfor range c {\n\t}\n\t_ = v\n}\n",
			want: head + "\n\nfunc f(c chan int) {\n\tfor _cp_1, _cp_2 := _cp_lockorder.Range(c); _cp_1.Next(&_cp_2);  { v := _cp_2; {\n\t\t_ = v\n\t}}\n\tvar v int\n\tfor _cp_3, _cp_4 := _cp_lockorder.Range(c); _cp_3.Next(&_cp_4);  { v = _cp_4;\n\t}\n\tfor _cp_5, _ := _cp_lockorder.Range(c); _cp_5.Next(nil);  {\n\t}\n\t_ = v\n}\n",
		},
		"a select": {
			in: "package p\n\nfunc f(c chan int) {\nloop:\n\tselect {\n\tcase c <- 1:\n\t\tbreak loop\n\tcase v := <-c:\n\t\t_ = v\n\tdefault:\n\t}\n}\n",
			want: head + "\n\nfunc f(c chan int) {\nloop:\n\tswitch _cp_1 := _cp_lockorder.Choosing(); { default: select {\n\tcase _cp_lockorder.Offer(_cp_1, 0, c) <- 1: _cp_1.Chose(0);\n\t\tbreak loop\n\t" +
				"case v := <-_cp_lockorder.Await(_cp_1, 1, c): _cp_1.Chose(1);\n\t\t_ = v\n\tdefault: _cp_1.Chose(-1);\n\t} }\n}\n",
		},
		"a channel that others have": {
			in:   "package p\n\nimport \"fmt\"\n\ntype yes bool\n\nfunc f(c chan int) (ok yes) { fmt.Println(c); g(c); _, ok = <-c; return }\nfunc g(chan int) {}\n",
			want: head + "\n\nimport \"fmt\"\n\ntype yes bool\n\nfunc f(c chan int) (ok yes) { fmt.Println(_cp_lockorder.Handed(c)); g(c); _, ok = <-_cp_lockorder.Handed(c); return }\nfunc g(chan int) {}\n",
		},
		"neither": {in: "package p\n"},
	} {
		p := checked(t, exported(t), "p", "go1.26", map[string][]byte{"p.go": []byte(c.in)})
		files, err := instrument.Watch(p, false, itself)
		require.NoError(t, err)
		assert.Equal(t, c.want, string(files["p.go"]), name)
		files, err = instrument.Watch(p, true, itself)
		require.NoError(t, err)
		if !strings.Contains(c.in, "sync") {
			c.left = c.want
		}
		assert.Equal(t, c.left, string(files["p.go"]), "%s, with the locks left alone", name)
	}
}
