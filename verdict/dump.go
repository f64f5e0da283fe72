package verdict

import (
	"regexp"
	"strings"
)

var (
	// dumped matches the first line of a goroutine in a dump: its number, what the runtime adds to
	// it when a signal asks, and its wait reason.
	dumped = regexp.MustCompile(`^goroutine (\d+)( gp=\S+ m=\S+( mp=\S+)?)? \[(.*)\]:$`)
	// addresses are what a dump says of a frame beyond file and line.
	addresses = regexp.MustCompile(`( \+0x[0-9a-f]+)?( fp=\S+ sp=\S+ pc=\S+)?$`)
	// arguments are a frame's, as numbers.
	arguments = regexp.MustCompile(`\([^()*]*(\{.*)?\)$`)
)

// harness matches the frame where a row's own frames end and this package's begin.
var harness = regexp.MustCompile(`/verdict\.(child|inProcess\.func\d+|\(\*T\)\.InTurn\.func\d+)\(`)

// shorten leaves out of a dump of goroutines what the reader of a row has no use for: the goroutines
// and frames of the runtime, of package testing and of this one, addresses and registers. Text that
// is no dump stays as it is.
func shorten(text string) string {
	var kept []string
	paragraphs := strings.Split(text, "\n\n")
	for i, paragraph := range paragraphs {
		lines := strings.Split(strings.TrimSuffix(paragraph, "\n"), "\n")
		head := dumped.FindStringSubmatch(lines[0])
		if head == nil {
			if i > 0 && strings.HasPrefix(lines[0], "rax ") {
				continue // the registers of the thread that got the signal
			}
			kept = append(kept, paragraph)
			continue
		}
		frames := shortenFrames(lines[1:])
		if len(frames) == 0 || strings.HasPrefix(frames[0], "testing.(*T).Run(") || strings.Contains(paragraph, "/verdict.watchParent(") {
			continue
		}
		kept = append(kept, "goroutine "+head[1]+" ["+head[4]+"]:\n"+strings.Join(frames, "\n"))
	}
	return strings.Join(kept, "\n\n")
}

// shortenFrames takes a goroutine's frames, two lines each, function and position. None is left of a
// goroutine that is the runtime's own, or this package's.
func shortenFrames(lines []string) []string {
	var frames []string
	for i := 0; i+1 < len(lines); i += 2 {
		function, position := lines[i], lines[i+1]
		if !strings.HasPrefix(position, "\t") {
			return lines // not what we know: better too much than too little
		}
		if harness.MatchString(function) {
			break
		}
		if strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "created by runtime.") {
			continue
		}
		if !strings.HasPrefix(function, "created by ") {
			function = arguments.ReplaceAllString(function, "()")
		}
		frames = append(frames, function, addresses.ReplaceAllString(position, ""))
	}
	return frames
}
