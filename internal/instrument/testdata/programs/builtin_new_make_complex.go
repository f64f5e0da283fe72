// new, make and complex with operands that are shared and change.
package main

import "fmt"

type rec struct{ a, b int }

func main() {
	n := 2
	next := func() int { n++; return n }
	s := make([]int, next(), next()+10)
	fmt.Println(len(s), cap(s), n)
	m := make(map[string]*rec, next())
	c := make(chan rec, next())
	p := new(rec)
	p.a, p.b = next(), next()
	m["p"] = p
	c <- *p
	p.a = -1
	fmt.Println(*m["p"], <-c, cap(c))
	q := new(*rec)
	*q = p
	(*q).b++
	(**q).a += n
	fmt.Println(*p, **q == *p)
	x := new(int)
	*x += next()
	*x++
	fmt.Println(*x)
	z := complex(float64(*x), 2)
	conj := func() { z = complex(real(z), -imag(z)) }
	conj()
	z *= z
	fmt.Println(z, real(z) < 0, imag(z))
	cs := []complex64{1i}
	cs[0] += complex(1, float32(n))
	cs[0]++
	fmt.Println(cs[0], real(cs[0]))
	grid := make([][]rec, 2)
	for i := range grid {
		grid[i] = make([]rec, i+1)
	}
	grid[1][1].b = len(grid[0])
	fmt.Println(grid)
	e := *new([2]func() int)
	fmt.Println(e[0] == nil, *new(string) == "")
}

// Output:
// 3 14 4
// {-1 8} {7 8} 6
// {7 9} true
// 10
// (96-40i) false -40
// (2+10i) 2
// [[{0 0}] [{0 0} {0 1}]]
// true true
