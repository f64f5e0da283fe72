package verdict

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/lockcheck"
)

// Deadlock and Explore watch what is rewritten: the rewriter looks at types, and is at work in a child.

// rewritten returns the test binary that is rewritten for the tool, built once.
func (tb *table) rewritten(tool Tool) (string, error) {
	return once(tb, tb.binaries, string(tool), func() (string, error) { return tb.buildRewritten(tool) })
}

// buildRewritten is what a child without the race detector does that was asked for the binary: the rewriter would take
// several times as long with it.
func (tb *table) buildRewritten(tool Tool) (string, error) {
	builder, err := tb.plain()
	if err != nil {
		return "", err
	}
	binary := tb.binary(string(tool))
	cmd := exec.Command(builder, "-test.run="+exactly(tb.name), "-test.count=1")
	cmd.Dir = tb.dir
	cmd.Env = append(cmd.Environ(), envBuild+"="+string(tool)+"="+binary)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the tests cannot be rewritten for the column %[1]s: %[2]w\n%[3]s\n  (a package of which that is so wants .NA(%[1]s))", tool, err, indent(string(out)))
	}
	return binary, nil
}

// buildAsked builds the binary that a parent asks for: which tool watches the rows of the package in the working
// directory, and the path.
func buildAsked(toolAndBinary string) error {
	tool, binary, _ := strings.Cut(toolAndBinary, "=")
	temp, err := os.MkdirTemp(filepath.Dir(binary), "rewritten")
	if err != nil {
		return err
	}
	here := gocommand.Go{Env: os.Environ()}
	if Tool(tool) == Explore {
		r := explorer.Request{Patterns: []string{"."}, With: []string{self}, Tags: buildTags(), Temp: temp}
		return r.Build(context.Background(), here, binary)
	}
	// With the tag those of package deadlock are checked too, where they are used by that name.
	tags := strings.TrimPrefix(buildTags()+",deadlock", ",")
	return lockcheck.Build(context.Background(), here, lockcheck.Request{Patterns: []string{"."}, Tags: tags, Temp: temp}, binary)
}
