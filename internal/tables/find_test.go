package tables

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// Which functions hold tables, under whatever name their file imports verdict.
func TestTablesIn(t *testing.T) {
	const plain = `import "github.com/counterpoint-go/counterpoint/verdict"` + "\n"
	for name, test := range map[string]struct {
		source string
		want   []string
	}{
		"plain":       {plain + `func TestA(t *testing.T) { verdict.Table(t, rows) }`, []string{"TestA"}},
		"two":         {plain + "func TestA(t *testing.T) { verdict.Table(t, a) }\nfunc Test_b(t *testing.T) { verdict.Table(t, b) }", []string{"TestA", "Test_b"}},
		"in a test":   {plain + `func Test(t *testing.T) { t.Run("x", func(t *testing.T) { verdict.Table(t, rows) }) }`, []string{"Test"}},
		"renamed":     {`import v "github.com/counterpoint-go/counterpoint/verdict"` + "\nfunc TestA(t *testing.T) { v.Table(t, rows) }", []string{"TestA"}},
		"dot":         {`import . "github.com/counterpoint-go/counterpoint/verdict"` + "\nfunc TestA(t *testing.T) { Table(t, rows) }", []string{"TestA"}},
		"blank":       {`import _ "github.com/counterpoint-go/counterpoint/verdict"` + "\nfunc TestA(t *testing.T) { verdict.Table(t, rows) }", nil},
		"another":     {`import "example.com/verdict"` + "\nfunc TestA(t *testing.T) { verdict.Table(t, rows) }", nil},
		"other call":  {plain + `func TestA(t *testing.T) { verdict.SeenBy(); other.Table(t, rows); Table(t, rows) }`, nil},
		"no test":     {plain + `func Testing(t *testing.T) { verdict.Table(t, rows) }`, nil},
		"no function": {plain + `func (s suite) TestA(t *testing.T) { verdict.Table(t, rows) }`, nil},
		"a helper":    {plain + "func TestA(t *testing.T) { table(t) }\nfunc table(t *testing.T) { verdict.Table(t, rows) }", nil},
	} {
		path := filepath.Join(t.TempDir(), "x_test.go")
		require.NoError(t, os.WriteFile(path, []byte("package x\n\n"+test.source+"\n"), 0o666))
		tests, err := tablesIn(path)
		assert.NoError(t, err, name)
		assert.Equal(t, test.want, tests, name)
	}
}

func TestShort(t *testing.T) {
	for path, want := range map[string]string{
		"example.com/m":         "m",
		"example.com/m/a/b":     "a/b",
		"example.com/mother/ab": "ab",
	} {
		assert.Equal(t, want, Package{ImportPath: path, Module: "example.com/m"}.Short())
	}
}

// Why there is no table.
func TestNoTableError(t *testing.T) {
	for want, err := range map[string]NoTableError{
		"no table found: ./... names no package": {
			Patterns: []string{"./..."},
		},
		"no table found: the tests of ./a do not import github.com/counterpoint-go/counterpoint/verdict": {
			Patterns: []string{"./a"}, Packages: 1,
		},
		"no table found: of the 3 packages that ./a ./b/... names, none has a test that imports github.com/counterpoint-go/counterpoint/verdict": {
			Patterns: []string{"./a", "./b/..."}, Packages: 3,
		},
		"no table found in ./...: the tests of m/a, m/b import verdict, but no function TestXxx calls verdict.Table itself": {
			Patterns: []string{"./..."}, Packages: 3, Import: []string{"m/a", "m/b"},
		},
	} {
		assert.EqualError(t, &err, want)
	}
}

// What would spoil the answers is kept from the go command.
func TestEnvironment(t *testing.T) {
	t.Setenv("GORACE", "nonsense")
	t.Setenv("GODEADLOCK", "nonsense")
	t.Setenv("VERDICT_TOOLS", "vet")
	t.Setenv("GORACETRACK", "is another's")
	env, ignored := Environment()
	assert.Subset(t, ignored, []string{"GORACE", "GODEADLOCK", "VERDICT_TOOLS"})
	assert.NotContains(t, ignored, "GORACETRACK")
	assert.NotContains(t, env, "GORACE=nonsense")
	assert.NotContains(t, env, "VERDICT_TOOLS=vet")
	assert.Contains(t, env, "GORACETRACK=is another's")
}
