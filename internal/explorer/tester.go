package explorer

import (
	goimporter "go/importer"
	"go/token"
	"go/types"
	"io"
	"os"

	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// withTests returns the packages of other modules that the user's tests import and that want a testing.T, such as
// testify's suite: they have to be rewritten with the tests, whose T is another one.
func withTests(p *rebuild.Program) (paths []string) {
	exports := map[string]string{}
	for _, q := range p.Loaded {
		exports[q.PkgPath] = q.ExportFile
	}
	compiled := goimporter.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	asked := map[string]bool{}
	for _, q := range p.Loaded {
		if q.Module == nil || !q.Module.Main {
			continue
		}
		for _, i := range q.Imports {
			if asked[i.PkgPath] || i.Module == nil || i.Module.Main || rebuild.IsIn("explore", i.PkgPath) || i.Imports["testing"] == nil || i.ExportFile == "" {
				continue
			}
			asked[i.PkgPath] = true
			if t, err := compiled.Import(i.PkgPath); err == nil && wantsT(t) {
				paths = append(paths, i.PkgPath)
			}
		}
	}
	return paths
}

// wantsT says whether a function or method that the package exports takes a *testing.T.
func wantsT(p *types.Package) bool {
	for _, name := range p.Scope().Names() {
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Func:
			if o.Exported() && takesT(o) {
				return true
			}
		case *types.TypeName:
			methods := types.NewMethodSet(types.NewPointer(o.Type()))
			for i := range methods.Len() {
				if m, ok := methods.At(i).Obj().(*types.Func); ok && o.Exported() && m.Exported() && takesT(m) {
					return true
				}
			}
		}
	}
	return false
}

func takesT(f *types.Func) bool {
	for v := range f.Signature().Params().Variables() {
		if types.TypeString(v.Type(), nil) == "*testing.T" {
			return true
		}
	}
	return false
}
