// Every assignment operator, on a variable that a closure shares.
package main

import "fmt"

func main() {
	n := 100
	see := func() int { return n }
	n += 5
	fmt.Print(see(), " ")
	n -= 3
	fmt.Print(see(), " ")
	n *= 2
	fmt.Print(see(), " ")
	n /= 3
	fmt.Print(see(), " ")
	n %= 50
	fmt.Print(see(), " ")
	n &= 0xfe
	fmt.Print(see(), " ")
	n |= 0x41
	fmt.Print(see(), " ")
	n ^= 0xff
	fmt.Print(see(), " ")
	n <<= 3
	fmt.Print(see(), " ")
	n >>= 1
	fmt.Print(see(), " ")
	n &^= 0x1c
	fmt.Print(see(), " ")
	n++
	fmt.Print(see(), " ")
	n--
	fmt.Println(see())
}

// Output:
// 105 102 204 68 18 18 83 172 1376 688 672 673 672
