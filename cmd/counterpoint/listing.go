package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/internal/source"
)

// A listing is source as it was written, under a title.
type listing struct {
	title string
	lines []string
}

// newListing lists excerpts one after the other. Those of one file stand under one title; where the
// file changes, a line says so.
func newListing(title, root string, excerpts []source.Excerpt) listing {
	l := listing{}
	for i, e := range excerpts {
		place := fmt.Sprintf("%s:%d", relative(root, e.File), e.Line)
		switch {
		case i == 0:
			l.title = title + ": " + place
		case e.File != excerpts[i-1].File:
			l.lines = append(l.lines, "", "// "+place)
		default:
			l.lines = append(l.lines, "")
		}
		l.lines = append(l.lines, strings.Split(strings.ReplaceAll(e.Text, "\t", "    "), "\n")...)
	}
	return l
}

// leastCode is the narrowest column in which a line of code is broken.
const leastCode = 56

// fit returns the lines broken so that they are no wider than width: the prose of comments anew, a
// line of code with its continuation far to the right. It returns false if that does not do.
func (l listing) fit(width int) ([]string, bool) {
	var lines []string
	broken := 0
	for i := 0; i < len(l.lines); i++ {
		line := l.lines[i]
		if text.StringWidth(line) <= width && !l.isWideParagraph(i, width) {
			lines = append(lines, line)
			continue
		}
		lead, prose := cutComment(line)
		if prose == "" {
			code := strings.TrimLeft(line, " ")
			lead = line[:len(line)-len(code)]
			first, rest, _ := strings.Cut(text.WrapSoft(code, width-len(lead)-len(continued)), "\n")
			lines = append(lines, lead+strings.TrimRight(first, " "))
			lines = append(lines, strings.Split(indent(lead+continued, rest), "\n")...)
			broken++
			continue
		}
		end := l.paragraphEnd(i)
		for i+1 < end {
			i++
			_, more := cutComment(l.lines[i])
			prose += " " + more
		}
		lines = append(lines, strings.Split(indent(lead, text.WrapSoft(prose, max(width-len(lead), 1))), "\n")...)
	}
	return lines, (broken == 0 || width >= leastCode && broken*8 <= len(lines)) && longest(lines) <= width
}

// continued stands before what continues a line of code.
const continued = "        "

// isWideParagraph says whether line i begins a paragraph of a comment that has a line wider than width.
func (l listing) isWideParagraph(i, width int) bool {
	return longest(l.lines[i:l.paragraphEnd(i)]) > width
}

// paragraphEnd returns the line after those that continue line i: prose in a comment of the same
// indentation. A line of code, of a list, or indented as an example is a paragraph by itself.
func (l listing) paragraphEnd(i int) int {
	lead, prose := cutComment(l.lines[i])
	for i++; i < len(l.lines) && prose != "" && !strings.HasPrefix(prose, " "); i++ {
		if next, more := cutComment(l.lines[i]); next != lead || more == "" || strings.HasPrefix(more, " ") {
			break
		}
	}
	return i
}

// cutComment divides a line that is a comment alone into what leads to its prose, and that; the
// prose is empty if there is none.
func cutComment(line string) (lead, prose string) {
	code := strings.TrimLeft(line, " ")
	prose, _ = strings.CutPrefix(code, "// ")
	if prose == code {
		return "", ""
	}
	return line[:len(line)-len(code)] + "// ", prose
}

// between stands between two listings side by side.
const between = " │ "

// printListings prints two listings side by side if the code of both fits, else one below the other.
// Either may be empty.
func printListings(s screen, left, right listing) {
	width := max((s.width-text.StringWidth(between))/2, 2*len(continued))
	a, fitsLeft := left.fit(width)
	b, fitsRight := right.fit(width)
	if len(a) == 0 || len(b) == 0 || !fitsLeft || !fitsRight {
		for _, l := range []listing{left, right} {
			if len(l.lines) == 0 {
				continue
			}
			fmt.Fprintf(s, "%s\n\n", s.paint(heading, l.title))
			for _, line := range l.lines {
				fmt.Fprintln(s, s.code(line))
			}
			fmt.Fprintln(s)
		}
		return
	}
	fmt.Fprintln(s, s.paint(heading, text.Pad(left.title, width, ' '))+s.paint(quiet, between)+s.paint(heading, right.title))
	a, b = append([]string{""}, a...), append([]string{""}, b...)
	for i := range max(len(a), len(b)) {
		fmt.Fprintln(s, strings.TrimRight(s.code(text.Pad(at(a, i), width, ' '))+s.paint(quiet, between)+s.code(at(b, i)), " "))
	}
	fmt.Fprintln(s)
}

// code paints a line of source: comments are quiet.
func (s screen) code(line string) string {
	if strings.HasPrefix(strings.TrimLeft(line, " "), "//") {
		return s.paint(quiet, line)
	}
	return line
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func longest(lines []string) (width int) {
	for _, line := range lines {
		width = max(width, text.StringWidth(line))
	}
	return width
}

// relative returns the path as seen from root, if it lies below it.
func relative(root, path string) string {
	if rel, err := filepath.Rel(root, path); root != "" && err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}
