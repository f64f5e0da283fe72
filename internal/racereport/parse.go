package racereport

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A TruncatedError says that a report was begun and never closed: the process
// died while it printed, or somebody cut its output.
type TruncatedError struct {
	Report Report // as far as it goes; its Lines end where the text or the next report does
}

func (e *TruncatedError) Error() string {
	return fmt.Sprintf("racereport: the report that begins on line %d breaks off: no closing line of = up to line %d; "+
		"was the process killed while it printed, or its output cut?", e.Report.Lines.First+1, e.Report.Lines.Last+1)
}

// Parse returns the reports in text, in their order, and skips all else.
//
// The error joins a [*TruncatedError] for each report that was begun and not
// closed; the complete ones are returned all the same. No other text is an
// error: what the parser does not know is somebody else's output.
func Parse(text []byte) ([]Report, error) {
	p := newParser()
	n := 0
	for line := range strings.Lines(string(text)) {
		p.line(n, line)
		n++
	}
	p.end(n)
	return p.reports, errors.Join(p.cut...)
}

// A part is what a line is to the report that it stands in.
type part int

const (
	foreign part = iota // not the detector's
	opening             // a rule outside of a report; if it opens one shows later
	closing             // a rule inside of one
	warning
	access
	by // the end of an access line that other output has torn in two
	created
	location
	function
	position
	unrestored
	blank
)

// A parser reads a text line by line. Its fields are the whole of what it knows
// of the lines before, so that a note on a line can be drawn from them too.
type parser struct {
	reports []Report
	cut     []error

	rule   int    // the last rule so far that may open a report, or -1
	inside bool   // in a report, which is
	report Report // this one

	section part   // whose stack is being read: access, created, location or, between sections, foreign
	fn      string // the function that waits for the line with its position
	own     bool   // the section has had a frame that is not the machinery of an access
}

func newParser() *parser { return &parser{rule: -1} }

// line takes in the i-th line, with or without its line end.
func (p *parser) line(i int, text string) part {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	switch {
	case isRule(text):
		return p.readRule(i)
	case strings.HasPrefix(text, "WARNING: DATA RACE"):
		p.begin(i)
		return warning
	case p.inside:
		return p.readBody(i, text)
	}
	return foreign
}

// readRule closes the report it stands in. It stays a candidate for an opening
// line even then: if a report is cut off, the next rule is the next report's.
func (p *parser) readRule(i int) part {
	p.rule = i
	if !p.inside {
		return opening
	}
	p.inside = false
	p.report.Lines.Last = i
	p.reports = append(p.reports, p.report)
	return closing
}

// begin opens the report whose warning is the i-th line.
func (p *parser) begin(i int) {
	first := i
	if p.rule >= 0 {
		first = p.rule
	}
	// No two reports share a rule. If the last report ends with the one that
	// opens this, it was never closed.
	if n := len(p.reports); !p.inside && n > 0 && p.reports[n-1].Lines.Last == first {
		p.report, p.inside, p.reports = p.reports[n-1], true, p.reports[:n-1]
	}
	p.end(first)
	p.report = Report{Lines: Span{First: first}}
	p.inside, p.rule = true, -1
	p.turnTo(foreign)
}

// end says that line n is none of the current report's any more.
func (p *parser) end(n int) {
	if p.inside {
		p.report.Lines.Last = n - 1
		p.cut = append(p.cut, &TruncatedError{p.report})
	}
}

// turnTo starts a section.
func (p *parser) turnTo(s part) part {
	p.section, p.fn, p.own = s, "", false
	return s
}

// readBody takes in a line between the warning and the closing rule.
func (p *parser) readBody(i int, text string) part {
	if strings.HasPrefix(text, "  ") {
		return p.readStack(i, text)
	}
	if text == "" {
		p.turnTo(foreign)
		return blank
	}
	if a, ok := parseAccess(text); ok {
		a.Lines = Span{i, i}
		p.report.Accesses = append(p.report.Accesses, a)
		return p.turnTo(access)
	}
	if g, ok := parseGoroutine(text); ok {
		g.Lines = Span{i, i}
		p.report.Goroutines = append(p.report.Goroutines, g)
		return p.turnTo(created)
	}
	if strings.HasPrefix(text, "Heap block of size ") || strings.HasPrefix(text, "Global var ") {
		return p.turnTo(location)
	}
	if id, ok := parseWho(text); ok && p.section == access && p.access().Goroutine == Unknown {
		p.access().Goroutine, p.access().Lines.Last = id, i
		return by
	}
	return foreign
}

// readStack takes in a line below the head of a section.
func (p *parser) readStack(i int, text string) part {
	if p.section == foreign {
		return foreign
	}
	if text == "  [failed to restore the stack]" {
		p.extend(i, nil)
		return unrestored
	}
	if fn, ok := parseFunction(text); ok {
		p.fn = fn
		return function
	}
	if f, ok := parsePosition(text); ok && p.fn != "" {
		f.Func, p.fn = p.fn, ""
		p.extend(i, &f)
		return position
	}
	return foreign
}

// extend makes line i the last of the current section, and f its last frame.
func (p *parser) extend(i int, f *Frame) {
	var stack *[]Frame
	switch p.section {
	case access:
		a := p.access()
		stack, a.Lines.Last = &a.Stack, i
		if f != nil && len(a.Stack) == 0 && ofAtomic(f.Func) {
			a.Atomic = true
		}
	case created:
		g := p.goroutine()
		stack, g.Lines.Last = &g.Created, i
	default:
		return
	}
	if f != nil {
		*stack = append(*stack, *f)
		p.own = p.own || !f.internal()
	}
}

// access is the one whose section is being read.
func (p *parser) access() *Access { return &p.report.Accesses[len(p.report.Accesses)-1] }

// goroutine is the one whose section is being read.
func (p *parser) goroutine() *Goroutine { return &p.report.Goroutines[len(p.report.Goroutines)-1] }

const rule = "=================="

// isRule allows for output before the rule that did not end its own line.
func isRule(text string) bool {
	before, ok := strings.CutSuffix(text, rule)
	return ok && !strings.HasSuffix(before, "=")
}

// heads are the beginnings of an access line. Go's printer uses the first four.
var heads = map[string]Access{
	"Read":                  {Op: Read},
	"Write":                 {Op: Write},
	"Previous read":         {Op: Read, Previous: true},
	"Previous write":        {Op: Write, Previous: true},
	"Atomic read":           {Op: Read, Atomic: true},
	"Atomic write":          {Op: Write, Atomic: true},
	"Previous atomic read":  {Op: Read, Atomic: true, Previous: true},
	"Previous atomic write": {Op: Write, Atomic: true, Previous: true},
}

// parseAccess reads "Write at 0x00c000018108 by goroutine 8:". What stands after
// " by " may be somebody else's, see the package comment; then who it was
// follows on a line of its own.
func parseAccess(text string) (Access, bool) {
	head, rest, _ := strings.Cut(text, " at 0x")
	addr, name, complete := strings.Cut(rest, " by ")
	a, ok := heads[head]
	if !ok || !complete {
		return Access{}, false
	}
	var err error
	if a.Addr, err = strconv.ParseUint(addr, 16, 64); err != nil {
		return Access{}, false
	}
	if a.Goroutine, ok = parseWho(name); !ok {
		a.Goroutine = Unknown
	}
	return a, true
}

// parseWho reads "goroutine 8:" or "main goroutine:".
func parseWho(text string) (id int, ok bool) {
	if text == "main goroutine:" {
		return Main, true
	}
	if text, ok = strings.CutPrefix(text, "goroutine "); !ok {
		return 0, false
	}
	if text, ok = strings.CutSuffix(text, ":"); !ok {
		return 0, false
	}
	return parseNumber(text)
}

// parseGoroutine reads "Goroutine 8 (running) created at:".
func parseGoroutine(text string) (Goroutine, bool) {
	text, ok := strings.CutPrefix(text, "Goroutine ")
	number, state, _ := strings.Cut(text, " ")
	id, isNumber := parseNumber(number)
	if !ok || !isNumber {
		return Goroutine{}, false
	}
	switch state {
	case "(running) created at:":
		return Goroutine{ID: id, State: Running}, true
	case "(finished) created at:":
		return Goroutine{ID: id, State: Finished}, true
	}
	return Goroutine{}, false
}

// parseFunction reads "  main.(*Counter).Add()".
func parseFunction(text string) (fn string, ok bool) {
	fn, ok = strings.CutSuffix(text[2:], "()")
	return fn, ok && fn != "" && fn[0] != ' '
}

// parsePosition reads "      /src/counter.go:14 +0x44". The file is all that
// stands before the last colon, so a drive letter is part of it.
func parsePosition(text string) (f Frame, ok bool) {
	text, ok = strings.CutPrefix(text, "      ")
	plus := strings.LastIndex(text, " +0x")
	if !ok || plus < 0 {
		return Frame{}, false
	}
	offset, err := strconv.ParseUint(text[plus+len(" +0x"):], 16, 64)
	colon := strings.LastIndexByte(text[:plus], ':')
	if err != nil || colon < 0 {
		return Frame{}, false
	}
	line, ok := parseNumber(text[colon+1 : plus])
	return Frame{File: text[:colon], Line: line, Offset: offset}, ok
}

// parseNumber reads what C printed with %d and what is never negative.
func parseNumber(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}
