//go:build !race

// Here binaries are built without the race detector, whatever these tests are built with.

package mutation

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// What is wrong is caught, and what is not survives.
func TestGate(t *testing.T) {
	b, err := build(t.Context(), "testdata/gate", t.TempDir())
	require.NoError(t, err)
	survives := map[string]string{
		"enter_late":   "enter_late survives: TestExploredEnter passes",
		"leave_unseen": "leave_unseen survives: TestLeave passes",
	}
	for _, m := range b.mutants {
		t.Run(m.name, func(t *testing.T) {
			err := b.check(t.Context(), m)
			if want := survives[m.name]; want != "" {
				assert.EqualError(t, err, want)
			} else {
				assert.NoError(t, err)
			}
		})
	}
	assert.Len(t, b.mutants, 4)

	_, err = b.run(t.Context(), &mutant{name: "none", test: "TestNone"}, "", 0)
	assert.ErrorContains(t, err, "TestNone does not run")
	_, err = b.run(t.Context(), &mutant{name: "none", test: "TestExploredNone"}, "", 0)
	assert.Error(t, err)
}

// What a mutant is not.
func TestBadMutants(t *testing.T) {
	const code = "package p\n\nfunc f() int {\n\treturn 1\n}\n\nfunc g() {\n\tf()\n\tf()\n}\n"
	const comment = "Wrong.\n\ncaught by TestF\n"
	for _, test := range []struct{ text, want string }{
		{"caught by TestF\n-- p.go --\n-- instead --\n", "does not say"},
		{"Wrong.\n-- p.go --\n-- instead --\n", `one line "caught by TestX"`},
		{comment, "it changes nothing"},
		{comment + "-- p.go --\n\treturn 1\n", "not pairs"},
		{comment + "-- instead --\n-- p.go --\n", "not pairs"},
		{comment + "-- q.go --\n\treturn 1\n-- instead --\n\treturn 2\n", "q.go"},
		{comment + "-- p.go --\n\treturn 3\n-- instead --\n\treturn 2\n", "to be in p.go once, and are there 0 times"},
		{comment + "-- p.go --\n\tf()\n-- instead --\n", "to be in p.go once, and are there 2 times"},
		{comment + "-- p.go --\nfunc f() int {\n-- instead --\nfunc f() (n int) {\n", "more of a file than the bodies"},
		{comment + "-- p.go --\n\treturn 1\n-- instead --\n\treturn (\n", "expected operand"},
		{comment + "-- p.go --\n\treturn 1\n-- instead --\nagain:\n\tgoto again\n", "has the label again"},
	} {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(code), 0o666))
		m, err := parse("m", txtar.Parse([]byte(test.text)))
		if err == nil {
			_, err = merge(dir, []*mutant{m})
		}
		assert.ErrorContains(t, err, test.want, "%s", test.text)
	}
}

// Every mutant has its own body of a function, and what they leave alone is as it was.
func TestMerge(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte("package p\n\nfunc f() int {\n\treturn 1\n}\n\nfunc g() {\n\tf()\n}\n"), 0o666))
	var mutants []*mutant
	for _, text := range []string{
		"-- p.go --\n\treturn 1\n-- instead --\n\treturn 2\n",
		"-- p.go --\n\treturn 1\n-- instead --\n\treturn 3\n-- p.go --\n\tf()\n-- instead --\n",
	} {
		m, err := parse([]string{"a", "b"}[len(mutants)], txtar.Parse([]byte("Wrong.\n\ncaught by TestF\n"+text)))
		require.NoError(t, err)
		mutants = append(mutants, m)
	}
	files, err := merge(dir, mutants)
	require.NoError(t, err)
	assert.Equal(t, `package p; import mutantos "os"

func f() int {
if mutant == "a" {
	return 2
}

if mutant == "b" {
	return 3
}

	return 1
}

func g() {
if mutant == "b" {
; return}

	f()
}

var mutant = mutantos.Getenv("COUNTERPOINT_MUTANT")
`, string(files["p.go"]))
}
