package explorer

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// Build has the tests of the one package that is named rewritten and built, to be run by somebody else: binary is the
// path of what it makes. What cannot be rewritten is an error.
func (r Request) Build(ctx context.Context, g gocommand.Go, binary string) error {
	where, err := findPlace(ctx, g)
	if err != nil {
		return err
	}
	p, err := load(ctx, g, &r)
	if err != nil {
		return err
	}
	files := filepath.Join(r.Temp, "files")
	if err := os.Mkdir(files, 0o777); err != nil {
		return err
	}
	b, err := p.prepare(where, newOverlay(files), r.Temp)
	if err != nil {
		return err
	}
	_, refused, err := p.rewrite(b, r.Run)
	if err != nil {
		return err
	}
	for _, path := range p.named {
		if why := refused[path]; why != "" {
			return fmt.Errorf("%s cannot be explored: %s", path, why)
		}
	}
	overlay, err := b.write()
	if err != nil {
		return err
	}
	args := append([]string{"test", "-c", "-o=" + binary}, b.flags(overlay)...)
	args = append(append(args, r.fileFlags()...), p.named...)
	var stderr bytes.Buffer
	if err := g.Run(ctx, &stderr, &stderr, b.env, args...); err != nil {
		return fmt.Errorf("%s does not build when it is rewritten: %w\n%s", strings.Join(p.named, " "), err, stderr.String())
	}
	return nil
}

// flags returns the flags of the go command that have it build what the overlay shows.
func (b *building) flags(overlay string) []string {
	// Schedules show lines of source, which are read from where the program says that they are: no -trimpath.
	flags := append([]string{"-vet=off", "-trimpath=false", "-overlay=" + overlay}, b.added...)
	if !isSet(b.GOFLAGS, "ldflags") {
		flags = append(flags, "-ldflags=-w") // nobody debugs it, and linking is quicker without
	}
	return flags
}
