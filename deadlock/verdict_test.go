package deadlock_test

import (
	"slices"
	"testing"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// asleep is the runtime's verdict on a deadlock.
const asleep = "fatal error: all goroutines are asleep - deadlock!"

// What is asked for in one table is built once.
func TestVerdict(t *testing.T) {
	verdict.Table(t, slices.Concat(orderRows(), selfRows(), waitRows(), safeRows(), alikeRows()))
}
