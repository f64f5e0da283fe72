package explore

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

type loud int

func (loud) String() string { panic("called") }

type shy struct {
	N     int
	p     *int
	inner any
	err   error
}

func (*shy) Error() string { panic("called") }

type guarded struct {
	n  int
	mu sync.RWMutex //nolint:unused // it is shown
}

// A value is shown without a call of its methods, and without an address.
func TestValueText(t *testing.T) {
	n := 1
	deep := []any{1}
	for range 5 {
		deep = []any{deep}
	}
	for want, v := range map[string]any{
		"nil":                            nil,
		"7":                              7,
		"8":                              loud(8),
		"text":                           "text",
		"true":                           true,
		"2.5":                            2.5,
		"(1+2i)":                         1 + 2i,
		"&int":                           &n,
		"map[string]int":                 map[string]int{"a": 1},
		"{1 &int 9 &errors.errorString}": shy{1, &n, loud(9), errors.New("not so")},
		"{0 nil nil nil}":                shy{},
		"&explore.shy":                   error(&shy{}),
		"[1 2]":                          []int{1, 2},
		"{1 sync.RWMutex}":               guarded{n: 1},
		"[1 2 3]":                        [3]uint8{1, 2, 3},
		"[0 0 0 0 0 0 0 0 ...]":          make([]int, 9),
		"[[[[...]]]]":                    deep,
		"1s":                             time.Second,
		"a: b":                           fmt.Errorf("a: %w", errors.New("b")),
		"2000-01-01 00:00:00 +0000 UTC":  time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		assert.Equal(t, want, valueText(v))
	}
	assert.Equal(t, "nil", valueText((*int)(nil)))
	assert.Equal(t, "nil", valueText([]int(nil)))
}
