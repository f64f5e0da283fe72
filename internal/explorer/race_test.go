//go:build race

package explorer

func init() { raced = true }
