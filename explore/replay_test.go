package explore

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Every kind of operation has a letter of its own in replay strings.
func TestLetters(t *testing.T) {
	n := 0
	for k := sched.Kind(1); k.String() != ""; k++ {
		assert.NotZero(t, letters[k], k)
		n++
	}
	assert.Len(t, kindOf, n)
}
