package goroutines_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

const here = "github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines_test."

// What a program that waits in every way says of itself is understood, whatever the runtime is told to add.
func TestParseReadsRealDumps(t *testing.T) {
	for _, settings := range [][]string{
		{variable + "=print"},
		{variable + "=print", "GODEBUG=tracebackancestors=5,tracebacklabels=1"},
		{variable + "=crash", "GOTRACEBACK=all"},
		{variable + "=crash", "GOTRACEBACK=system"},
	} {
		t.Run(strings.Join(settings, " "), func(t *testing.T) {
			text := run(t, settings...)
			all := goroutines.Parse(text)
			assert.Len(t, all, strings.Count("\n"+text, "\ngoroutine "))

			byReason := map[string]goroutines.Goroutine{}
			ids := map[uint64]bool{}
			for _, g := range all {
				if g.CreatedBy.Function == here+"everyWait" {
					byReason[g.Reason] = g
					assert.Regexp(t, `/program_test\.go$`, g.CreatedBy.File)
					assert.EqualValues(t, 1, g.Creator)
				}
				assert.False(t, ids[g.ID], "%d is there twice", g.ID)
				ids[g.ID] = true
				assert.NotEmpty(t, g.Stack)
				for _, f := range g.Stack {
					assert.Regexp(t, `^[^ \t]+$`, f.Function)
					assert.NotContains(t, f.Function, "(0x")
					assert.Regexp(t, `\.(go|s)$`, f.File)
					assert.Positive(t, f.Line)
				}
			}
			assert.Equal(t, "running", all[0].Reason)
			assert.Zero(t, all[0].CreatedBy)
			for reason := range waits {
				if reason != "semacquire" { // that is one of two who read the same file
					assert.Contains(t, byReason, reason)
				}
			}
			assert.Contains(t, functions(byReason["sleep"]), "time.Sleep")
			assert.Contains(t, functions(byReason["sync.Cond.Wait"]), "sync.(*Cond).Wait")
			assert.True(t, containsDeep(all), "of a stack that is too deep, the two ends")
			assert.Equal(t, all, goroutines.Parse(write(all)), "what was understood is understood again")
		})
	}
}

// containsDeep says whether there is the goroutine whose stack is too deep to be shown.
func containsDeep(all []goroutines.Goroutine) bool {
	for _, g := range all {
		if n := len(g.Stack); n == 100 && g.Stack[n/2].Function == here+"(*list[...]).wait" {
			return true
		}
	}
	return false
}

func functions(g goroutines.Goroutine) (names []string) {
	for _, f := range g.Stack {
		names = append(names, f.Function)
	}
	return names
}

// What takes longer than a test, or another language, to come about.
func TestParse(t *testing.T) {
	for header, want := range map[string]goroutines.Goroutine{
		"goroutine 7 [select]:":                                                      {ID: 7, Reason: "select"},
		"goroutine 7 [select, 2 minutes]:":                                           {ID: 7, Reason: "select"},
		"goroutine 7 [sync.Mutex.Lock (scan), 10 minutes, locked to thread]:":        {ID: 7, Reason: "sync.Mutex.Lock"},
		"goroutine 7 [chan receive (nil chan) (leaked)]:":                            {ID: 7, Reason: "chan receive (nil chan)"},
		"goroutine 7 [select (no cases) (leaked) (scan)]:":                           {ID: 7, Reason: "select (no cases)"},
		"goroutine 7 [sleep (durable), synctest bubble 3]:":                          {ID: 7, Reason: "sleep"},
		"goroutine 7 [chan send (durable) (scan), 3 minutes, synctest bubble 3]:":    {ID: 7, Reason: "chan send"},
		`goroutine 7 [IO wait labels:{"a, b": "]:\n", "goroutine 8 [x]:": " [y]"}]:`: {ID: 7, Reason: "IO wait"},
		"goroutine 7 gp=0xc000002380 m=0 mp=0x5d3a40 [running]:":                     {ID: 7, Reason: "running"},
		"goroutine 7 gp=0xc000002380 m=nil [GC worker (idle), 1 minutes]:":           {ID: 7, Reason: "GC worker (idle)"},
		"goroutine 18446744073709551615 []:":                                         {ID: 1<<64 - 1},
	} {
		assert.Equal(t, []goroutines.Goroutine{want}, goroutines.Parse(header+"\n"), header)
	}
	for _, no := range []string{
		"", "\n\n", "PASS", "goroutine", "goroutine 7", "goroutine 7 [x]", "goroutine x [y]:", "goroutine -1 [y]:",
		"goroutine 18446744073709551616 [y]:", "goroutine 1]:", "main.main()\n\t/main.go:3 +0x1",
	} {
		assert.Empty(t, goroutines.Parse(no), no)
	}

	const text = `SIGQUIT: quit
PC=0x46b2c1 m=0 sigcode=0

goroutine 0 gp=0x5d2f80 m=0 mp=0x5d3a40 [idle]:
runtime.futex(0x5d3b80, 0x80, 0x0, 0x0, 0x0, 0x0)
	/go/src/runtime/sys_linux_amd64.s:557 +0x21 fp=0x7ffd1 sp=0x7ffd0 pc=0x46b2c1

goroutine 7 [running]:
	goroutine running on other thread; stack unavailable
created by main.(*pool[...]).start in goroutine 1
	C:/my work/pool.go:12 +0x1d

goroutine 8 [syscall, 2 minutes, locked to thread]:
non-Go function at pc=7f3c8e4d2b1a
sum(int, char)
	/c/sum.c:4 pc=0x7f3c
open
	pc=0x7f3d
main._Cfunc_sum(0x1)
	_cgo_gotypes.go:43 +0x4a
panic({0x4a1234?, 0xc000012345?})
	/go/src/runtime/panic.go:783 +0x132
main.(*pool[...]).work.func1({0x1, {0x2, ...}, _}, ...)
	/src/pool.go:x
...12 frames elided...
...additional frames elided...
runtime: g 8: unexpected return pc for main.f called from 0x3
	stack=[0xc00004e000-0xc000050000]
traceback: unexpected SPWRITE function main.g
created by main.main
	/src/pool.go:3
[originating from goroutine 1]:
main.other(...)
	/src/other.go:5 +0x1
created by runtime.main
	/go/src/runtime/proc.go:283 +0x1

rax    0xca
main.registers()
	/src/no.go:1
`
	assert.Equal(t, []goroutines.Goroutine{
		{ID: 0, Reason: "idle", Stack: []goroutines.Frame{{"runtime.futex", "/go/src/runtime/sys_linux_amd64.s", 557}}},
		{ID: 7, Reason: "running", CreatedBy: goroutines.Frame{Function: "main.(*pool[...]).start", File: "C:/my work/pool.go", Line: 12}, Creator: 1},
		{ID: 8, Reason: "syscall", Stack: []goroutines.Frame{
			{"non-Go function", "", 0},
			{"sum", "/c/sum.c", 4},
			{"open", "", 0},
			{"main._Cfunc_sum", "_cgo_gotypes.go", 43},
			{"panic", "/go/src/runtime/panic.go", 783},
			{"main.(*pool[...]).work.func1", "", 0},
		}, CreatedBy: goroutines.Frame{Function: "main.main", File: "/src/pool.go", Line: 3}},
	}, goroutines.Parse(text))
	assert.Equal(t, goroutines.Parse(text), goroutines.Parse(strings.ReplaceAll(text, "\n", "\r\n")))
}

func TestAll(t *testing.T) {
	all := goroutines.All()
	assert.Equal(t, "running", all[0].Reason)
	assert.Contains(t, functions(all[0]), here+"TestAll")
	assert.Equal(t, "testing.(*T).Run", all[0].CreatedBy.Function)
	assert.EqualValues(t, 1, all[0].Creator)

	// More than has room at first.
	const many = 300
	release := make(chan struct{})
	defer close(release)
	for range many {
		go func() { <-release }()
	}
	waiting := 0
	for _, g := range goroutines.All() {
		if g.CreatedBy.Function == here+"TestAll" {
			waiting++
		}
	}
	assert.Equal(t, many, waiting)
}

// write is a dump of those goroutines.
func write(all []goroutines.Goroutine) string {
	var b strings.Builder
	for _, g := range all {
		fmt.Fprintf(&b, "goroutine %d [%s]:\n", g.ID, g.Reason)
		for _, f := range g.Stack {
			fmt.Fprintf(&b, "%s(...)\n\t%s:%d\n", f.Function, f.File, f.Line)
		}
		if g.CreatedBy.Function != "" {
			fmt.Fprintf(&b, "created by %s in goroutine %d\n\t%s:%d\n", g.CreatedBy.Function, g.Creator, g.CreatedBy.File, g.CreatedBy.Line)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// No text makes it panic, and there is nothing in what it makes of it that is not in the text.
func FuzzParse(f *testing.F) {
	f.Add(dump())
	f.Add("goroutine 7 [select (no cases) (scan), 2 minutes, locked to thread labels:{\"a\": \"b\"}]:\nf(0x1)\n\t/f.go:1 +0x2\ncreated by g in goroutine 1\n\t/g.go:2")
	f.Add("goroutine 7 [running]:\n\tgoroutine running on other thread; stack unavailable\n...1 frames elided...\nnon-Go function at pc=1\n\tpc=1\n[originating from goroutine 1]:")
	f.Fuzz(func(t *testing.T, text string) {
		all := goroutines.Parse(text)
		require.LessOrEqual(t, len(all), strings.Count(text, "goroutine "))
		for _, g := range all {
			require.Contains(t, text, g.Reason)
			for _, f := range append(g.Stack, g.CreatedBy) {
				require.Contains(t, text, f.Function)
				require.Contains(t, text, f.File)
				require.GreaterOrEqual(t, f.Line, 0)
			}
			require.NotEmpty(t, g.Class().String())
		}
	})
}

// BenchmarkAll is what a look at a thousand goroutines costs.
func BenchmarkAll(b *testing.B) {
	release := make(chan struct{})
	defer close(release)
	for range 1000 {
		go func() { <-release }()
	}
	b.ReportAllocs()
	for b.Loop() {
		goroutines.All()
	}
}
