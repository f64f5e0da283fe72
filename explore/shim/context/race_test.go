//go:build race

package context_test

func init() { raced = true }
