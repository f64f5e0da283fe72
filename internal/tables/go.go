package tables

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// Go is the go command, as it is run for tables. Its environment is that of [Environment].
type Go gocommand.Go

// Environment returns the environment of this process without what would change what a table's tools
// see, GORACE, GODEADLOCK and all of verdict's own variables, and the names of those that it left out.
func Environment() (env, ignored []string) {
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); name == "GORACE" || name == "GODEADLOCK" || strings.HasPrefix(name, "VERDICT_") {
			ignored = append(ignored, name)
			continue
		}
		env = append(env, entry)
	}
	return env, ignored
}

// output runs the go command and returns what it prints. asked says what for, should it refuse.
func (g Go) output(ctx context.Context, asked string, args ...string) (string, error) {
	return gocommand.Go(g).Output(ctx, asked, args...)
}

// Places returns the directory of the main module, "" outside of one, and that of Go itself.
func (g Go) Places(ctx context.Context) (module, goroot string, err error) {
	var env struct{ GOMOD, GOROOT string }
	if err := g.env(ctx, &env, "GOMOD", "GOROOT"); err != nil {
		return "", "", err
	}
	if filepath.Base(env.GOMOD) == "go.mod" { // and not the null device
		module = filepath.Dir(env.GOMOD)
	}
	return module, env.GOROOT, nil
}

// env asks go env for the variables and stores them in the struct that values points to.
func (g Go) env(ctx context.Context, values any, names ...string) error {
	out, err := g.output(ctx, "go env", append([]string{"env", "-json"}, names...)...)
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out), values); err != nil {
		return fmt.Errorf("cannot read what go env printed: %w", err)
	}
	return nil
}

// CheckRace says in one line what the race detector lacks on this machine; nil if nothing.
func (g Go) CheckRace(ctx context.Context) error {
	var env struct {
		GOOS, GOARCH, GOHOSTOS, GOHOSTARCH, CC string

		Cgo string `json:"CGO_ENABLED"`
	}
	if err := g.env(ctx, &env, "GOOS", "GOARCH", "GOHOSTOS", "GOHOSTARCH", "CGO_ENABLED", "CC"); err != nil {
		return err
	}
	platform := env.GOOS + "/" + env.GOARCH

	// The go command knows where -race works; it says so before it looks at the package.
	_, err := g.output(ctx, "go list -race", "list", "-race", "unsafe")
	var refused *GoError
	compiler, _, _ := strings.Cut(env.CC, " ")
	_, lost := exec.LookPath(compiler)
	switch refusal := errors.As(err, &refused); {
	case err != nil && !refusal:
		return err
	case refusal && strings.Contains(refused.Words, "not supported"):
		return fmt.Errorf("the tables need the race detector (-race), and there is none for %s", platform)
	case refusal && !strings.Contains(refused.Words, "requires cgo"):
		return err
	case platform != env.GOHOSTOS+"/"+env.GOHOSTARCH && (refusal || lost != nil):
		return fmt.Errorf("the tables run their programs on this machine, and GOOS and GOARCH ask for %s: unset them", platform)
	case refusal && lost == nil:
		return fmt.Errorf("the race detector (-race) needs cgo and a C compiler, and CGO_ENABLED=%s turns cgo off: unset it, or set CGO_ENABLED=1", env.Cgo)
	case lost != nil && env.GOOS != "darwin": // the one system where -race does without
		also := ""
		if env.Cgo == "0" && os.Getenv("CGO_ENABLED") != "" {
			also = ", and unset CGO_ENABLED"
		}
		return fmt.Errorf("the race detector (-race) needs cgo and a C compiler, and %q is not in PATH: install %s%s",
			compiler, compilerFor(env.GOOS), also)
	}
	return nil
}

// compilerFor says what to install on a system for go to have a C compiler.
func compilerFor(goos string) string {
	switch goos {
	case "windows":
		return "gcc, which comes with MinGW-w64 (in MSYS2, the package mingw-w64-ucrt-x86_64-gcc)"
	case "darwin":
		return "Xcode's command line tools (xcode-select --install)"
	}
	return "gcc (on Debian and Ubuntu, the package build-essential; on Alpine, build-base)"
}
