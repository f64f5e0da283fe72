// The forms with ok, assigned to variables that are shared and to named types.
package main

import "fmt"

type truth bool

var (
	found truth
	value any
)

func main() {
	m := map[int]string{1: "one"}
	s := []bool{false, false, false}
	var str [2]string
	show := func() { fmt.Println(found, value, s, len(str[0]), len(str[1])) }
	str[0], found = m[1]
	show()
	value, s[0] = m[2]
	show()
	value, s[1] = value.(string)
	show()
	_, found = value.(int)
	show()
	c := make(chan int, 1)
	c <- 4
	value, s[2] = <-c
	show()
	close(c)
	value, found = <-c
	show()
}

// Output:
// true <nil> [false false false] 3 0
// true  [false false false] 3 0
// true  [false true false] 3 0
// false  [false true false] 3 0
// false 4 [false true true] 3 0
// false 0 [false true true] 3 0
