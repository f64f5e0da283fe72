package verdict

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Result is what the tools answered about one row. It is one line of `counterpoint -json`, and
// the value of the attribute "verdict" that [Table] gives the row's subtest, where programs that
// read `go test -json` find it.
type Result struct {
	Package string          `json:"package"` // import path of the package under test
	Row     string          `json:"row"`
	Mistake string          `json:"mistake"`
	Safe    bool            `json:"safe"`
	Tools   map[Tool]Answer `json:"tools"` // what each tool answered; n/a if it was not asked
	Want    Want            `json:"want"`
	OK      bool            `json:"ok"`              // no tool that was asked answered anything else than wanted
	Bound   int             `json:"bound,omitempty"` // the row's Bound: Explore is silent as far as that
	// Outcomes are what the executions that Explore has run came to, as they told by T.Outcome.
	Outcomes []Outcome `json:"outcomes,omitempty"`
}

// A Report is a Result with all that the tools printed. With VERDICT_REPORT=dir in the environment
// Table writes one for each row that it runs, as JSON, to a file in dir.
type Report struct {
	Result
	Fix     string          `json:"fix,omitempty"`     // the row's Fix
	Program string          `json:"program,omitempty"` // the row's Program
	Said    map[Tool]string `json:"said"`              // what each tool printed
	// Sample is what Run's own assertion said in one run, of a row that does not ask for it because
	// that is luck: printed, never judged.
	Sample string `json:"sample,omitempty"`
}

// attribute is the key under which a row's Result is found among the attributes of its subtest.
const attribute = "verdict"

// publish tells the world what came out: as an attribute of the subtest, and in full as a file if
// one is asked for.
func publish(t *testing.T, report Report) {
	t.Helper()
	line, err := json.Marshal(report.Result)
	if err != nil {
		t.Fatalf("verdict: our own bug: %v", err)
	}
	t.Attr(attribute, string(line))
	dir := os.Getenv(envReport)
	if dir == "" {
		return
	}
	text, err := json.MarshalIndent(report, "", "\t")
	if err != nil {
		t.Fatalf("verdict: our own bug: %v", err)
	}
	name := strings.NewReplacer("/", "-", "\\", "-").Replace(report.Package + "." + t.Name())
	if err := os.WriteFile(filepath.Join(dir, name+".json"), text, 0o666); err != nil {
		t.Errorf("verdict: cannot write the report that %s asks for: %v", envReport, err)
	}
}

// A reply is what a tool has to say of a row.
type reply struct {
	answer   Answer
	said     string
	outcomes []Outcome // of Explore
	err      error     // it could not be asked
}

// wrong says what the row wants to be otherwise, "" if nothing.
func (r *reply) wrong(row Row, tool Tool) string {
	switch want := row.Want[tool]; {
	case r.answer != want:
		return fmt.Sprintf("want %s, got %s", want, r.answer)
	case !strings.Contains(r.said, row.Says[tool]):
		return fmt.Sprintf("sees it, as wanted, but its report does not contain %q", row.Says[tool])
	case tool == Explore:
		return row.Outcomes.wrong(r.outcomes)
	}
	return ""
}

// complain explains one wrong expectation: the row, the tool, what is wrong, what it said in full.
func complain(row Row, tool Tool, wrong, said string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "row %s (%s)\n  tool %s: %s\n", row.Name, row.Mistake, tool, wrong)
	if said == "" {
		fmt.Fprintf(&b, "  %s printed nothing", tool)
		return b.String()
	}
	fmt.Fprintf(&b, "  what %s said:\n%s", tool, indent(said))
	return b.String()
}

func indent(text string) string {
	return "    | " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    | ")
}
