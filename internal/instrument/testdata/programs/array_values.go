// Arrays are values: passed, returned, compared, nested, indexed in place and ranged over.
package main

import "fmt"

type matrix [2][2]int

func (m matrix) t() matrix { m[0][1], m[1][0] = m[1][0], m[0][1]; return m }
func (m *matrix) scale(k int) {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= k
		}
	}
}

var g = matrix{{1, 2}, {3, 4}}

func get() matrix { g[0][0]++; return g }

func main() {
	a := g
	h := g.t()
	g.scale(10)
	fmt.Println(a, g, h, a == matrix{{1, 2}, {3, 4}}, a.t() == h)
	i := 0
	next := func() int { i++; return i % 2 }
	fmt.Println(get()[next()][next()], get()[0], g[0][0], i)
	g[next()][next()] = g[next()][next()] + 1
	fmt.Println(g, i)
	rows := [2]*[2]int{&g[0], &g[1]}
	rows[0][1], rows[1][0] = rows[1][0], rows[0][1]
	*rows[0] = [2]int{7, (*rows[0])[1]}
	fmt.Println(g, *rows[1], len(rows[0]))
	b := [...]struct{ n [2]int }{{[2]int{1, 2}}, {}}
	c := b
	b[0].n[1], c[1].n = 50, b[0].n
	fmt.Println(b, c, b != c)
	swap := func(x [2]int) [2]int { x[0], x[1] = x[1], x[0]; return x }
	fmt.Println(swap(c[1].n), c[1].n, swap(swap(g[1])) == g[1])
	var zero [0]int
	for range zero {
		i = -1
	}
	s := g[:]
	s[1][1] = -1
	fmt.Println(g[1], len(zero), i, [2]any{g, s[0]})
}

// Output:
// [[1 2] [3 4]] [[10 20] [30 40]] [[1 3] [2 4]] true true
// 30 [12 20] 12 2
// [[12 20] [31 40]] 6
// [[7 31] [20 40]] [20 40] 2
// [{[1 50]} {[0 0]}] [{[1 2]} {[1 2]}] true
// [2 1] [1 2] true
// [20 -1] 0 6 [[[7 31] [20 -1]] [7 31]]
