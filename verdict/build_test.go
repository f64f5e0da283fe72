package verdict

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseVet(t *testing.T) {
	out := `# example.com/p
# [example.com/p]
{
	"example.com/p": {
		"copylocks": [
			{"posn": "/src/p/p.go:4:9", "end": "/src/p/p.go:4:10", "message": "Inc passes lock by value"},
			{"posn": "C:\\src\\p\\q.go:12:1", "message": "again"}
		]
	},
	"example.com/p [example.com/p.test]": {
		"copylocks": [{"posn": "/src/p/p.go:4:9", "message": "Inc passes lock by value"}]
	}
}
{}
`
	found, err := parseVet([]byte(out))
	require.NoError(t, err)
	require.Len(t, found, 2, "what test variants repeat counts once")
	assert.Contains(t, found, finding{file: "p.go", line: 4, message: "Inc passes lock by value"})

	found, err = parseVet(nil)
	assert.NoError(t, err)
	assert.Empty(t, found)
	_, err = parseVet([]byte("vet: p.go:1:1: expected 'package'"))
	assert.ErrorContains(t, err, "cannot read what go vet printed")
	_, err = parseVet([]byte(`{"p": {"printf": {"error": "it broke"}}}`))
	assert.ErrorContains(t, err, "printf failed")
}

// A subject is what TestExtents looks for: a type with a method, and a function literal.
type subject[T any] struct{ _ T }

func (s *subject[T]) method() {
}

func TestExtents(t *testing.T) {
	literal := func(t *T) {
		t.Log(t.Name())
		new(subject[int]).method()
	}
	got, err := extentsOf(".", Row{Name: "subject", Run: literal})
	require.NoError(t, err)
	require.Len(t, got, 3)
	for i, lines := range []int{1, 2, 4} {
		assert.Equal(t, "build_test.go", got[i].file)
		assert.Equal(t, lines, got[i].to-got[i].from+1)
	}
	got, err = extentsOf(".", Row{Name: "NothingOfTheKind", Run: func(*T) {}})
	require.NoError(t, err)
	assert.Len(t, got, 1, "the Run alone")
}
