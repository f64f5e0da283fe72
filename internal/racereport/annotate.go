package racereport

import (
	"fmt"
	"strings"
)

// An AnnotatedLine is a line of the detector's output, and what it means.
type AnnotatedLine struct {
	Text string // without its line end; the texts joined by newlines are the text that was annotated
	Note string // "" where there is nothing to say
}

// Annotate returns the lines of text, those of a report each with a note on
// what it says. It explains a report that is cut off as far as it goes.
func Annotate(text []byte) []AnnotatedLine {
	var lines []AnnotatedLine
	p := newParser()
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		// Whether a frame is where the access was made depends on whether one of
		// the program's own has come before it, hence this is read first.
		own := p.own
		what := p.line(len(lines), line)
		lines = append(lines, AnnotatedLine{line, p.note(what, own, line)})
		if what == warning {
			// Only now is it known that the rule before was an opening one.
			before := lines[p.report.Lines.First : len(lines)-1]
			for i := range before {
				before[i].Note = noteBetween
			}
			if len(before) > 0 {
				before[0].Note = "the race detector begins a report"
			}
		}
	}
	return lines
}

const noteBetween = "not the detector's: other output, printed in between"

// note explains the line that p has just taken in.
func (p *parser) note(what part, own bool, line string) string {
	switch what {
	case closing:
		return "the report ends"
	case warning:
		return "two goroutines touched the same memory, at least one of them to change it, and no happens-before edge orders the two"
	case access:
		return noteAccess(p.access())
	case by:
		return "the end of the line that other output cut in two above: " + who(p.access().Goroutine)
	case created:
		return noteGoroutine(p.goroutine())
	case location:
		return "what the memory is, and who asked for it"
	case function:
		return p.noteFunction(own)
	case position:
		return p.notePosition(own)
	case unrestored:
		if p.section == created {
			return "the detector has no stack for this; so it is with goroutines that the runtime started by itself"
		}
		return "the detector has lost this stack; GORACE=history_size=7 makes it remember more"
	case foreign:
		return p.noteForeign(line)
	}
	return ""
}

func noteAccess(a *Access) string {
	number := who(a.Goroutine) + " is the detector's number, not Go's goroutine id"
	switch a.Goroutine {
	case Main:
		number = "the main goroutine is the one that runs main.main"
	case Unknown:
		number = "other output has cut the line in two, who it was follows below"
	}
	if a.Previous {
		return fmt.Sprintf("the access before it, a %s, with no happens-before edge between the two; %s", a.Op, number)
	}
	return fmt.Sprintf("the access that came second, a %s, at which the detector noticed; %s", a.Op, number)
}

func noteGoroutine(g *Goroutine) string {
	if g.State == Finished {
		return fmt.Sprintf("who started goroutine %d; it had ended when the report was printed", g.ID)
	}
	return fmt.Sprintf("who started goroutine %d; it had not ended when the report was printed, though it may have been blocked", g.ID)
}

func (p *parser) noteFunction(own bool) string {
	switch {
	case p.section == location:
		return "called by"
	case p.section == created && len(p.goroutine().Created) == 0:
		if strings.HasPrefix(p.fn, "sync.") {
			return "the function with the go statement; the detector is not told who calls into sync, so its caller may be missing"
		}
		return "the function with the go statement"
	case p.section == created || own:
		return "called by"
	case ofAtomic(p.fn):
		return "an atomic operation: indivisible, and still a race with a plain access beside it"
	case ofRuntime(p.fn):
		return "the runtime, which touched the memory on behalf of the function below"
	case p.access().Atomic:
		return "whose call led to the atomic operation; the function that performed it may be missing"
	case len(p.access().Stack) > 0:
		return "the function that made the runtime touch it"
	}
	return "the function that touched the memory"
}

func (p *parser) notePosition(own bool) string {
	switch p.section {
	case location:
		return ""
	case created:
		stack := p.goroutine().Created
		if len(stack) == 1 {
			return "the line of the go statement"
		}
		return noteCall(stack[len(stack)-1])
	}
	a := p.access()
	f := a.Stack[len(a.Stack)-1]
	switch {
	case own:
		return noteCall(f)
	case f.wrapper():
		return "a wrapper made by the compiler, there is no source to look at"
	case f.internal():
		return "a line of Go's own, not where the mistake is"
	case a.Atomic:
		return "the call"
	case len(a.Stack) > 1:
		return "the line that made the runtime touch the memory"
	}
	return "the line that touched the memory"
}

func noteCall(f Frame) string {
	if f.wrapper() {
		return "a wrapper made by the compiler, there is no source to look at"
	}
	return "at this line"
}

// noteForeign explains what is not part of a report: the little that belongs to
// reports all the same.
func (p *parser) noteForeign(line string) string {
	switch {
	case p.inside:
		return noteBetween
	case strings.HasPrefix(line, "Found ") && strings.HasSuffix(line, " data race(s)"):
		return "the detector's count, printed as the process ends; an exit status of 0 turns into 66 (GORACE=exitcode)"
	case strings.HasSuffix(line, ": race detected during execution of test"):
		return "package testing fails the test during which the report was printed"
	}
	return ""
}
