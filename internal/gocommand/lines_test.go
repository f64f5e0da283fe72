package gocommand

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Lines come whole, however they were written.
func TestLineWriter(t *testing.T) {
	var lines []string
	w := &LineWriter{Line: func(line []byte) { lines = append(lines, string(line)) }}
	for _, part := range []string{"on", "e\ntwo\n\nfo", "", "ur\nfi", "ve"} {
		_, err := w.Write([]byte(part))
		require.NoError(t, err)
	}
	w.Flush()
	assert.Equal(t, []string{"one", "two", "", "four", "five"}, lines)
}
