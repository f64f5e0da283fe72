// Package terminal is what the commands know of terminals: whether a writer is one, whether it has colours, and a line on
// it that says how far a run is.
package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Is says whether the writer is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// HasColours says whether the writer is a terminal with colours. NO_COLOR and TERM=dumb keep it without.
func HasColours(w io.Writer) bool {
	return Is(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
