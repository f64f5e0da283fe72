package lockcheck

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// Build has the tests of the one package that is named built with locks that are watched, to be run by somebody else:
// binary is the path of what it makes. Only that package is rewritten, and what else it needs stays as it is. Of the request
// it takes what says which package, and where it may write.
func Build(ctx context.Context, g gocommand.Go, r Request, binary string) error {
	p, err := rebuild.Load(ctx, g, rebuild.Request{Patterns: r.Patterns, Tags: r.Tags, Race: r.Race, Temp: r.Temp, Wanted: named})
	if err != nil {
		return err
	}
	b, err := p.Prepare()
	if err != nil {
		return err
	}
	c := &check{Request: r, program: p, building: b, left: map[string]string{}, rewritten: map[string]bool{}}
	if err := c.rewrite(); err != nil {
		return err
	}
	flags, err := b.Flags()
	if err != nil {
		return err
	}
	args := slices.Concat([]string{"test", "-c", "-o=" + binary}, flags, p.FileFlags(), p.Named)
	var stderr bytes.Buffer
	if err := g.Run(ctx, &stderr, &stderr, b.Env, args...); err != nil {
		return fmt.Errorf("%s does not build when its locks are watched: %w\n%s", strings.Join(p.Named, " "), err, stderr.String())
	}
	return nil
}

// named says which packages were named, with their tests.
func named(p *rebuild.Program) func(*packages.Package) bool {
	return func(q *packages.Package) bool { return slices.Contains(p.Named, rebuild.ImportPath(q)) }
}
