package racereport

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzParse feeds the parser anything at all, and holds it to what its callers
// build on: indices that can be used without a check.
func FuzzParse(f *testing.F) {
	for _, name := range goldens(f) {
		b, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Add([]byte{})
	f.Add([]byte("WARNING: DATA RACE " + rule))
	f.Add(text(join(head, second, head, first, start, start)...))
	f.Add(text(join(head, []string{"Write at 0x1 by tick", "goroutine 8:", "  ??()", "      -:0 +0x1", "  [failed to restore the stack]"}, start)...))
	f.Fuzz(func(t *testing.T, text []byte) {
		reports, err := Parse(text)
		again, errAgain := Parse(text)
		require.Equal(t, reports, again)
		require.Equal(t, err, errAgain)

		assertSameText(t, string(text))
		lines := Annotate(text)

		var closing, warnings int
		for _, l := range lines {
			switch {
			case isRule(strings.TrimSuffix(l.Text, "\r")):
				closing++
			case strings.HasPrefix(l.Text, "WARNING: DATA RACE"):
				warnings++
			}
		}
		cut := truncated(err)
		assert.LessOrEqual(t, len(reports), closing, "each report has a closing line of its own")
		assert.Equal(t, warnings, len(reports)+len(cut), "each report has one warning, and is complete or not")

		before := -1
		for _, r := range reports {
			checkSpans(t, r, len(lines))
			assert.Greater(t, r.Lines.First, before, "reports share no line")
			assert.True(t, isRule(strings.TrimSuffix(lines[r.Lines.Last].Text, "\r")))
			before = r.Lines.Last
		}
		for _, e := range cut {
			checkSpans(t, e.Report, len(lines))
			assert.NotEmpty(t, e.Error())
		}
	})
}

// checkSpans says that the parts of a report lie in it, in their order, and it
// in the text.
func checkSpans(t *testing.T, r Report, lines int) {
	t.Helper()
	inside := func(outer, inner Span) {
		t.Helper()
		assert.LessOrEqual(t, outer.First, inner.First)
		assert.LessOrEqual(t, inner.First, inner.Last)
		assert.LessOrEqual(t, inner.Last, outer.Last)
	}
	inside(Span{0, lines - 1}, r.Lines)
	before := -1
	for _, a := range r.Accesses {
		inside(r.Lines, a.Lines)
		assert.Greater(t, a.Lines.First, before)
		before = a.Lines.Last
		assert.Contains(t, []Op{Read, Write}, a.Op)
		assert.GreaterOrEqual(t, a.Goroutine, Unknown)
		assert.NotEmpty(t, a.String())
	}
	before = -1
	for _, g := range r.Goroutines {
		inside(r.Lines, g.Lines)
		assert.Greater(t, g.Lines.First, before)
		before = g.Lines.Last
		assert.Contains(t, []State{Running, Finished}, g.State)
	}
}
