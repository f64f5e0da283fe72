// Channels of channels, functions, arrays, maps, pointers and errors.
package main

import "fmt"

type job struct {
	do    func(int) int
	reply chan<- int
}

func main() {
	jobs := make(chan job)
	total := 0
	go func() {
		for j := range jobs {
			j.reply <- j.do(total)
		}
	}()
	reply := make(chan int)
	for i := range 3 {
		jobs <- job{func(n int) int { total += i; return n*10 + total }, reply}
		fmt.Print(<-reply, ";")
	}
	close(jobs)
	fmt.Println("end")
	arrs := make(chan [2]int, 1)
	a := [2]int{1, 2}
	arrs <- a
	a[0] = 9
	fmt.Println((<-arrs)[0])
	maps := make(chan map[string]int, 1)
	maps <- map[string]int{"x": 1}
	m := <-maps
	m["x"]++
	maps <- m
	fmt.Println((<-maps)["x"])
	ptrs := make(chan *int, 1)
	ptrs <- &total
	*<-ptrs += 100
	fmt.Println(total)
	fs := make(chan func() func() string, 1)
	fs <- func() func() string { return func() string { return "deep" } }
	fmt.Println((<-fs)()())
	ccc := make(chan chan chan int, 1)
	ccc <- make(chan chan int, 1)
	cc := <-ccc
	cc <- make(chan int, 1)
	c := <-cc
	c <- 5
	fmt.Println(<-c)
}

// Output:
// 0;1;13;end
// 1
// 2
// 103
// deep
// 5
