package main

import (
	"fmt"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/racereport"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// shorter cuts what tools print down to what its reader does not know already.
type shorter struct {
	full   bool   // cut nothing
	root   string // directory of the module
	goroot string // directory of the standard library
	names  *strings.Replacer
}

func newShorter(module, moduleDir, goroot string, full bool) shorter {
	s := shorter{full: full, root: moduleDir, goroot: filepath.ToSlash(goroot) + "/src/"}
	var cuts []string
	for _, prefix := range []string{module, filepath.ToSlash(moduleDir), path.Dir(reflect.TypeFor[verdict.Report]().PkgPath())} {
		if prefix != "" && prefix != "." {
			cuts = append(cuts, prefix+"/", "")
		}
	}
	s.names = strings.NewReplacer(append(cuts, s.goroot, "$GOROOT/src/")...)
	return s
}

// ownFile matches a place in package verdict, wherever that is kept.
var ownFile = regexp.MustCompile(`\S+/(verdict/\w+\.go:\d)`)

// cut cuts paths short.
func (s shorter) cut(text string) string {
	if s.full {
		return text
	}
	return ownFile.ReplaceAllString(s.names.Replace(text), "$1")
}

// harness matches functions of package testing, and of the table that runs the row.
var harness = regexp.MustCompile(`^(testing\.|(.*/)?verdict\.(child|Table|inProcess|watch\w+|lookAround|allStacks|\(\*table\))\b)`)

// machinery matches functions of the runtime besides: in a dump, the wait reason says what they do.
var machinery = regexp.MustCompile(harness.String() + `|^(runtime|internal/[\w/]+|syscall|os/signal|(.*/)?deadlock/lockorder)\.`)

// leftOut stands for frames of the machinery.
const leftOut = "  ... (the test that runs the row)"

// race annotates a report of the race detector, line by line.
func (s shorter) race(said string) []racereport.AnnotatedLine {
	lines := racereport.Annotate([]byte(strings.TrimRight(said, "\n")))
	var kept []racereport.AnnotatedLine
	for i := 0; i < len(lines); i++ {
		function, isFrame := strings.CutSuffix(strings.TrimPrefix(lines[i].Text, "  "), "()")
		if !s.full && isFrame && harness.MatchString(function) && i+1 < len(lines) {
			i++ // the frame's second line
			if n := len(kept); n == 0 || kept[n-1].Text != leftOut {
				kept = append(kept, racereport.AnnotatedLine{Text: leftOut})
			}
			continue
		}
		lines[i].Text = s.cut(lines[i].Text)
		kept = append(kept, lines[i])
	}
	return kept
}

// A stanza is what stands between two blank lines; in a dump, one goroutine.
type stanza struct {
	lines   []stanzaLine
	isStack bool // there were frames, though maybe none is left
	more    int  // goroutines that are the same but for their numbers
}

// A stanzaLine is a frame, or any other line.
type stanzaLine struct {
	text string // of a frame, the function
	at   string // of a frame, where in it
}

// dump cuts text with stacks in it down to the frames that are the program's, one a line, and says of
// equal goroutines how many they are.
func (s shorter) dump(said string) string {
	if s.full {
		return said
	}
	var stanzas []*stanza
	seen := map[string]*stanza{}
	for part := range strings.SplitSeq(said, "\n\n") {
		st := s.readStanza(strings.Split(part, "\n"))
		if st.isStack && !st.hasFrames() {
			continue
		}
		key := goroutineNumber.ReplaceAllString(st.String(), "$1")
		if same := seen[key]; same != nil && st.isStack {
			same.more++
			continue
		}
		seen[key] = st
		stanzas = append(stanzas, st)
	}
	var b strings.Builder
	for i, st := range stanzas {
		if i > 0 && !st.isStack {
			b.WriteString("\n")
		}
		fmt.Fprintln(&b, s.cut(st.String()))
	}
	return strings.Trim(b.String(), "\n")
}

// goroutineNumber matches what tells two goroutines apart that stand at the same place.
var goroutineNumber = regexp.MustCompile(`\b([Gg]oroutine) \d+( gp=\S+ m=\S+( mp=\S+)?)?|, \d+ minutes|0x[0-9a-f]+`)

// position matches the second line of a frame, in a dump or in a report of the checker of locks.
var position = regexp.MustCompile(`^(?:\t| {6})(\S.*:\d+)( \+0x[0-9a-f]+)?$`)

// arguments matches what the runtime prints behind a function's name.
var arguments = regexp.MustCompile(`\((0x[^()]*|\.\.\.|\{[^()]*|)\)$`)

// traced matches the places in package verdict that a failed assertion was called from.
var traced = regexp.MustCompile(`^\s+\S*/verdict/\w+\.go:\d+$`)

// readStanza leaves out the frames of the machinery and of the standard library.
func (s shorter) readStanza(lines []string) *stanza {
	st := &stanza{}
	for i := 0; i < len(lines); i++ {
		var at []string
		function := strings.TrimPrefix(lines[i], "  ")
		if i+1 < len(lines) && function == strings.TrimSpace(function) {
			at = position.FindStringSubmatch(lines[i+1])
		}
		if at == nil {
			// goleak puts brackets around a goroutine.
			if line := strings.TrimPrefix(lines[i], "[G"); line != lines[i] {
				lines[i] = "G" + line
			}
			if lines[i] != "]" && !traced.MatchString(lines[i]) && !s.isLibrary(lines[i]) {
				st.lines = append(st.lines, stanzaLine{text: lines[i]})
			}
			continue
		}
		i++
		st.isStack = true
		function = arguments.ReplaceAllString(function, "")
		if !machinery.MatchString(strings.TrimPrefix(function, creator)) && !s.isLibrary(at[1]) {
			st.lines = append(st.lines, stanzaLine{function, at[1]})
		}
	}
	return st
}

// isLibrary says whether a place, with which go-deadlock begins its lines, is one of the standard
// library, of go-deadlock itself, or of what go test makes.
func (s shorter) isLibrary(place string) bool {
	return strings.HasPrefix(place, s.goroot) || strings.Contains(place, "/go-deadlock@") || strings.HasPrefix(place, "_testmain.go:")
}

// creator begins the frame that says where a goroutine was started.
const creator = "created by "

// hasFrames says whether there is more to see than where the goroutine was started.
func (st *stanza) hasFrames() bool {
	return slices.ContainsFunc(st.lines, func(l stanzaLine) bool { return l.at != "" && !strings.HasPrefix(l.text, creator) })
}

func (st *stanza) String() string {
	wide := 0
	for _, l := range st.lines {
		if l.at != "" {
			wide = max(wide, len(l.text))
		}
	}
	var b strings.Builder
	for i, l := range st.lines {
		switch {
		case l.at != "":
			fmt.Fprintf(&b, "  %-*s  %s\n", wide, l.text, l.at)
		case i == 0 && st.more > 0:
			fmt.Fprintf(&b, "%s and %d more like it\n", l.text, st.more)
		default:
			fmt.Fprintln(&b, l.text)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}
