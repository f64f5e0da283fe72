package rebuild

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// A place is where the user's packages are, as the go command has it.
type place struct {
	GOVERSION, GOMOD, GOWORK, GOFLAGS, GOMODCACHE, GOCACHE string
}

func findPlace(ctx context.Context, g gocommand.Go) (p place, err error) {
	out, err := g.Output(ctx, "go env", "env", "-json", "GOVERSION", "GOMOD", "GOWORK", "GOFLAGS", "GOMODCACHE", "GOCACHE")
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		return p, fmt.Errorf("cannot read what go env printed: %w", err)
	}
	if p.GOWORK == "off" {
		p.GOWORK = ""
	}
	return p, p.check()
}

// check says what makes it impossible to rewrite tests here.
func (p place) check() error {
	switch {
	case p.GOWORK == "" && filepath.Base(p.GOMOD) != "go.mod": // the null device
		return errors.New("there is no go.mod here or above: tests are rewritten in a module")
	case isSet(p.GOFLAGS, "cover") || isSet(p.GOFLAGS, "coverprofile") || isSet(p.GOFLAGS, "covermode") || isSet(p.GOFLAGS, "coverpkg"):
		return ErrCover
	case isSet(p.GOFLAGS, "overlay"):
		return errors.New("GOFLAGS has -overlay, which is how rewritten files get to the go command: take it out")
	case isOlder(p.GOVERSION, language):
		return fmt.Errorf("what rewritten code is built with needs %s, and the go command is %s", language, p.GOVERSION)
	}
	return nil
}

// ErrCover says that coverage cannot be had.
var ErrCover = errors.New("-cover rewrites the files too, and cannot be combined with this: ask go test for the coverage")

// flag returns the value of a flag in GOFLAGS.
func flag(flags, name string) (value string, ok bool) {
	for _, f := range strings.Fields(flags) {
		f, value, _ := strings.Cut(strings.TrimLeft(f, "-"), "=")
		if f == name {
			return value, true
		}
	}
	return "", false
}

func isSet(flags, name string) bool {
	value, ok := flag(flags, name)
	return ok && value != "false"
}
