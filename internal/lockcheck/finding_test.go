package lockcheck

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// Two findings are one if they have the same stacks, whoever has called that and wherever the circle is begun.
func TestKey(t *testing.T) {
	stack := func(line int, caller string) lockorder.Stack {
		return lockorder.Stack{{Function: "p.F", File: "p.go", Line: line}, {Function: caller, File: "p_test.go", Line: 7}, {Function: "testing.tRunner"}}
	}
	step := func(g uint64, held, wanted int, caller string) lockorder.Step {
		return lockorder.Step{Goroutine: g, HeldAt: stack(held, caller), WantedAt: stack(wanted, caller)}
	}
	finding := func(steps ...lockorder.Step) string {
		return Finding{Report: &lockorder.Report{Kind: lockorder.Cycle, Steps: steps}}.Key()
	}
	one := finding(step(1, 10, 11, "TestX"), step(2, 20, 21, "TestX"), step(3, 30, 31, "TestX"))
	assert.Equal(t, one, finding(step(9, 20, 21, "TestY"), step(8, 30, 31, "TestX"), step(7, 10, 11, "TestY")))
	assert.NotEqual(t, one, finding(step(1, 10, 11, "TestX"), step(3, 30, 31, "TestX"), step(2, 20, 21, "TestX")), "the other way round")
	assert.NotEqual(t, one, finding(step(1, 10, 11, "TestX"), step(2, 20, 21, "TestX"), step(3, 30, 32, "TestX")))
	assert.NotEqual(t, one, Finding{Report: &lockorder.Report{Kind: lockorder.Deadlock, Hangs: true}}.Key())

	inTest := func(line int) string {
		return finding(lockorder.Step{WantedAt: lockorder.Stack{{Function: "p.TestX", File: "p_test.go", Line: line}}})
	}
	assert.NotEqual(t, inTest(1), inTest(2), "of a stack that is all of a test nothing is left out")
}

// What several processes report is put together, and a line that was cut off is left out.
func TestReadFindings(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	findings, err := readFindings(dir)
	require.NoError(t, err)
	assert.Empty(t, findings)

	cycle := `{"kind":"lock order","steps":[{"held":{"id":1},"wanted":{"id":2}},{"held":{"id":2},"wanted":{"id":1}}]}` + "\n"
	write("log.1", cycle+`{"kind":"locked twice","hangs":true,"steps":[{"held":{"id":1},"wanted":{"id":1}}]}`+"\n")
	write("log.2", cycle+`{"kind":"upg`)
	findings, err = readFindings(dir)
	require.NoError(t, err)
	require.Len(t, findings, 2)
	assert.Equal(t, lockorder.Cycle, findings[0].Kind)
	assert.Equal(t, lockorder.Relock, findings[1].Kind)
	assert.NotEmpty(t, findings[0].Text)

	write("log.3", "no report\n")
	_, err = readFindings(dir)
	assert.ErrorContains(t, err, "log.3: ")
}

func TestFirstWords(t *testing.T) {
	assert.Equal(t, "a/a.go:11: cannot use x", firstWords("# example.com/a\n./a/a.go:11: cannot use x\n./a/a.go:12: more\n"))
	assert.Equal(t, "it does not build otherwise", firstWords("# example.com/a\n"))
}
