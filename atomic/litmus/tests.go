package litmus

import "slices"

// Tests returns the tests that come with the package: six shapes, each with plain variables and with atomic ones. A name is
// that of the shape, a slash, and the variant.
func Tests() []Test {
	return slices.Concat(storeBuffering(), messagePassing(), coherence(), loadBuffering(), lostUpdate(), tornInterface())
}
