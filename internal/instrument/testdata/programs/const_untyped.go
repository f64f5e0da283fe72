// Untyped operands: shifts that take their type from around them, booleans of named types, conversions of constants.
package main

import "fmt"

type flag bool
type my int16

var s uint = 40

func take(f float64, u uint8, a any) string { return fmt.Sprint(f, u, a) }

func main() {
	n := 3
	inc := func() int { n++; return n }
	var i64 int64 = 1<<s + 1
	var i32 = int32(1)<<s | 1
	var u8 = uint8(1<<n) << 4
	fmt.Println(i64, i32, u8, 1<<n == inc()*2, uint64(1<<s))
	var f flag = n == 4
	var g flag = f && n > 3
	var b = n < 5
	var h flag = "a" < "b"
	flip := func() { f = !f; h = h == g }
	flip()
	fmt.Println(f, g, b, h)
	fmt.Println(take(1<<3, 'a', 1<<n), take(2, 255, 'x'), take(0, 0, 1.0), take(7/2, 7.0, n == 4))
	var m my = 100
	m *= 2
	m += my(n) - 1.0
	fmt.Println(m, m/3.0, -m>>1, my(n)<<n)
	var e any = 1 << 4
	var c complex128 = 2
	c *= 1i
	fmt.Println(e, c, string(rune(65+n)), len("é"), []rune("é")[0] == 'é')
	arr := [...]float64{1, 2: 1 << 2, 'b' - 'a': 5}
	arr[n-3] /= 2
	fmt.Println(arr)
}

// Output:
// 1099511627777 1 128 false 1099511627776
// false true true true
// 8 97 16 2 255 120 0 0 1 3 7 true
// 203 67 -102 64
// 16 (0+2i) E 2 true
// [1 2.5 4]
