package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/counterpoint-go/counterpoint/internal/terminal"
)

// A screen is what a person reads: a terminal, or a pipe that has no width and no colours.
type screen struct {
	io.Writer
	width  int // in columns; 0 is without end
	colour bool
}

// screenOf returns the screen that a writer is. COLUMNS has the last word on its width; NO_COLOR
// and TERM=dumb keep it without colours.
func screenOf(w io.Writer) screen {
	s := screen{Writer: w, colour: terminal.HasColours(w)}
	if terminal.Is(w) {
		if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil {
			s.width = width
		}
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		s.width = width
	}
	return s
}

// What colours mean.
var (
	heading = text.Colors{text.Bold}
	quiet   = text.Colors{text.Faint}
	good    = text.Colors{text.FgGreen}
	bad     = text.Colors{text.FgRed}
	loud    = text.Colors{text.Bold, text.FgRed}
	notice  = text.Colors{text.FgYellow}
	aside   = text.Colors{text.FgCyan}
)

// paint colours text, line by line and without the space at its end, if the screen has colours.
func (s screen) paint(colours text.Colors, t string) string {
	if !s.colour || t == "" {
		return t
	}
	lines := strings.Split(t, "\n")
	for i, line := range lines {
		if word := strings.TrimRight(line, " "); word != "" {
			lines[i] = text.Escape(word, colours.EscapeSeq()) + line[len(word):]
		}
	}
	return strings.Join(lines, "\n")
}

// fill breaks text into lines that fit the screen beside an indentation, which each of them gets.
func (s screen) fill(space, t string) string {
	if s.width > 0 {
		t = text.WrapSoft(t, max(s.width-len(space), 20))
	}
	return indent(space, t)
}

// say prints text in lines that fit.
func (s screen) say(format string, args ...any) {
	fmt.Fprintln(s, s.fill("", fmt.Sprintf(format, args...)))
}

// indent begins each line of text with the same, and ends none with space.
func indent(space, t string) string {
	lines := strings.Split(t, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(space+line, " ")
	}
	return strings.Join(lines, "\n")
}
