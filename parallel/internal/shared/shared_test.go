package shared

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// in has the files be made in other directories.
func in(t *testing.T, dirs ...string) {
	before := Directories
	Directories = func() []string { return dirs }
	t.Cleanup(func() { Directories = before })
}

func newMemory(t *testing.T) *Memory {
	t.Helper()
	m, err := New()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	require.NoError(t, err)
	return m
}

func TestMemory(t *testing.T) {
	m := newMemory(t)
	assert.Zero(t, m.Value())
	m.Add(3)
	m.Add(-5)
	assert.EqualValues(t, -2, m.Value())
	assert.EqualValues(t, -2, m.UnsafeLoad())
	m.UnsafeStore(7)
	assert.EqualValues(t, 7, m.Value())

	same, err := Named(m.Name())
	require.NoError(t, err)
	assert.Same(t, m, same)
	other := newMemory(t)
	assert.Zero(t, other.Value())
	assert.NotEqual(t, m.Name(), other.Name())
	require.NoError(t, other.Close())

	require.NoError(t, m.Close())
	m.Add(1)
	assert.EqualValues(t, 8, m.Value(), "who has it can go on")
	_, err = Named(m.Name())
	assert.EqualError(t, err, "the memory is not known to this process: it was closed, or was made by a worker, or by another program")
	assert.Error(t, m.Close())
}

// What is mapped a second time, as in a worker, is the same memory.
func TestMemoryInherited(t *testing.T) {
	m := newMemory(t)
	defer m.Close()
	lent := false
	require.NoError(t, Lend(func(names []string, files []*os.File) error {
		lent = true
		assert.Equal(t, []string{m.Name()}, names)
		require.Len(t, files, 1)
		again := &Memory{name: "again", file: files[0]}
		_, err := again.mapIn()
		require.NoError(t, err)
		m.Add(5)
		assert.EqualValues(t, 5, again.Value())
		again.Add(1)
		assert.EqualValues(t, 6, m.Value())
		return nil
	}))
	assert.True(t, lent)
	assert.Equal(t, io.EOF, Lend(func([]string, []*os.File) error { return io.EOF }))
}

// The file has no name when New has returned, and is in the first directory that can be written to.
func TestMemoryLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	in(t, filepath.Join(dir, "there is none"), dir, "neither")
	m := newMemory(t)
	defer m.Close()
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
	if runtime.GOOS == "linux" {
		assert.Contains(t, m.file.Name(), dir)
	}
}

func TestMemoryNowhere(t *testing.T) {
	newMemory(t).Close()
	none := filepath.Join(t.TempDir(), "none")
	in(t, none, none)
	_, err := New()
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "there is no directory for a file that is to be shared memory, set TMPDIR to one: open "+none)
	t.Setenv("TMPDIR", none)
	in(t, none, os.TempDir())
	_, err = New()
	assert.Error(t, err)
	in(t)
	_, err = New()
	assert.Error(t, err)
}

// What nobody has is given back: more than there is address space for, one after the other, would not be.
func TestMemoryIsGivenBack(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it counts mappings as Linux tells of them")
	}
	for range 100 {
		m := newMemory(t)
		m.Add(1)
		require.NoError(t, m.Close())
	}
	for mappings() > 0 { // the collector gives them back in a while
		runtime.GC()
	}
}

// mappings counts what this process has mapped of such files.
func mappings() (n int) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		panic(err)
	}
	return strings.Count(string(maps), "/counterpoint-shared-")
}
