// Assignment operators on strings, floats, complex numbers, runes and named types.
package main

import "fmt"

type money int64

func (m money) String() string { return fmt.Sprintf("$%d", int64(m)) }

type state struct {
	s string
	f float32
	c complex128
	r rune
	m money
	u uintptr
}

func main() {
	st := &state{"a", 1.5, 1 + 2i, 'a', 3, 1}
	touch := func() {
		st.s += "b"
		st.f *= 3
		st.c *= 2i
		st.r += 2
		st.m -= 10
		st.u <<= 5
	}
	touch()
	touch()
	st.f /= 4
	st.c -= 1
	st.c++
	st.f++
	st.r--
	fmt.Println(st.s, st.f, st.c, string(st.r), st.m, st.u)
	st.s += string(st.r) + st.s
	fmt.Println(st.s, real(st.c), imag(st.c))
}

// Output:
// abb 4.375 (-4-8i) d $-17 1024
// abbdabb -4 -8
