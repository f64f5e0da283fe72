package instrument

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func comparePositions(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Offset, b.Offset))
}

// isRefused refuses what the files hold that cannot be rewritten, and says whether that is all of the package: its
// files have to agree about the types of the shims.
func (r *rewriting) isRefused() (refused bool) {
	for _, f := range r.Files {
		for _, spec := range f.Imports {
			if spec.Path.Value == `"C"` {
				r.refuse(spec.Pos(), `imports "C": cgo is not rewritten, and so nothing of its package`)
				refused = true
			}
		}
		r.refuseElsewhere(f)
	}
	return r.refuseForeignTypes() || refused
}

// refuseElsewhere refuses what is implemented in no Go file.
func (r *rewriting) refuseElsewhere(f *ast.File) {
	for _, d := range f.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Body == nil {
			r.refuse(d.Pos(), "%s has no body: what assembly or a linked function does is not seen", d.Name.Name)
		}
	}
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:linkname ") {
				r.refuse(c.Pos(), "go:linkname: what goes past the package's own declarations is not seen")
			}
		}
	}
}

// refuseForeignTypes refuses a package that hands values of a shim's own type to a package that knows of the real
// one alone: such a program would not compile.
func (r *rewriting) refuseForeignTypes() (refused bool) {
	for _, f := range r.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			o := r.Info.Uses[id]
			if o == nil || o.Pkg() == nil || o.Pkg() == r.Types || r.isRewritten(o.Pkg().Path()) {
				return true
			}
			if name := ownType(o.Type(), map[types.Type]bool{}); name != "" {
				r.refuse(id.Pos(), "%s.%s, which is not rewritten, has to do with %s, which is another type in rewritten code", o.Pkg().Path(), o.Name(), name)
				if d := testAround(r, f, id); d != nil {
					r.left[d] = true
				} else {
					refused = true
				}
			}
			return true
		})
	}
	return refused
}

// testAround returns the test that an identifier is in, nil if none.
func testAround(r *rewriting, f *ast.File, id *ast.Ident) *ast.FuncDecl {
	for _, d := range f.Decls {
		d, ok := d.(*ast.FuncDecl)
		if ok && d.Pos() <= id.Pos() && id.Pos() < d.End() && r.isTest(r.Info.Defs[d.Name]) {
			return d
		}
	}
	return nil
}

// isRewritten says whether a package shares the types of the shims.
func (r *rewriting) isRewritten(path string) bool {
	if _, ok := swapped[path]; ok || r.Rewritten == nil {
		first, _, _ := strings.Cut(path, "/")
		return ok || strings.Contains(first, ".")
	}
	return r.Rewritten(path)
}

// ownType returns the name of a type in the signature or on the face of t that a shim has one of its own for.
func ownType(t types.Type, seen map[types.Type]bool) string {
	if seen[t] {
		return ""
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		if o := t.Obj(); o.Pkg() != nil && isOwn(o.Pkg().Path(), o.Name()) {
			return o.Pkg().Path() + "." + o.Name()
		}
	case *types.Signature:
		if name := ownType(t.Params(), seen); name != "" {
			return name
		}
		return ownType(t.Results(), seen)
	case *types.Tuple:
		for v := range t.Variables() {
			if name := ownType(v.Type(), seen); name != "" {
				return name
			}
		}
	case interface{ Elem() types.Type }: // a pointer, slice, array, channel or map
		return ownType(t.Elem(), seen)
	}
	return ""
}

// isOwn says whether the shim of a package has a type of its own by this name; the others are the real ones.
func isOwn(path, name string) bool {
	switch path {
	case "sync":
		return name != "Locker"
	case "sync/atomic":
		return true
	case "time":
		return name == "Timer" || name == "Ticker"
	case "testing":
		return name == "T" || name == "InternalTest"
	case "math/rand", "math/rand/v2":
		return false
	}
	return false
}
