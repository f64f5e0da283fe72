// Constants are not variables: iota, typed and untyped ones, in array lengths, cases and shadowed by variables.
package main

import "fmt"

type color uint8

const (
	red color = iota + 1
	_
	blue
	mask = 1<<iota - 1
)

const (
	kb = 1 << (10 * (iota + 1))
	mb
	huge = 1 << 100
)

const text = "const" + "ant"

func (c color) String() string { return [...]string{red: "R", blue: "B"}[c] }

func main() {
	var arr [len(text) + mask%2]int
	n := mask
	add := func() { n += kb / mb; arr[blue]++ }
	add()
	fmt.Println(len(arr), n, mb, huge>>98, arr)
	switch c := red + 2; c {
	case blue:
		fmt.Println(c, red)
	}
	const local = blue * 2
	var f float32 = mask / 2
	var g = mask / 2.0
	func() { f *= float32(local); g /= kb }()
	fmt.Println(f, g, local == 6)
	{
		red := red + 1
		inc := func() { red++ }
		inc()
		fmt.Println(red, 'a'+iota0, text[1:3])
	}
	var u8 uint8 = kb >> 3 & 0xff
	var r rune = 'x' + 1
	var d = 'x' + 1.0
	fmt.Println(u8, r, d, 7/2*2.0, -7%3)
}

const iota0 = iota

// Output:
// 9 7 1048576 4 [0 0 0 1 0 0 0 0 0]
// B R
// 18 0.00341796875 true
// B 97 on
// 128 121 121 6 -1
