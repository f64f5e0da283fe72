//go:build race

package time_test

func init() { raced = true }
