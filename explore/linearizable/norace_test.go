//go:build !race

package linearizable_test

const raced = false

func hidden(f func()) { f() }
