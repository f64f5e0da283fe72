package sync_test

import (
	"go/importer"
	"go/token"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMirrorsSync fails when Go adds a name to package sync, or a method to one of its locks, that
// code whose import has been swapped would miss.
func TestMirrorsSync(t *testing.T) {
	from := importer.ForCompiler(token.NewFileSet(), "source", nil)
	real, err := from.Import("sync")
	require.NoError(t, err)
	ours, err := from.Import("github.com/counterpoint-go/counterpoint/verdict/godeadlock")
	require.NoError(t, err)
	for _, name := range real.Scope().Names() {
		object := real.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		twin := ours.Scope().Lookup(name)
		if !assert.NotNil(t, twin, "sync.%s", name) {
			continue
		}
		methods := types.NewMethodSet(types.NewPointer(types.Unalias(twin.Type())))
		for method := range types.NewMethodSet(types.NewPointer(object.Type())).Methods() {
			if method.Obj().Exported() {
				assert.NotNil(t, methods.Lookup(nil, method.Obj().Name()), "sync.%s.%s", name, method.Obj().Name())
			}
		}
	}
	for _, name := range ours.Scope().Names() {
		if twin := ours.Scope().Lookup(name); twin.Exported() {
			assert.NotNil(t, real.Scope().Lookup(name), "%s is not sync's", name)
		}
	}
}
