// Package variables in groups, without values, with several names, of struct, array and function type.
package main

import "fmt"

var (
	i, j  int = 1, 2
	s, t      = "s", []string{"t"}
	zero  [3]struct{ n, m int }
	fn    func(int) int
	iface interface{ String() string }
	m     = map[string][]int{}
	self  = &zero[1]
	tick  = i + j
)

type name string

func (n name) String() string { return "<" + string(n) + ">" }

func reset() (old [3]struct{ n, m int }) {
	old, zero = zero, [3]struct{ n, m int }{}
	return
}

func main() {
	fn = func(n int) int { i, j = j, i+n; return tick }
	fmt.Println(i+fn(5), j, fn(1), i)
	self.n, self.m = 4, self.n+1
	fmt.Println(reset(), zero, *self)
	zero[1].m--
	fmt.Println(self.m)
	iface = name(s + t[0])
	s, t[0] = t[0], s
	fmt.Println(iface, s, t)
	m[s] = append(m[s], i)
	m[s][0] += tick
	fmt.Println(m)
	i := i * 2
	func() { i++ }()
	fmt.Println(i, other())
	fn = nil
	fmt.Println(fn == nil, iface.(name)+"!")
}

func other() int { return i }

// Output:
// 9 3 3 6
// [{0 0} {4 1} {0 0}] [{0 0} {0 0} {0 0}] {0 0}
// -1
// <st> t [s]
// map[t:[9]]
// 13 6
// true <st!>
