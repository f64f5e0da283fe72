package explore

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// What is repeated is written once.
func TestRepeated(t *testing.T) {
	plan, kinds, err := decode("v1.0rrr.1w*1000r")
	assert.NoError(t, err)
	assert.Len(t, plan, 1004)
	assert.Equal(t, sched.Store, kinds[1002])
	assert.Equal(t, sched.Do(1), plan[3])
	for _, s := range []string{"v1.0r*", "v1.0r*0", "v1.0r*x", "v1.0*3", "v1.0r*9999999", "v1.0r*99999999999"} {
		_, _, err := decode(s)
		assert.ErrorContains(t, err, "is no replay string", s)
	}
	body := func(t *T) {
		for range 500 {
			t.Wait()
		}
		t.Fail()
	}
	r := Run(body)
	assert.Equal(t, "v1.0j*500", r.Failures[0].Trace.Replay)
	again := Run(body, Replay("v1.0j*500"))
	assert.Equal(t, r.Failures[0].Trace, again.Failures[0].Trace)
}

// Every kind of operation has a letter of its own in replay strings.
func TestLetters(t *testing.T) {
	n := 0
	for k := sched.Kind(1); k.String() != ""; k++ {
		assert.NotZero(t, letters[k], k)
		n++
	}
	assert.Len(t, kindOf, n)
}
