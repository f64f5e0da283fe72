// What is sent is converted to the channel's element type.
package main

import "fmt"

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1fC", float64(c)) }

func main() {
	anys := make(chan any, 8)
	n := 5
	f := func() any { n++; return n }
	anys <- n
	anys <- f()
	anys <- "s"
	anys <- nil
	anys <- celsius(2)
	anys <- 'x'
	anys <- 1 << 3
	anys <- n == 6
	for len(anys) > 0 {
		switch v := (<-anys).(type) {
		case int:
			fmt.Print("int ", v, ";")
		case rune:
			fmt.Print("rune ", v, ";")
		default:
			fmt.Print(v, ";")
		}
	}
	fmt.Println("end")
	strs := make(chan fmt.Stringer, 2)
	strs <- celsius(30)
	fmt.Println(<-strs)
	fl := make(chan float32, 2)
	fl <- 1
	fl <- 1 << 4 / 3.0
	fmt.Println(<-fl, <-fl)
	by := make(chan byte, 1)
	by <- 'a'
	fmt.Println(<-by)
	fs := make(chan func(), 2)
	fs <- nil
	fmt.Println(<-fs == nil)
	dir := make(chan (<-chan byte), 1)
	dir <- by
	by <- 1
	fmt.Println(<-<-dir)
}

// Output:
// int 5;int 6;s;<nil>;2.0C;rune 120;int 8;true;end
// 30.0C
// 1 5.3333335
// 97
// true
// 1
