package globals

import (
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
)

var a = b + 1
var b = f()
var c, d = g()
var e int
var m = map[string][]int{
	"x": {1, 2}, // a comment
}
var mu sync.Mutex
var n atomic.Int64
var log []string
var ch = make(chan int, 1)
var handler = func(s string) string {
	return s + "!"
}
var v, ok = m["x"]
var some = new(flag.FlagSet).Int("some", 3, "once")
var _ = note("blank")

func note(s string) int { log = append(log, s); return 0 }

func f() int { note("f"); return 2 }

func g() (int, string) { note("g"); return a, "d" }

func init() { note("init 1") }

func init() {
	note("init 2")
	e += 5
}

func Run() {
	mu.Lock()
	defer mu.Unlock()
	n.Add(1)
	a++
	m["x"][0]++
	ch <- a
	fmt.Println(a, b, c, d, e, m, n.Load(), log, <-ch, handler("h"), v, ok, *some)
}
