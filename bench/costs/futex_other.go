//go:build !linux

package costs

import "github.com/counterpoint-go/counterpoint/bench"

func futexMissing(int) string { return "futexes are Linux's" }

func futexHops(int) bench.Task { panic("costs: futexes are Linux's") }
