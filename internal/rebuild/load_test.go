package rebuild

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsIn(t *testing.T) {
	assert.True(t, IsIn("explore", Ours+"/explore"))
	assert.True(t, IsIn("explore", Ours+"/explore/shim/sync"))
	assert.False(t, IsIn("explore", Ours+"/explored"))
	assert.False(t, IsIn("explore", "example.com/explore"))
}

func TestMatches(t *testing.T) {
	assert.True(t, matches("a.b/c", "a.b/c"))
	assert.False(t, matches("a.b/c", "a.b/c/d"))
	assert.True(t, matches("a.b/c/...", "a.b/c"))
	assert.True(t, matches("a.b/c/...", "a.b/c/d"))
	assert.False(t, matches("a.b/c/...", "a.b/cd"))
}

func TestFlag(t *testing.T) {
	value, ok := flag("-mod=mod -race --tags=a,b", "tags")
	assert.True(t, ok)
	assert.Equal(t, "a,b", value)
	assert.True(t, isSet("-cover", "cover"))
	assert.False(t, isSet("-cover=false -coverpkg=x", "cover"))
}

func TestIsOlder(t *testing.T) {
	assert.True(t, isOlder("go1.25.3", language))
	assert.False(t, isOlder("go1.26", language))
	assert.False(t, isOlder("go1.27rc1 X:loopvar", language))
	assert.False(t, isOlder("devel go1.27-1234", language))
}
