package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Finding is what an exploration says of a program that is wrong.
type Finding string

// The findings.
const (
	Race      Finding = "race"
	Assertion Finding = "assertion"
	Panic     Finding = "panic" // of a goroutine, or a fatal error of the runtime
	Deadlock  Finding = "deadlock"
	Leak      Finding = "leak"
	Livelock  Finding = "livelock" // some execution comes to no end
)

// Findings are all findings, in the order of the table.
var Findings = []Finding{Race, Assertion, Panic, Deadlock, Leak, Livelock}

// A Bug is a program in two versions: in the folders broken and fixed of Dir, a package each.
type Bug struct {
	Name     string
	Dir      string
	Category string
	Wrong    string // what goes wrong, in one line
	Expect   Finding
	Also     []Finding // what else may be said of it, by a search that comes to another failure first
	Note     string
}

// Read returns the bugs below a folder, in the order of their names.
func Read(dir string) ([]Bug, error) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var bugs []Bug
	var errs []error
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		bug, err := read(filepath.Join(dir, folder.Name()))
		errs = append(errs, err)
		bugs = append(bugs, bug)
	}
	return bugs, errors.Join(errs...)
}

func read(dir string) (Bug, error) {
	bug := Bug{Name: filepath.Base(dir), Dir: dir}
	path := filepath.Join(dir, "bug.txt")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return bug, fmt.Errorf("corpus: %s has no bug.txt, which says what is wrong with it", dir)
	}
	if err != nil {
		return bug, err
	}
	wrong := func(format string, args ...any) (Bug, error) {
		return bug, fmt.Errorf("corpus: %s: %s", path, fmt.Sprintf(format, args...))
	}
	for line := range strings.Lines(string(text)) {
		key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !ok || value == "" {
			return wrong("%q is not of the form key: value", line)
		}
		switch key {
		case "category":
			bug.Category = value
		case "wrong":
			bug.Wrong = value
		case "expect":
			bug.Expect = Finding(value)
		case "also":
			for also := range strings.SplitSeq(value, ", ") {
				bug.Also = append(bug.Also, Finding(also))
			}
		case "note":
			bug.Note = value
		default:
			return wrong("there is no key %q", key)
		}
	}
	if bug.Category == "" || bug.Wrong == "" || bug.Expect == "" {
		return wrong("category, wrong and expect have to be there")
	}
	for _, f := range append([]Finding{bug.Expect}, bug.Also...) {
		if !slices.Contains(Findings, f) {
			return wrong("there is no finding %q, only %q", f, Findings)
		}
	}
	return bug, nil
}
