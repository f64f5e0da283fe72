package rebuild

import (
	"go/build/constraint"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is carried is in the language that go.mod says.
func TestLanguage(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	assert.Contains(t, string(mod), "\ngo "+strings.TrimPrefix(language, "go")+".")
}

func TestInLanguage(t *testing.T) {
	assert.Equal(t, "//go:build go1.26\n\n// Package p.\npackage p\n", string(inLanguage([]byte("// Package p.\npackage p\n"))))
	assert.Equal(t, "//go:build (race || x) && go1.26\n\npackage p\n", string(inLanguage([]byte("//go:build race || x\n\npackage p\n"))))
	inString := "package p\n\nconst c = `\n//go:build x\n`\n"
	assert.Equal(t, "//go:build go1.26\n\n"+inString, string(inLanguage([]byte(inString))))
}

// All that rewritten code needs is carried, without tests and without what wants a library.
func TestCarry(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	o, err := newOverlay(filepath.Join(t.TempDir(), "files"))
	require.NoError(t, err)
	require.NoError(t, o.carry(seen))
	for _, name := range []string{
		"explore/explore.go", "explore/trace/trace.go", "explore/shim/sync/mutex.go", "explore/shim/rand/v2/rand.go",
		"explore/shim/runner/runner.go", "explore/internal/sched/exec.go", "deadlock/lockorder/mutex.go", "deadlock/lockorder/sync/sync.go",
		"deadlock/lockorder/internal/self/fast_amd64.s",
	} {
		file := o.replace[filepath.Join(seen, filepath.FromSlash(name))]
		if assert.NotEmpty(t, file, name) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			line, _, _ := strings.Cut(string(text), "\n")
			assert.True(t, constraint.IsGoBuild(line), name)
		}
	}
	for path := range o.replace {
		assert.NotContains(t, path, "_test.go")
		assert.NotContains(t, path, "linearizable")
	}
}
