// Selects that wait for goroutines: who gets which value is fixed by the channels.
package main

import "fmt"

func main() {
	ping, pong, done := make(chan int), make(chan int), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case n, ok := <-ping:
				if !ok {
					return
				}
				select {
				case pong <- n * 2:
				}
			}
		}
	}()
	sum := 0
	for i := range 4 {
		ping <- i
		select {
		case v := <-pong:
			sum += v
		case <-done:
			fmt.Println("never")
		}
	}
	close(ping)
	select {
	case <-done:
	case v := <-pong:
		fmt.Println("never", v)
	}
	fmt.Println(sum)
	type req struct {
		n     int
		reply chan int
	}
	reqs := make(chan req)
	go func() {
		total := 0
		for r := range reqs {
			total += r.n
			select {
			case r.reply <- total:
			default:
				total = -1000
			}
		}
	}()
	reply := make(chan int, 1)
	for i := 1; i <= 3; i++ {
		select {
		case reqs <- req{i, reply}:
		}
		fmt.Print(<-reply, ";")
	}
	close(reqs)
	fmt.Println("end")
}

// Output:
// 12
// 1;3;6;end
