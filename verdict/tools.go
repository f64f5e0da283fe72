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

// askOne has one tool look at one row, and at its process if the tool wants one. An error is one of ours, or
// of a row that did not let itself be asked; it is no answer.
func (tb *table) askOne(t *testing.T, row Row, tool Tool, run func() (ending, error)) (r reply) {
	switch tool {
	case Vet:
		r.answer, r.said, r.err = tb.askVet(row)
	case Explore:
		return tb.askExplore(t, row)
	default:
		end, err := run()
		if err != nil {
			return reply{err: err}
		}
		r.answer, r.said = end.answer(row, tool)
	}
	return r
}

// watched returns the tool for which the process is started that this tool looks at. Goleak, which comes when all is
// over, needs none beside that of Assert, unless that one has a program of its own.
func watched(row Row, tool Tool) Tool {
	if tool == Goleak && row.Forced == nil {
		return Assert
	}
	return tool
}

// An ending is all that is known of a row's process.
type ending struct {
	outcome
	account
	race string // what the race detector wrote
}

// run runs the row in a process for the tool.
func (tb *table) run(t *testing.T, row Row, tool Tool) (end ending, err error) {
	cmd, err := tb.command(row, tool)
	if err != nil {
		return ending{}, err
	}
	dir, err := os.MkdirTemp(tb.temp, row.Name)
	if err != nil {
		return ending{}, err
	}
	log := filepath.Join(dir, "race")
	path := filepath.Join(dir, "account")
	cmd.Env = childEnv(
		"GORACE=halt_on_error=1 atexit_sleep_ms=0 exitcode="+fmt.Sprint(raceStatus)+" log_path="+log,
		envChild+"="+string(tool), envAccount+"="+path)
	if row.Deadline == 0 {
		cmd.Env = append(cmd.Env, envRest+"=1")
	}
	if end.outcome, err = runProcess(cmd, tb.deadline(t, row)); err != nil {
		return ending{}, fmt.Errorf("cannot run a child: %w", err)
	}
	if row.Program == "" {
		if end.account, err = readAccount(path); errors.Is(err, fs.ErrNotExist) {
			return ending{}, fmt.Errorf("the child ended (status %d) before it came to the row:\n%s", end.status, indent(end.output))
		} else if err != nil {
			return ending{}, err
		}
	}
	if tool == Race {
		if end.race, err = raceLog(log); err != nil {
			return ending{}, err
		}
		if end.race == "" && end.status == raceStatus {
			return ending{}, fmt.Errorf("the race detector ended the child, but left no report in its log:\n%s", indent(end.output))
		}
	}
	return end, nil
}

// answer returns what the tool makes of it.
func (end ending) answer(row Row, tool Tool) (answer Answer, said string) {
	seen := false
	switch tool {
	case Race:
		seen, said = end.race != "", end.race
	case Runtime:
		if at := crash.FindStringIndex(end.output); at != nil && !end.deadline {
			seen, said = true, shorten(end.output[at[0]:])
		}
	case GoDeadlock:
		seen, said = since("POTENTIAL DEADLOCK", end.output)
	case Deadlock:
		seen, said = since("WARNING: DEADLOCK", end.output)
	case Goleak:
		seen, said = end.Leaks != "", end.Leaks
	case Assert:
		seen, said = end.assertion(row)
	}
	if seen {
		return Sees, said
	}
	return Silent, strings.TrimSpace(shorten(end.output))
}

// since returns what was printed from where a report begins with these words, if one does.
func since(words, output string) (seen bool, said string) {
	at := strings.Index(output, words)
	if at < 0 {
		return false, ""
	}
	return true, output[at:]
}

// assertion says whether the row's own check noticed: it failed, or the row never ended. A process
// that the runtime ended first had no chance to.
func (end ending) assertion(row Row) (seen bool, said string) {
	switch {
	case end.deadline:
		return true, "did not end before its deadline; its goroutines then:\n" + shorten(end.output)
	case end.Rest != "":
		return true, "never ends: all its goroutines are blocked:\n" + shorten(end.Rest)
	case end.Failed:
		return true, end.output
	case crash.MatchString(end.output):
		return false, end.output
	}
	// A program, or a row that gave up by os.Exit or log.Fatal.
	return (row.Program != "" || end.account == account{}) && end.status != 0, end.output
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
	case Deadlock:
		binary, err = tb.rewritten(tool)
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
