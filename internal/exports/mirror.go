package exports

import (
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Mirrors fails when a package of Go's has a name, or a type of it a method, that its look-alike lacks, as may be once Go
// adds one; or when the look-alike has a name too many. Code whose import has been swapped would miss it, or find it.
func Mirrors(t *testing.T, lookAlike, path string) {
	t.Helper()
	ours, real := Of(t, lookAlike), Of(t, path)
	for _, name := range real.Names() {
		object := real.Lookup(name)
		if !object.Exported() {
			continue
		}
		twin := ours.Lookup(name)
		if !assert.NotNil(t, twin, "%s.%s", path, name) {
			continue
		}
		methods := types.NewMethodSet(types.NewPointer(types.Unalias(twin.Type())))
		for method := range types.NewMethodSet(types.NewPointer(object.Type())).Methods() {
			if method.Obj().Exported() {
				assert.NotNil(t, methods.Lookup(nil, method.Obj().Name()), "%s.%s.%s", path, name, method.Obj().Name())
			}
		}
	}
	for _, name := range ours.Names() {
		if ours.Lookup(name).Exported() {
			assert.NotNil(t, real.Lookup(name), "%s is not %s's", name, path)
		}
	}
}
