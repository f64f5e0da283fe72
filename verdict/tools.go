package verdict

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/racereport"
)

// raceStatus is the exit status of a process that the race detector ended. With halt_on_error the
// report is all that there is: no "--- FAIL" line follows it.
const raceStatus = 66

// crash matches the line with which the runtime ends a process.
var crash = regexp.MustCompile(`(?m)^(fatal error: |panic: )`)

// askOne has one tool look at one row. An error is one of ours, or of a row that did not let itself
// be asked; it is no answer.
func (tb *table) askOne(t *testing.T, row Row, tool Tool) (r reply) {
	switch tool {
	case Vet:
		r.answer, r.said, r.err = tb.askVet(row)
	case Explore:
		return tb.askExplore(t, row)
	default:
		r.answer, r.said, r.err = tb.watch(t, row, tool)
	}
	return r
}

// watch has the tool watch the row run.
func (tb *table) watch(t *testing.T, row Row, tool Tool) (answer Answer, said string, err error) {
	cmd, err := tb.command(row, tool)
	if err != nil {
		return "", "", err
	}
	dir, err := os.MkdirTemp(tb.temp, row.Name)
	if err != nil {
		return "", "", err
	}
	log := filepath.Join(dir, "race")
	path := filepath.Join(dir, "account")
	cmd.Env = childEnv(
		"GORACE=halt_on_error=1 atexit_sleep_ms=0 exitcode="+fmt.Sprint(raceStatus)+" log_path="+log,
		envChild+"="+string(tool), envAccount+"="+path)
	if row.Deadline == 0 {
		cmd.Env = append(cmd.Env, envRest+"=1")
	}
	o, err := runProcess(cmd, tb.deadline(t, row))
	if err != nil {
		return "", "", fmt.Errorf("cannot run a child: %w", err)
	}
	var end account
	if row.Program == "" {
		if end, err = readAccount(path); errors.Is(err, fs.ErrNotExist) {
			return "", "", fmt.Errorf("the child ended (status %d) before it came to the row:\n%s", o.status, indent(o.output))
		} else if err != nil {
			return "", "", err
		}
	}
	seen := false
	switch tool {
	case Race:
		if said, err = raceLog(log); err != nil {
			return "", "", err
		}
		if seen = said != ""; !seen && o.status == raceStatus {
			return "", "", fmt.Errorf("the race detector ended the child, but left no report in its log:\n%s", indent(o.output))
		}
	case Runtime:
		if at := crash.FindStringIndex(o.output); at != nil && !o.deadline {
			seen, said = true, shorten(o.output[at[0]:])
		}
	case GoDeadlock:
		if at := strings.Index(o.output, "POTENTIAL DEADLOCK"); at >= 0 {
			seen, said = true, o.output[at:]
		}
	case Goleak:
		seen, said = end.Leaks != "", end.Leaks
	case Assert:
		seen, said = assertion(row, o, end)
	}
	if seen {
		return Sees, said, nil
	}
	return Silent, strings.TrimSpace(shorten(o.output)), nil
}

// assertion says whether the row's own check noticed: it failed, or the row never ended. A process
// that the runtime ended first had no chance to.
func assertion(row Row, o outcome, end account) (seen bool, said string) {
	switch {
	case o.deadline:
		return true, "did not end before its deadline; its goroutines then:\n" + shorten(o.output)
	case end.Rest != "":
		return true, "never ends: all its goroutines are blocked:\n" + shorten(end.Rest)
	case end.Failed:
		return true, o.output
	case crash.MatchString(o.output):
		return false, o.output
	}
	// A program, or a row that gave up by os.Exit or log.Fatal.
	return (row.Program != "" || end == account{}) && o.status != 0, o.output
}

// command returns the process in which the tool watches the row.
func (tb *table) command(row Row, tool Tool) (*exec.Cmd, error) {
	if row.Program != "" {
		binary, err := tb.program(row.Program, tool == Race)
		if err != nil {
			return nil, err
		}
		return exec.Command(binary), nil
	}
	var binary string
	var err error
	switch tool {
	case Race:
		binary, err = os.Executable()
	case GoDeadlock:
		binary, err = tb.swapped()
	default:
		binary, err = tb.plain()
	}
	if err != nil {
		return nil, err
	}
	return tb.test(binary, tb.name+"/"+row.Name), nil
}

// test returns the process in which a binary of tests runs the one of this name.
func (tb *table) test(binary, name string) *exec.Cmd {
	cmd := exec.Command(binary, "-test.run="+exactly(name), "-test.count=1", "-test.timeout=0", "-test.v")
	cmd.Dir = tb.dir
	return cmd
}

// exactly returns the -run pattern that selects the test of this name alone.
func exactly(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = "^" + regexp.QuoteMeta(part) + "$"
	}
	return strings.Join(parts, "/")
}

// deadline returns how long the row's process may take: what the row says, but never beyond the
// deadline of the test that waits for it, which would leave the process behind.
func (tb *table) deadline(t *testing.T, row Row) time.Duration {
	d := row.Deadline
	if d == 0 {
		d = 30 * time.Second
	}
	if end, ok := t.Deadline(); ok {
		d = max(0, min(d, time.Until(end)-2*grace))
	}
	return d
}

func readAccount(path string) (end account, err error) {
	text, err := os.ReadFile(path)
	if err != nil || len(text) == 0 {
		return account{}, err
	}
	if err := json.Unmarshal(text, &end); err != nil {
		return account{}, fmt.Errorf("our own bug: the child's account cannot be read: %w", err)
	}
	return end, nil
}

// raceLog returns what the race detector wrote; it adds the process's id to the path it is given.
func raceLog(prefix string) (string, error) {
	paths, err := filepath.Glob(prefix + ".*")
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, path := range paths {
		part, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		text.Write(part)
	}
	if text.Len() == 0 {
		return "", nil
	}
	reports, err := racereport.Parse([]byte(text.String()))
	if err != nil {
		return "", fmt.Errorf("cannot read the race detector's report: %w\n%s", err, indent(text.String()))
	}
	if len(reports) == 0 {
		return "", fmt.Errorf("the race detector wrote something that is no report:\n%s", indent(text.String()))
	}
	return text.String(), nil
}
