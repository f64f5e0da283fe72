// fallthrough, default in the middle, break inside a case.
package main

import "fmt"

func main() {
	var log []string
	say := func(s string) { log = append(log, s) }
	for i := range 5 {
		switch i {
		case 0:
			say("zero")
			fallthrough
		case 1:
			say("one")
			if i == 1 {
				break
			}
			fallthrough
		default:
			say("default")
			fallthrough
		case 7:
			say("seven")
		case 2, 3:
			x := i
			func() { x *= 10 }()
			say(fmt.Sprint(x))
			if len(log) > 6 {
				continue
			}
			fallthrough
		case 8:
			say("eight")
		}
	}
	fmt.Println(log)
	switch n := len(log); {
	case n > 100:
		fmt.Println("many")
	case n > 5:
		n -= 5
		fmt.Println("some", n)
		fallthrough
	case false:
		n++
		fmt.Println("more", n)
	}
}

// Output:
// [zero one default seven one 20 eight 30 default seven]
// some 5
// more 6
