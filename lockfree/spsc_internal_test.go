package lockfree

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPursuit(t *testing.T) {
	var p pursuit
	for range 2 {
		assert.False(t, p.isClose(1))
		assert.False(t, p.isClose(near-1))
		assert.True(t, p.isClose(1), "the third time in a row")
		assert.True(t, p.isClose(1))
		assert.False(t, p.isClose(near), "it has got ahead")
		assert.False(t, p.isClose(1))
		assert.False(t, p.isClose(0), "whoever has to give up is in no pursuit")
	}
	for range 2 {
		p.slipped(near)
		assert.False(t, p.isClose(1))
	}
	assert.True(t, p.isClose(1), "a slip that was of use changes nothing")
	p.slipped(1)
	for range onHeels - noChase - 1 {
		assert.False(t, p.isClose(1), "nobody gets ahead")
	}
	assert.True(t, p.isClose(1))
}
