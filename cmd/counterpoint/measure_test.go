package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// measured returns a result that was measured once, but for a note and two rows that are made missing.
func measured(t *testing.T) *measure.Result {
	text, err := os.ReadFile("testdata/measure.json")
	require.NoError(t, err)
	var r measure.Result
	require.NoError(t, json.Unmarshal(text, &r))
	return &r
}

// The table fits every terminal, and goes into a pipe a row a line.
func TestMeasureTable(t *testing.T) {
	for _, width := range []int{0, 60, 80, 130} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			var out bytes.Buffer
			measureTable{screen{&out, width, false}, measured(t)}.print()
			golden(t, fmt.Sprintf("measure%d", width), out.String())
			for line := range strings.Lines(out.String()) {
				line = strings.TrimSuffix(line, "\n")
				assert.Equal(t, strings.TrimRight(line, " "), line)
				if width > 0 {
					assert.LessOrEqual(t, text.StringWidth(line), width, line)
				}
			}
		})
	}
}

func TestMeasureTableColours(t *testing.T) {
	var plain, coloured bytes.Buffer
	measureTable{screen{&plain, 80, false}, measured(t)}.print()
	measureTable{screen{&coloured, 80, true}, measured(t)}.print()
	assert.NotEqual(t, plain.String(), coloured.String())
	assert.Equal(t, plain.String(), text.StripEscape(coloured.String()), "nothing is said by colour alone")
}
