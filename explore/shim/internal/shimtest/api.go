package shimtest

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/exports"
)

const shimPath = "github.com/counterpoint-go/counterpoint/explore/shim/"

// Mirrors fails the test for every exported name, method and field of the real package that the shim does not
// have, or has otherwise; but for the names that are excepted.
func Mirrors(t *testing.T, shim, real string, except ...string) {
	t.Helper()
	ours := api(t, shimPath+shim, nil)
	for _, line := range api(t, real, except) {
		if !slices.Contains(ours, line) {
			t.Errorf("missing: %s", line)
		}
	}
}

// Aliases fails the test for every exported type of the real package that is not the very same in the shim, so
// that values could not go in and out; but for those that are excepted.
func Aliases(t *testing.T, shim, real string, except ...string) {
	t.Helper()
	ours, theirs := exports.Of(t, shimPath+shim), exports.Of(t, real)
	for _, name := range theirs.Names() {
		if o, ok := theirs.Lookup(name).(*types.TypeName); ok && o.Exported() && !slices.Contains(except, name) {
			if same := ours.Lookup(name); same == nil || types.TypeString(types.Unalias(same.Type()), nil) != types.TypeString(types.Unalias(o.Type()), nil) {
				t.Errorf("missing: type %s = %s.%s", name, real, name)
			}
		}
	}
}

// api returns what a package exports, a line each.
func api(t *testing.T, path string, except []string) (lines []string) {
	t.Helper()
	scope := exports.Of(t, path)
	for _, name := range scope.Names() {
		if o := scope.Lookup(name); o.Exported() && !slices.Contains(except, name) {
			lines = append(lines, members(o)...)
		}
	}
	return lines
}

// members returns an exported name with what can be selected from it.
func members(o types.Object) (lines []string) {
	switch o := o.(type) {
	case *types.Const:
		return []string{fmt.Sprintf("const %s %s = %s", o.Name(), typeString(o.Type()), o.Val().ExactString())}
	case *types.TypeName:
		return typeMembers(o)
	}
	return []string{fmt.Sprintf("%T %s %s", o, o.Name(), typeString(o.Type()))}
}

// typeMembers returns a type with its fields and methods.
func typeMembers(o *types.TypeName) (lines []string) {
	typ := o.Type()
	lines = append(lines, "type "+typeString(typ))
	if s, ok := typ.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				lines = append(lines, fmt.Sprintf("%s.%s %s", o.Name(), f.Name(), typeString(f.Type())))
			}
		}
	}
	if !types.IsInterface(typ) {
		typ = types.NewPointer(typ)
	}
	for m := range types.NewMethodSet(typ).Methods() {
		// What an embedded interface has is not there if nobody has put a value into that.
		inherited := !types.IsInterface(o.Type()) && types.IsInterface(m.Obj().(*types.Func).Signature().Recv().Type())
		if m.Obj().Exported() && !inherited {
			lines = append(lines, fmt.Sprintf("%s.%s %s", o.Name(), m.Obj().Name(), typeString(m.Type())))
		}
	}
	return lines
}

// typeString returns a type without the names of parameters and results.
func typeString(t types.Type) string {
	s, ok := t.(*types.Signature)
	if !ok {
		return types.TypeString(t, packageName)
	}
	list := func(vars *types.Tuple) string {
		var ts []string
		for v := range vars.Variables() {
			ts = append(ts, typeString(v.Type()))
		}
		return "(" + strings.Join(ts, ", ") + ")"
	}
	text := "func"
	for p := range s.TypeParams().TypeParams() {
		text += fmt.Sprintf("[%v %s]", p, types.TypeString(p.Constraint(), packageName))
	}
	text += list(s.Params()) + list(s.Results())
	if s.Variadic() {
		text += "..."
	}
	return text
}

// packageName returns the name of a package; testing for explore, whose T is that of the shim of testing.
func packageName(p *types.Package) string {
	if p.Name() == "explore" {
		return "testing"
	}
	return p.Name()
}
