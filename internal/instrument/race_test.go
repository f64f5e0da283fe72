//go:build race

package instrument_test

func init() { raced = true }
