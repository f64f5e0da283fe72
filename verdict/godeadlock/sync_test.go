package sync_test

import (
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/exports"
)

// TestMirrorsSync fails when Go adds a name to package sync, or a method to one of its locks, that
// code whose import has been swapped would miss.
func TestMirrorsSync(t *testing.T) {
	real, ours := exports.Of(t, "sync"), exports.Of(t, "github.com/counterpoint-go/counterpoint/verdict/godeadlock")
	for _, name := range real.Names() {
		object := real.Lookup(name)
		if !object.Exported() {
			continue
		}
		twin := ours.Lookup(name)
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
	for _, name := range ours.Names() {
		if twin := ours.Lookup(name); twin.Exported() {
			assert.NotNil(t, real.Lookup(name), "%s is not sync's", name)
		}
	}
}
