package lockorder_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// together calls the functions on goroutines of their own, and returns when all are over, which the checker does not know of.
func together(functions ...func()) {
	var wg sync.WaitGroup
	for _, f := range functions {
		wg.Go(f)
	}
	wg.Wait()
}

func drain(c chan int) (sum int) {
	for r, v := lockorder.Range(c); r.Next(&v); {
		sum += v
	}
	return sum
}

// What a channel orders, and what it does not, though in this run it did: a takes two locks in one order, b in the other.
// Where b takes them first, there is nothing that orders the two.
func TestChannelOrder(t *testing.T) {
	type channel = chan int
	send := func(c channel) { lockorder.To(c).Send(1) }
	receive := func(c channel) { lockorder.Receive(c) }
	poll := func(c channel) {
		s := lockorder.Choosing()
		select {
		case <-lockorder.Await(s, 0, c):
			s.Chose(0)
		case <-make(channel):
		}
	}
	offer := func(c channel) {
		s := lockorder.Choosing()
		select {
		case lockorder.Offer(s, 0, c) <- 1:
			s.Chose(0)
		case <-make(channel):
		}
	}
	forgo := func(c channel) { // what it offers was not taken; it might have been
		s := lockorder.Choosing()
		lockorder.Offer(s, 0, c)
		s.Chose(-1)
	}
	ignore := func(c channel) {
		s := lockorder.Choosing()
		lockorder.Await(s, 0, c)
		s.Chose(-1)
	}
	for name, test := range map[string]struct {
		capacity int
		program  func(a, b func(), c channel)
		accused  bool
	}{
		"a close": {0, func(a, b func(), c channel) {
			together(func() { a(); lockorder.Close(c) }, func() { receive(c); b() })
		}, false},
		"a close, which two wait for": {0, func(a, b func(), c channel) {
			together(func() { a(); lockorder.Close(c) }, func() { receive(c) }, func() { receive(c); b() })
		}, false},
		"a close, told": {1, func(a, b func(), c channel) {
			together(func() { a(); send(c); lockorder.Close(c) }, func() { drain(c); b() })
		}, false},
		"a close that might have been a value": {1, func(a, b func(), c channel) {
			send(c)
			inTurn(func() { receive(c) }, func() { a(); lockorder.Close(c) }, func() { receive(c); b() })
		}, true},
		"a close, after the only value": {1, func(a, b func(), c channel) {
			inTurn(func() { send(c) }, func() { a(); lockorder.Close(c) }, func() { receive(c); receive(c); b() })
		}, false},
		"a close, after a value that was received unseen": {1, func(a, b func(), c channel) {
			inTurn(func() { send(c) }, func() { <-c; a(); lockorder.Close(c) }, func() { receive(c); b() })
		}, true},
		"a close, after a value that another has received": {1, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 2))
			inTurn(func() { send(c) }, func() { receive(c); send(d) }, func() { a(); lockorder.Close(c) }, func() { receive(d); receive(c); b() })
		}, false},
		"a close, after a value that another has received by luck": {1, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 2))
			inTurn(
				func() { send(c) }, func() { receive(c); send(d) }, func() { a(); lockorder.Close(c) }, func() { receive(d); receive(c); b() },
				func() { send(d) },
			)
		}, true},
		"a second who receives, in line by luck": {2, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 2))
			inTurn(
				func() { send(c); a(); send(c) }, func() { receive(c); send(d) }, func() { receive(d); receive(c); b() },
				func() { send(d) },
			)
		}, true},
		"a value": {0, func(a, b func(), c channel) {
			together(func() { a(); send(c) }, func() { receive(c); b() })
		}, false},
		"a value in a buffer": {1, func(a, b func(), c channel) {
			together(func() { a(); send(c) }, func() { receive(c); b() })
		}, false},
		"the second value": {2, func(a, b func(), c channel) {
			inTurn(func() { send(c); a(); send(c) }, func() { receive(c); receive(c); b() })
		}, false},
		"the value before": {2, func(a, b func(), c channel) {
			inTurn(func() { send(c); a(); send(c) }, func() { receive(c); b(); receive(c) })
		}, true},
		"after the value": {1, func(a, b func(), c channel) {
			inTurn(func() { send(c); a() }, func() { receive(c); b() })
		}, true},
		"a receiver without a buffer": {0, func(a, b func(), c channel) {
			together(func() { a(); receive(c) }, func() { send(c); b() })
		}, false},
		"a receiver of what was in a buffer": {1, func(a, b func(), c channel) {
			inTurn(func() { send(c) }, func() { a(); receive(c) }, func() { send(c); b() })
		}, true},
		"a semaphore": {2, func(a, b func(), c channel) {
			inTurn(func() { send(c); a(); receive(c) }, func() { send(c); b(); receive(c) })
		}, true},
		"two who send": {2, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c) }, func() { send(c) }, func() { receive(c); b() })
		}, true},
		"another who sends, too late": {2, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c) }, func() { receive(c); b() }, func() { send(c) })
		}, true},
		"one who sends after the other": {0, func(a, b func(), c channel) {
			lockorder.Go(func() { a(); send(c) })
			receive(c)
			lockorder.Go(func() { b(); send(c) })
			receive(c)
		}, false},
		"two who receive": {2, func(a, b func(), c channel) {
			inTurn(func() { send(c); a(); send(c) }, func() { receive(c) }, func() { receive(c); b() })
		}, true},
		"another who receives, too late": {2, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c); send(c) }, func() { receive(c); b() }, func() { receive(c) })
		}, false},
		"a select that receives": {1, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c) }, func() { poll(c); b() })
		}, true},
		"after a select that receives": {2, func(a, b func(), c channel) {
			inTurn(func() { send(c); a(); send(c) }, func() { poll(c); receive(c); b() })
		}, true},
		"a select that sends": {1, func(a, b func(), c channel) {
			inTurn(func() { a(); offer(c) }, func() { receive(c); b() })
		}, false},
		"a select that sends, and learns nothing": {0, func(a, b func(), c channel) {
			together(func() { a(); receive(c) }, func() { offer(c); b() })
		}, true},
		"a value, after one that a select might have sent": {1, func(a, b func(), c channel) {
			inTurn(func() { forgo(c) }, func() { a(); send(c) }, func() { receive(c); b() })
		}, true},
		"a value, before one that a select might have sent": {1, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c); forgo(c) }, func() { receive(c); b() })
		}, false},
		"a close, after what a select might have sent": {0, func(a, b func(), c channel) {
			inTurn(func() { forgo(c) }, func() { a(); lockorder.Close(c) }, func() { receive(c); b() })
		}, true},
		"a receiver without a buffer, whose select might have received before": {0, func(a, b func(), c channel) {
			together(func() { ignore(c); a(); receive(c) }, func() { send(c); b() })
		}, true},
		"two channels": {0, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel))
			together(func() { a(); send(c) }, func() { receive(c); send(d) }, func() { receive(d); b() })
		}, false},
		"one of many channels, each for one value": {0, func(a, b func(), c channel) {
			for range 100 {
				d := lockorder.Made(make(channel))
				go send(d)
				receive(d)
			}
			go func() { a(); send(c) }()
			receive(c)
			b()
		}, false},
		"two channels, of which one orders nothing": {1, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 1))
			inTurn(func() { a(); send(c) }, func() { receive(c); send(d) }, func() { receive(d); b() }, func() { send(c) })
		}, true},
		"in line by a channel that orders nothing": {2, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 1))
			inTurn(
				func() { a(); send(c); send(d) }, func() { receive(d); send(c) }, func() { receive(c); receive(c); b() },
				func() { send(d) },
			)
		}, true},
		"in line by a channel": {2, func(a, b func(), c channel) {
			d := lockorder.Made(make(channel, 1))
			inTurn(func() { a(); send(c); send(d) }, func() { receive(d); send(c) }, func() { receive(c); receive(c); b() })
		}, false},
		"what was closed stays in line": {1, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c); lockorder.Close(c) }, func() { receive(c); b() })
		}, false},
		"handed": {1, func(a, b func(), c channel) {
			lockorder.Handed(c)
			inTurn(func() { a(); send(c) }, func() { receive(c); b() })
		}, true},
		"handed later": {1, func(a, b func(), c channel) {
			inTurn(func() { a(); send(c) }, func() { receive(c); b() }, func() { lockorder.Handed(c) })
		}, true},
		"a value that was sent unseen": {1, func(a, b func(), c channel) {
			c <- 1
			inTurn(func() { receive(c) }, func() { a(); send(c) }, func() { receive(c); b() })
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			anew(func() {
				l := new(locks).named()
				reports := collect(t, func() {
					test.program(func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) }, lockorder.Made(make(channel, test.capacity)))
				})
				if test.accused {
					assert.Equal(t, []lockorder.Kind{lockorder.Cycle}, kinds(reports))
				} else {
					assert.Empty(t, reports)
				}
			})
		})
	}
}

// Many use channels at the same time, in all ways: nobody is accused who takes locks in one order, and all comes to an end.
func TestChannelStress(t *testing.T) {
	const goroutines, rounds = 8, 200
	reports := gather(t)
	l := new(locks).named()
	jobs, over := lockorder.Made(make(chan int)), lockorder.Made(make(chan int, 2))
	quit := lockorder.Made(make(chan int))
	var workers sync.WaitGroup
	for range goroutines {
		workers.Go(func() {
			for {
				s := lockorder.Choosing()
				select {
				case <-lockorder.Await(s, 0, jobs):
					s.Chose(0)
					nest(&l.a, &l.b)
					lockorder.To(over).Send(1)
				case <-lockorder.Await(s, 1, quit):
					s.Chose(1)
					return
				}
			}
		})
	}
	together(func() {
		for i := range rounds {
			lockorder.To(jobs).Send(i)
			if i%20 == 0 {
				turn := lockorder.Made(make(chan int))
				together(func() { nest(&l.a, &l.b); lockorder.To(turn).Send(1) }, func() { lockorder.Receive(turn); nest(&l.a, &l.b) })
			}
		}
		lockorder.Close(quit)
	}, func() {
		for range rounds {
			lockorder.Receive(over)
		}
	})
	workers.Wait()
	assert.Empty(t, reports())
}
