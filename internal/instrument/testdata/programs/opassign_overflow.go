// Numbers of few bits wrap around, in every form of assignment.
package main

import "fmt"

func main() {
	var (
		b  byte   = 250
		i8 int8   = 120
		u  uint16 = 1
		w  uint32 = 1 << 31
		n  int64  = -1 << 63
	)
	step := func() {
		b += 10
		i8 += 10
		u -= 2
		w <<= 1
		n--
	}
	step()
	fmt.Println(b, i8, u, w, n)
	bs := []byte{255, 0}
	m := map[string]int8{"x": 127}
	func() {
		bs[0]++
		bs[1]--
		m["x"]++
		i8 = -128
		i8 /= -1
	}()
	fmt.Println(bs, m, i8)
	bs[1] *= bs[1]
	bs[1] ^= 0xf0
	fmt.Println(bs, b<<4>>4, ^b)
}

// Output:
// 4 -126 65535 0 9223372036854775807
// [0 255] map[x:-128] -128
// [0 241] 4 251
