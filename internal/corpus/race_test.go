//go:build race

package corpus

func init() { raced = true }
