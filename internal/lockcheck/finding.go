package lockcheck

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// readFindings reads what the processes of a package have reported. What several of them have, or one did more than once,
// is one finding.
func readFindings(folder string) (findings []Finding, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "log.*"))
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(text) {
			r := new(lockorder.Report)
			if !bytes.HasSuffix(line, []byte("\n")) {
				continue // it was killed while it wrote
			}
			if err := json.Unmarshal(line, r); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			if f := (Finding{r, r.String()}); !known[f.Key()] {
				known[f.Key()] = true
				findings = append(findings, f)
			}
		}
	}
	return findings, nil
}

// Key returns what two findings have in common that are one: the kind, whether they hang, and the stacks, up to where
// these are of a test.
func (f Finding) Key() string {
	var steps []string
	for _, s := range f.Steps {
		steps = append(steps, fmt.Sprint(s.HeldFor, key(s.HeldAt), s.WantedFor, key(s.WantedAt)))
	}
	first := slices.Index(steps, slices.Min(append(steps, "~"))) // a circle can be told from anywhere
	if first > 0 {
		steps = slices.Concat(steps[first:], steps[:first])
	}
	return fmt.Sprint(f.Kind, f.Hangs, steps)
}

// key returns a stack up to where it is of a test. One that begins in a test stays whole.
func key(s lockorder.Stack) string {
	end := slices.IndexFunc(s, func(f lockorder.Frame) bool { return strings.HasSuffix(f.File, "_test.go") })
	if end > 0 {
		s = s[:end]
	}
	return fmt.Sprint(s)
}
