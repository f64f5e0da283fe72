// Variables, parameters and fields that carry the names of packages.
package main

import "fmt"

var memory, channel = 1, make(chan int, 1)

type runtime struct{ sync, atomic int }

func (sync *runtime) context(time int) (testing int) {
	sync.sync += time
	sched := sync.atomic
	testing = sched + sync.sync
	return
}

func use(sync, atomic, explore int, rand func() int) int {
	memory += sync
	return atomic*explore + rand()
}

func main() {
	sync := 5
	inc := func() int { sync++; return sync }
	atomic := &sync
	*atomic += 10
	fmt.Println(sync+inc(), memory)
	time := runtime{1, 2}
	fmt.Println(time.context(3), time.sync)
	channel <- memory
	{
		memory := "inner"
		channel := func() { memory += "!" }
		channel()
		fmt.Println(memory)
	}
	fmt.Println(<-channel, use(1, 2, 3, inc), memory)
	for explore := range 2 {
		testing := explore
		func() { testing++ }()
		memory += testing
	}
	select {
	case channel <- memory:
		channel := <-channel
		fmt.Println(channel)
	}
	context, ok := (<-chan int)(nil), false
	fmt.Println(context == nil, ok, len(context))
}

// Output:
// 32 1
// 6 4
// inner!
// 1 23 2
// 5
// true false 0
