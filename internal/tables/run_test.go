package tables

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// What go test is asked for.
func TestCommand(t *testing.T) {
	packages := []Package{
		{ImportPath: "m/a", Tests: []string{"TestA", "TestB"}},
		{ImportPath: "m/b", Tests: []string{"TestB"}},
	}
	args, settings := Run{Packages: packages, Tools: []verdict.Tool{verdict.Race, verdict.Vet}, Report: "/reports"}.command()
	assert.Equal(t, []string{"test", "-json", "-race", "-count=1", "-run", "^(TestA|TestB)$", "m/a", "m/b"}, args)
	assert.Equal(t, []string{noSleep, "VERDICT_TOOLS=race,vet", "VERDICT_REPORT=/reports"}, settings)

	args, settings = Run{Packages: packages, List: true}.command()
	assert.Equal(t, []string{"test", "-json", "-run", "^(TestA|TestB)$", "m/a", "m/b"}, args)
	assert.Equal(t, []string{"VERDICT_LIST=1"}, settings)

	args, _ = Run{Packages: packages[1:], Row: "TestB/Un.safe"}.command()
	assert.Equal(t, []string{"test", "-json", "-race", "-count=1", "-run", `^TestB$/^Un\.safe$`, "m/b"}, args)
}

// play has a collector take in events, each "package test action rest", and returns what they came to.
func play(t *testing.T, run Run, script string) *Outcome {
	t.Helper()
	c := newCollector(run)
	for line := range strings.SplitSeq(strings.TrimSpace(script), "\n") {
		var e event
		fields := strings.SplitN(strings.TrimSpace(line), " ", 4)
		e.Package, e.Test, e.Action = "m/"+fields[0], strings.Trim(fields[1], "-"), fields[2]
		rest := ""
		if len(fields) > 3 {
			rest = strings.ReplaceAll(fields[3], `\n`, "\n")
		}
		switch e.Action {
		case "output", "build-output":
			e.Output = rest
		case "attr":
			ok := rest == "ok"
			value, err := json.Marshal(verdict.Result{Package: e.Package, Row: e.Test[strings.LastIndex(e.Test, "/")+1:], OK: ok})
			require.NoError(t, err)
			e.Key, e.Value = "verdict", string(value)
		case "fail":
			e.FailedBuild = rest
		}
		text, err := json.Marshal(e)
		require.NoError(t, err)
		c.line(text)
	}
	return c.outcome()
}

var ab = []Package{
	{ImportPath: "m/a", Module: "m", Tests: []string{"TestA"}},
	{ImportPath: "m/b", Module: "m", Tests: []string{"TestB"}},
}

// Rows come in the order of the packages and of their tables, whatever the order of the answers; what
// a failed one says comes without go test's lines, and without what a verbose table says of tools that
// answered as they should.
func TestOutcome(t *testing.T) {
	var answered []string
	var progress string
	run := Run{
		Packages: ab,
		Answered: func(r verdict.Result) { answered = append(answered, r.Row) },
		Progress: func(done, known int, short string) { progress = fmt.Sprintln(done, known, short) },
	}
	o := play(t, run, `
		b TestB run
		b TestB/One run
		b TestB/Two run
		b TestB/Two attr ok
		b TestB/Two pass
		b TestB/One output === NAME  TestB/One\n
		b TestB/One output     verdict.go:1: vet: silent\n        | nothing\n
		b TestB/One output     verdict.go:2: row One (a mistake)\n          tool race: want sees, got silent\n
		b TestB/One output     verdict.go:1: race: sees\n        | a lot\n
		b TestB/One attr wrong
		b TestB/One output --- FAIL: TestB/One (0.10s)\n
		b TestB/One fail
		b TestB fail
		b - fail
		a TestA run
		a TestB run
		a TestB fail
		a TestA/One run
		a TestA/One attr ok
		a TestA/One pass
		a TestA pass
		a - fail
		b TestB/Two other
	`)
	assert.Equal(t, []string{"Two", "One", "One"}, answered)
	assert.Equal(t, "3 3 b\n", progress)
	assert.Equal(t, 3, o.Known)
	assert.Empty(t, o.Troubles)
	require.Len(t, o.Rows, 3)
	var names []string
	for _, row := range o.Rows {
		names = append(names, row.Name()+" "+row.Test)
	}
	assert.Equal(t, []string{"a.One TestA/One", "b.One TestB/One", "b.Two TestB/Two"}, names)
	assert.Equal(t, "row One (a mistake)\n  tool race: want sees, got silent\n", o.Rows[1].Explain)
}

// What keeps rows from being answered for.
func TestTroubles(t *testing.T) {
	for name, test := range map[string]struct {
		script string
		want   []Trouble
	}{
		"no build": {
			`- - build-output # m/a\n
			 - - build-output a.go:1:1: undefined: x\n
			 a - output FAIL m/a [build failed]\n
			 a - fail m/a
			 b - fail m/a`,
			[]Trouble{{"a, b do not build", "go's", "# m/a\na.go:1:1: undefined: x\n"}},
		},
		"a table that is refused": {
			`a TestA run
			 a TestA output     verdict.go:1: verdict: the table has no rows\n
			 a TestA output --- FAIL: TestA (0.00s)\n
			 a TestA fail
			 a - fail`,
			[]Trouble{{"a: TestA failed", "the test's", "verdict: the table has no rows\n"}},
		},
		"a row without an answer": {
			`a TestA run
			 a TestA/One run
			 a TestA/One output     verdict.go:1: no room\n
			 a TestA/One fail
			 a TestA fail
			 a - fail`,
			[]Trouble{{"a: TestA/One failed", "the test's", "no room\n"}},
		},
		"a row that failed all the same": {
			`a TestA run
			 a TestA/One run
			 a TestA/One output     verdict.go:1: cannot write the report\n
			 a TestA/One attr ok
			 a TestA/One fail
			 a - fail`,
			[]Trouble{{"a: TestA/One failed, though every tool answered as it should", "the test's", "cannot write the report\n"}},
		},
		"an early end": {
			`a TestA run
			 a TestA/One run
			 a TestA/Two run
			 a TestA/Two attr ok
			 a TestA/Two pass
			 a TestA output panic: oh\n
			 a - output FAIL m/a 0.1s\n
			 a - fail`,
			[]Trouble{{"a: the test process ended before TestA/One did", "the test's", "panic: oh\nFAIL m/a 0.1s\n"}},
		},
		"nothing of a table's": {
			`a - output no database\n
			 a - fail`,
			[]Trouble{{"a: go test failed, though no table did", "the test's", "no database\n"}},
		},
		"somebody else's test": {
			`a TestA run
			 a TestB run
			 a TestB fail
			 a TestA pass
			 a - fail`,
			nil,
		},
	} {
		assert.Equal(t, test.want, play(t, Run{Packages: ab}, test.script).Troubles, name)
	}
	o := play(t, Run{Packages: ab}, "a TestA run\na TestA output     x_test.go:1: not today\\n\na TestA skip")
	assert.Equal(t, []string{"a.TestA: not today"}, o.Skipped)
}

func TestUnframe(t *testing.T) {
	assert.Equal(t, "x_test.go:1: wrong\n    by far", Unframe(
		"=== RUN   TestA\n=== RUN   TestA/One\n    x_test.go:1: wrong\n        by far\n--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/One (0.00s)\nFAIL\n"))
	assert.Empty(t, Unframe("=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\n"))
}
