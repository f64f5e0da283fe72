package runner

import (
	"testing"
	"testing/cryptotest"
)

// reseed gives crypto/rand the same random numbers before every execution: what is drawn there must not differ from one
// to the next. A T that is not run keeps nothing from one call to the next. It can be done in tests alone.
func reseed() {
	if testing.Testing() {
		cryptotest.SetGlobalRandom(new(testing.T), 1)
	}
}

// seeded has crypto/rand be random again at the end of the test.
func seeded(t *testing.T) { cryptotest.SetGlobalRandom(t, 1) }
