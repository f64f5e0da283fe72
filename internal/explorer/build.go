package explorer

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// Build has the tests of the one package that is named rewritten and built, to be run by somebody else: binary is the
// path of what it makes. What cannot be rewritten is an error.
func (r Request) Build(ctx context.Context, g gocommand.Go, binary string) error {
	p, err := load(ctx, g, r)
	if err != nil {
		return err
	}
	b, err := p.Prepare()
	if err != nil {
		return err
	}
	_, refused, err := p.rewrite(b, r.Run)
	if err != nil {
		return err
	}
	for _, path := range p.Named {
		if why := refused[path]; why != "" {
			return fmt.Errorf("%s cannot be explored: %s", path, why)
		}
	}
	flags, err := b.Flags()
	if err != nil {
		return err
	}
	args := append(append([]string{"test", "-c", "-o=" + binary}, flags...), append(p.FileFlags(), p.Named...)...)
	var stderr bytes.Buffer
	if err := g.Run(ctx, &stderr, &stderr, b.Env, args...); err != nil {
		return fmt.Errorf("%s does not build when it is rewritten: %w\n%s", strings.Join(p.Named, " "), err, stderr.String())
	}
	return nil
}
