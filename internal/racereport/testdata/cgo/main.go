// Command cgo has a race in a goroutine that began as a thread of C's. A test
// may not import "C", so testdata/go1.26/cgo.txt was recorded by hand:
//
//	go run -race testdata/cgo/main.go
package main

/*
#include <pthread.h>

extern void callback();

static void *run(void *arg) {
	callback();
	return 0;
}

static void start() {
	pthread_t thread;
	pthread_create(&thread, 0, run, 0);
}
*/
import "C"

import "runtime"

var (
	n    int
	done = make(chan bool)
	turn = make(chan bool)
)

//export callback
func callback() {
	runtime.RaceDisable()
	<-turn
	runtime.RaceEnable()
	n++
	done <- true
}

func main() {
	C.start()
	n++
	runtime.RaceDisable()
	close(turn)
	runtime.RaceEnable()
	<-done
}
