package page

import (
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// sources are the lines of the files that have been read.
type sources map[string][]string

// of returns the lines of a file, none if it is not there.
func (s sources) of(file string) []string {
	lines, ok := s[file]
	if !ok && file != "" {
		if text, err := os.ReadFile(file); err == nil {
			lines = strings.Split(strings.ToValidUTF8(string(text), "\uFFFD"), "\n")
		}
		s[file] = lines
	}
	return lines
}

// line returns what is written at a place.
func (s sources) line(p trace.Place) string {
	lines := s.of(p.File)
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[p.Line-1])
}

// An excerpt is those lines of a file that a schedule passes, with some around them.
type excerpt struct {
	File  string
	Parts [][]line
}

type line struct {
	Number int
	Text   string
}

// around is how many lines are shown before and after one.
const around = 6

// excerpts returns what a trace passes, and one more place, in the order in which it comes to the files.
func (s sources) excerpts(at trace.Place, t *trace.Trace) (excerpts []excerpt) {
	var files []string
	wanted := map[string][]int{}
	add := func(p *trace.Place) {
		if s.line(*p) == "" {
			return
		}
		if !slices.Contains(files, p.File) {
			files = append(files, p.File)
		}
		wanted[p.File] = append(wanted[p.File], p.Line)
	}
	for p := range places(t) {
		add(p)
	}
	add(&at)
	for _, file := range files {
		excerpts = append(excerpts, excerpt{file, s.parts(file, wanted[file])})
	}
	return excerpts
}

// parts returns the lines with some around them: those that hang together are a part.
func (s sources) parts(file string, wanted []int) (parts [][]line) {
	lines := s.of(file)
	if n := len(lines); lines[n-1] == "" {
		lines = lines[:n-1] // there is nothing behind the last newline
	}
	slices.Sort(wanted)
	last := 0 // the last line that is shown
	for _, w := range wanted {
		from, to := max(w-around, 1), min(w+around, len(lines))
		if last == 0 || from > last+1 {
			parts = append(parts, nil)
		}
		for n := max(from, last+1); n <= to; n++ {
			parts[len(parts)-1] = append(parts[len(parts)-1], line{n, lines[n-1]})
		}
		last = max(last, to)
	}
	return parts
}

// places yields all places of a trace: those of its steps first, as they come.
func places(t *trace.Trace) iter.Seq[*trace.Place] {
	return func(yield func(*trace.Place) bool) {
		for i := range t.Steps {
			if !yield(&t.Steps[i].At) || !yield(&t.Steps[i].WithAt) {
				return
			}
		}
		for i := range t.Stuck {
			if !yield(&t.Stuck[i].At) {
				return
			}
		}
		for i := range t.Goroutines {
			if !yield(&t.Goroutines[i].At) {
				return
			}
		}
	}
}
