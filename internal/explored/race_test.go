//go:build race

package explored_test

func init() { raced = true }
