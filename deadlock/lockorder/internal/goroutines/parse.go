package goroutines

import (
	"strconv"
	"strings"
)

// Parse reads the dump of runtime.Stack, or of a crash with any GOTRACEBACK. What it does not know it leaves out.
//
// The form is that of goroutineheader, traceback1 and traceback2 in runtime/traceback.go: a stanza is a header, then
// for each call a line with the function and one with the place, which begins with a tab; then the same for the go
// statement. A blank line is between stanzas.
func Parse(dump string) []Goroutine {
	var all []Goroutine
	inside := false  // of a stanza whose header was understood
	var place *Frame // what a line with a place is about
	for line := range strings.Lines(dump) {
		line = strings.TrimRight(line, "\r\n")
		if g, ok := parseHeader(line); ok {
			all = append(all, g)
			inside, place = true, nil
			continue
		}
		if line == "" || strings.HasPrefix(line, "[originating from goroutine ") {
			inside = false // with GODEBUG=tracebackancestors=N, stacks of those who made it follow
		}
		if !inside {
			continue
		}
		g := &all[len(all)-1]
		if at, ok := strings.CutPrefix(line, "\t"); ok {
			if place != nil {
				place.File, place.Line = parsePlace(at)
			}
			place = nil
		} else if by, ok := strings.CutPrefix(line, "created by "); ok {
			g.CreatedBy.Function, g.Creator = parseCreator(by)
			place = &g.CreatedBy
		} else if isFrame(line) {
			g.Stack = append(g.Stack, Frame{Function: parseFunction(line)})
			place = &g.Stack[len(g.Stack)-1]
		} else {
			place = nil
		}
	}
	return all
}

// parseHeader reads "goroutine 7 [select (scan), 2 minutes, locked to thread]:". A crash may have
// "gp=0xc000002380 m=0 mp=0x5d3a40" after the ID. The labels of GODEBUG=tracebacklabels=1 come last, are quoted, and
// may hold anything.
func parseHeader(line string) (g Goroutine, ok bool) {
	line, ok = strings.CutPrefix(line, "goroutine ")
	if !ok {
		return g, false
	}
	if line, ok = strings.CutSuffix(line, "]:"); !ok {
		return g, false
	}
	who, status, ok := strings.Cut(line, " [")
	if !ok {
		return g, false
	}
	id, _, _ := strings.Cut(who, " ")
	number, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return g, false
	}
	status, _, _ = strings.Cut(status, " labels:{")
	status, _, _ = strings.Cut(status, ", ")
	return Goroutine{ID: number, Reason: plain(status)}, true
}

// plain takes from a status what is not the reason: that the collector has just a look at the stack, or has found that
// nobody can wake it, and that it waits for another of its testing/synctest bubble.
func plain(status string) string {
	for {
		shorter := status
		for _, suffix := range []string{" (scan)", " (leaked)", " (durable)"} {
			shorter = strings.TrimSuffix(shorter, suffix)
		}
		if shorter == status {
			return status
		}
		status = shorter
	}
}

// parseCreator reads "main.start.func1 in goroutine 1". The number is not always there.
func parseCreator(by string) (function string, creator uint64) {
	if at := strings.LastIndex(by, " in goroutine "); at >= 0 {
		if id, err := strconv.ParseUint(by[at+len(" in goroutine "):], 10, 64); err == nil {
			return by[:at], id
		}
	}
	return by, 0
}

// isFrame says whether a line names a function, and is not a remark: that frames were left out, or of what the
// runtime did not understand in a stack.
func isFrame(line string) bool {
	for _, remark := range []string{"...", "runtime: ", "traceback: "} {
		if strings.HasPrefix(line, remark) {
			return false
		}
	}
	return true
}

// parseFunction reads "main.(*list[...]).add(0xc000012345, {0x1, ...})". Arguments have no parentheses. Code that is
// not Go's may have none at all: "non-Go function at pc=7f3c8e4d2b1a".
func parseFunction(line string) string {
	if at := strings.LastIndexByte(line, '('); at > 0 && strings.HasSuffix(line, ")") {
		return line[:at]
	}
	line, _, _ = strings.Cut(line, " at pc=")
	return line
}

// parsePlace reads "/src/main.go:12 +0x1d fp=0xc00004e7d0 sp=0xc00004e7b0 pc=0x45c1e4", of which only the first is
// always there, but in code that is not Go's.
func parsePlace(at string) (file string, line int) {
	colon := strings.LastIndexByte(at, ':')
	if colon < 0 {
		return "", 0
	}
	digits, _, _ := strings.Cut(at[colon+1:], " ")
	line, err := strconv.Atoi(digits)
	if err != nil || line < 0 {
		return "", 0
	}
	return at[:colon], line
}
