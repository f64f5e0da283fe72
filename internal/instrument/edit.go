package instrument

import (
	"bytes"
	"slices"
)

// An edit replaces what is between two offsets.
type edit struct {
	start, end int
	text       string
}

type edits []edit

// apply returns src from one offset to another, with the edits made. Those at the same place come in the order in
// which they were added, insertions first.
func (es edits) apply(src []byte, from, to int) []byte {
	slices.SortStableFunc(es, func(a, b edit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return min(a.end-a.start, 1) - min(b.end-b.start, 1)
	})
	var out bytes.Buffer
	for _, e := range es {
		if e.start < from || e.end > to {
			panic("instrument: an edit overlaps another: " + e.text)
		}
		out.Write(src[from:e.start])
		out.WriteString(e.text)
		from = e.end
	}
	out.Write(src[from:to])
	return out.Bytes()
}
