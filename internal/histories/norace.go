//go:build !race

package histories

// each says that every history is checked.
const each = 1
