package gocommand

import "bytes"

// A LineWriter calls Line with each line that is written to it, without its end.
type LineWriter struct {
	Line func([]byte)
	rest []byte
}

// Write takes in what comes next.
func (w *LineWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		line, rest, whole := bytes.Cut(w.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		w.Line(line)
		w.rest = rest
	}
}

// Flush calls Line with a last line that has no end.
func (w *LineWriter) Flush() {
	if len(w.rest) > 0 {
		w.Line(w.rest)
		w.rest = nil
	}
}
