// Shifts by shared counts of every type, large ones and negative ones.
package main

import "fmt"

func main() {
	n := 1
	var by uint8 = 3
	get := func() uint8 { return by }
	n <<= by
	n <<= get()
	fmt.Println(n)
	by = 200
	n >>= by
	fmt.Println(n)
	m := int64(-1)
	m >>= by
	fmt.Println(m, uint32(1)<<by, int8(1)<<get()>>get())
	k := 2
	var f float64 = 1 << 3
	var u = uint8(255) << k
	fmt.Println(f, u, 1<<k+1, byte(1)<<k|1)
	var i64 int64 = 1 << k << 31
	fmt.Println(i64)
	k = -1
	defer func() { fmt.Println(recover(), n) }()
	set := func() { n = 7 }
	set()
	n <<= k
}

// Output:
// 64
// 0
// -1 0 0
// 8 252 5 5
// 8589934592
// runtime error: negative shift amount 7
