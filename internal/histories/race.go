//go:build race

package histories

// each says that every fourth history is checked. The race detector watches them all; it would watch the checker too,
// which then takes ten times as long.
const each = 4
