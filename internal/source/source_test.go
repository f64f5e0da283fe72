package source

import (
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// files are Go, under another name because gofmt would have its way with them.
var files = []string{"testdata/shapes.txt", "testdata/more.txt"}

// What is declared under a name, each piece with its place and its first and last line.
func TestDeclared(t *testing.T) {
	for name, want := range map[string][]string{
		"Queue": {
			"shapes.txt:5 // A Queue is a type with a doc comment, ... }",
			"shapes.txt:12 /* NewQueue makes one. */ ... func NewQueue[T any]() *Queue[T] { return &Queue[T]{} }",
			"shapes.txt:15 // Put is a method,   oddly   spaced. ... func (q *Queue[T]) Put(v T)   { q.items = append(q.items, v) }",
			"shapes.txt:18 func (q Queue[T]) Len() int { ... }",
			"shapes.txt:43 func Both() (*Pair[int, int], Queue[int]) { return nil, Queue[int]{} }",
			"more.txt:3 // Drain is in another file. ... func (q *Queue[T]) Drain() { q.items = nil }",
		},
		"Pair": {
			"shapes.txt:24 // Pair is one of a group. ... }",
			"shapes.txt:33 func (p *Pair[A, B]) Get() A { return p.First }",
			"shapes.txt:43 func Both() (*Pair[int, int], Queue[int]) { return nil, Queue[int]{} }",
		},
		"Other":     {"shapes.txt:30 Other = Pair[int, int]"},
		"Swap":      {"shapes.txt:35 // Swap is a function; its local Queue is nobody's. ... }"},
		"Queue.Len": {"shapes.txt:18 func (q Queue[T]) Len() int { ... }"},
		"Floor":     {"shapes.txt:41 var Limit, Floor = 10, 1"},
		"Len":       nil,
		"int":       nil, // Len returns one, but it is not declared here
	} {
		found, err := Declared(files, name)
		require.NoError(t, err)
		var got []string
		for _, e := range found {
			lines := strings.Split(e.Text, "\n")
			text := lines[0]
			if len(lines) > 1 {
				text += " ... " + lines[len(lines)-1]
			}
			got = append(got, fmt.Sprintf("%s:%d %s", filepath.Base(e.File), e.Line, text))
		}
		assert.Equal(t, want, got, name)
	}
}

// Text is as it was written, but for the indentation that all lines share.
func TestCut(t *testing.T) {
	found, err := Declared(files, "Pair")
	require.NoError(t, err)
	assert.Equal(t, "// Pair is one of a group.\nPair[A, B any] struct {\n\tFirst  A\n\tSecond B\n}", found[0].Text)

	found, err = Declared(files, "Queue.Len")
	require.NoError(t, err)
	assert.Equal(t, "func (q Queue[T]) Len() int {\n\n\treturn len(q.items)\n}", found[0].Text)

	// A piece that begins in the middle of a line.
	path := filepath.Join(t.TempDir(), "run.go")
	require.NoError(t, os.WriteFile(path, []byte("package p\n\nvar rows = []any{\n\t\tfunc() {\n\t\t\tgo run()\n\n\t\t}, func() {\n\t\t\tstop()\n\t\t},\n}\n"), 0o666))
	file, err := Read(path)
	require.NoError(t, err)
	var cut []Excerpt
	ast.Inspect(file.File, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncLit); ok {
			cut = append(cut, file.Cut(f.Pos(), f.End()))
		}
		return true
	})
	assert.Equal(t, []Excerpt{
		{path, 4, "func() {\n\tgo run()\n\n}"},
		{path, 7, "func() {\n\tstop()\n}"},
	}, cut)
}

// A file with a syntax error is read as far as it goes.
func TestReadBroken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.go")
	require.NoError(t, os.WriteFile(path, []byte("package p\n\nfunc ok() {}\n\nfunc broken( {\n"), 0o666))
	file, err := Read(path)
	assert.ErrorContains(t, err, "broken.go:5:14: ")
	require.NotNil(t, file)
	assert.NotEmpty(t, file.Decls)
	_, err = Declared([]string{path}, "ok")
	assert.ErrorContains(t, err, "broken.go:5:14: ")
	file, err = Read(path + ".missing")
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.Nil(t, file)
}
