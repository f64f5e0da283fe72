//go:build !linux

package measure

import "github.com/counterpoint-go/counterpoint/internal/sample"

func futexMissing(int) string { return "futexes are Linux's" }

func futexHops(int) sample.Task { panic("measure: futexes are Linux's") }
