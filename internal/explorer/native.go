package explorer

import (
	"fmt"
	"go/token"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// native is the line, in a comment before the package clause of one of its files, by which a package asks to be left as
// it is: nothing that it does is a step of a schedule. That is for what hangs on addresses or on the runtime's own
// numbers, which are others in each execution. It must not call what is rewritten while it holds a lock.
const native = "//explore:native"

func findNative(u *rebuild.Unit) token.Pos {
	for _, f := range u.Syntax {
		for _, group := range f.Comments {
			for _, c := range group.List {
				if c.Text == native && c.Pos() < f.Package {
					return c.Pos()
				}
			}
		}
	}
	return token.NoPos
}

// leftAsItIs returns that a package is not rewritten, and why for the tests that it has; nil if it is.
func (p *program) leftAsItIs(u *rebuild.Unit) (refusal *instrument.Refusal, why string) {
	if u.Cgo.IsValid() {
		return &instrument.Refusal{Pos: u.Cgo, Why: fmt.Sprintf("package %s uses cgo, and is not rewritten", u.PkgPath)}, "the package uses cgo"
	}
	if pos := findNative(u); pos.IsValid() {
		return &instrument.Refusal{Pos: p.Fset.Position(pos), Why: fmt.Sprintf("package %s says %s, and is not rewritten", u.PkgPath, native)}, "the package says " + native
	}
	return nil, ""
}
