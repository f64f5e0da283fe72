package tables

import (
	"fmt"
	"regexp"
	"strings"
)

// outcome says what the events came to.
func (c *collector) outcome() *Outcome {
	o := &Outcome{Known: c.known()}
	var unbuilt []string
	for _, p := range c.packages {
		if p.build != "" {
			unbuilt = append(unbuilt, p.Short())
			continue
		}
		p.addTo(o)
	}
	switch words := c.builds.String() + c.stray.String(); {
	case len(unbuilt) == 1:
		o.Troubles = append(o.Troubles, Trouble{unbuilt[0] + " does not build", "go's", words})
	case len(unbuilt) > 1:
		o.Troubles = append(o.Troubles, Trouble{strings.Join(unbuilt, ", ") + " do not build", "go's", words})
	}
	return o
}

// addTo adds the package's rows, and what went wrong with them.
func (p *running) addTo(o *Outcome) {
	explained := false
	trouble := func(words, format string, args ...any) {
		explained = true
		o.Troubles = append(o.Troubles, Trouble{p.Short() + ": " + fmt.Sprintf(format, args...), "the test's", words})
	}
	var unfinished []string // rows, or tests without any
	var last strings.Builder
	for _, t := range p.tests {
		if t.action == "" && p.failed && !p.isAround(t) {
			unfinished = append(unfinished, t.name)
		}
		if t.result == nil {
			last.WriteString(t.said())
		}
	}
	for _, t := range p.tests {
		switch {
		case t.result != nil:
			row := Row{Result: *t.result, Short: p.Short(), Test: t.name}
			if t.action == "fail" {
				explained = true
				row.Explain = t.said()
				if row.OK {
					trouble(row.Explain, "%s failed, though every tool answered as it should", t.name)
				}
			}
			o.Rows = append(o.Rows, row)
		case t.action == "skip":
			o.Skipped = append(o.Skipped, strings.TrimSpace(p.Short()+"."+t.name+": "+t.said()))
		case t.action == "fail" && len(unfinished) == 0 && t.said() != "":
			trouble(t.said(), "%s failed", t.name)
		}
	}
	switch {
	case len(unfinished) > 0:
		trouble(last.String()+strings.Join(p.output, ""), "the test process ended before %s did", strings.Join(unfinished, ", "))
	case p.failed && !explained && !p.others:
		trouble(strings.Join(p.output, ""), "go test failed, though no table did")
	}
}

// framing matches the lines by which go test says which test is speaking, and how it ended.
var framing = regexp.MustCompile(`^(=== (RUN|PAUSE|CONT|NAME|ATTR)|\s*--- (PASS|FAIL|SKIP): )`)

// logged matches the first line of what a test logs.
var logged = regexp.MustCompile(`^    \S+\.go:\d+: `)

// agreed matches what a table logs of a tool that answered as wanted, as it does when it is verbose.
var agreed = regexp.MustCompile(`^[a-z-]+: (sees|silent)\n`)

// Unframe returns what a test printed without the lines of go test around it.
func Unframe(output string) string {
	var b strings.Builder
	for line := range strings.Lines(output) {
		if trimmed := strings.TrimSpace(line); !framing.MatchString(line) && trimmed != "PASS" && trimmed != "FAIL" {
			b.WriteString(strings.TrimPrefix(line, "    "))
		}
	}
	return strings.Trim(b.String(), "\n")
}

// said returns what a test printed, without go test's own lines, the places in verdict where it
// was printed, and what a table says of tools that answered as wanted.
func (t *test) said() string {
	var entries []string
	for line := range strings.Lines(strings.Join(t.output, "")) {
		switch {
		case framing.MatchString(line):
		case logged.MatchString(line):
			entries = append(entries, line[len(logged.FindString(line)):])
		case len(entries) > 0 && strings.HasPrefix(line, "        "):
			entries[len(entries)-1] += strings.TrimPrefix(line, "        ")
		default:
			entries = append(entries, line)
		}
	}
	var b strings.Builder
	for _, entry := range entries {
		if !agreed.MatchString(entry) {
			b.WriteString(entry)
		}
	}
	return b.String()
}
