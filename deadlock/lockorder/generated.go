package lockorder

import "github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"

// What is in this file is for generated code, by which the checker learns what channels order. Each does what Go does, and
// tells of it.

// Made returns a channel that was just made. What is done to it by the functions below orders goroutines, and what is done
// to others does not.
func Made[C ~chan T, T any](c C) C {
	one := &channel{capacity: cap(c)}
	one.sending.line, one.receives.line = newLine(), newLine()
	channels.Add(self.Address(&c), one)
	return c
}

// Handed returns c, which from then on orders nothing: others may do to it what the checker does not see.
func Handed[C any](c C) C {
	if one := channelAt(self.Address(&c)); one != nil {
		current().tell(one.forget())
	}
	return c
}

// A Sender is a channel to send to.
type Sender[T any] struct{ c chan<- T }

// To returns c as a Sender.
func To[T any](c chan<- T) Sender[T] { return Sender[T]{c} }

// At returns the channel in a variable as a Sender, which is read when a value is there.
func At[C ~chan T | ~chan<- T, T any](c *C) Late[C, T] { return Late[C, T]{c} }

// A Late is the channel that a variable will have.
type Late[C ~chan T | ~chan<- T, T any] struct{ c *C }

// Send is *c <- v.
func (l Late[C, T]) Send(v T) { To((chan<- T)(*l.c)).Send(v) }

// Send is c <- v.
func (s Sender[T]) Send(v T) {
	c := channelAt(self.Address(&s.c))
	if c == nil {
		s.c <- v
		return
	}
	op := c.begin(&c.sending, &c.receives, false)
	s.c <- v
	op.end()
}

// Receive is <-c.
func Receive[T any](c <-chan T) T {
	v, _ := receive(c, false)
	return v
}

// Receive2 is v, ok := <-c.
func Receive2[T any](c <-chan T) (v T, ok bool) { return receive(c, true) }

func receive[T any](from <-chan T, isTold bool) (v T, ok bool) {
	c := channelAt(self.Address(&from))
	if c == nil {
		v, ok = <-from
		return v, ok
	}
	op := c.begin(&c.receives, &c.sending, false)
	if v, ok = <-from; ok {
		op.end()
	} else {
		op.foundClosed(isTold)
	}
	return v, ok
}

// Close is close(c).
func Close[T any](c chan<- T) {
	if one := channelAt(self.Address(&c)); one != nil {
		one.shut()
	}
	close(c)
}

// A Ranging is a loop over what comes from a channel.
type Ranging[T any] struct{ c <-chan T }

// Range returns a loop, and the zero value of its variable.
func Range[T any](c <-chan T) (r Ranging[T], zero T) { return Ranging[T]{c}, zero }

// Next receives the next value, to where it is not nil, and says whether there is one.
func (r Ranging[T]) Next(to *T) bool {
	v, ok := Receive2(r.c)
	if ok && to != nil {
		*to = v
	}
	return ok
}

// A Choice is a select that is being executed.
type Choice struct{ cases []choosable }

type choosable struct {
	number int
	op     *operation
}

// Choosing begins a select.
func Choosing() *Choice { return new(Choice) }

// Offer returns c, to which the case of this number sends.
func Offer[T any](s *Choice, number int, c chan<- T) chan<- T {
	if one := channelAt(self.Address(&c)); one != nil {
		s.add(number, one, &one.sending, &one.receives)
	}
	return c
}

// Await returns c, from which the case of this number receives.
func Await[T any](s *Choice, number int, c <-chan T) <-chan T {
	if one := channelAt(self.Address(&c)); one != nil {
		s.add(number, one, &one.receives, &one.sending)
	}
	return c
}

func (s *Choice) add(number int, c *channel, me, other *side) {
	for _, one := range s.cases {
		if one.op.me == me { // a channel that is named twice is one place in line
			s.cases = append(s.cases, choosable{number, one.op})
			return
		}
	}
	s.cases = append(s.cases, choosable{number, c.begin(me, other, true)})
}

// Chose says which case was chosen, -1 for the default.
func (s *Choice) Chose(number int) {
	var chosen *operation
	for _, one := range s.cases {
		if one.number == number {
			chosen = one.op
		}
	}
	for _, one := range s.cases {
		if one.op != chosen {
			one.op.forgo()
		}
	}
	if chosen != nil {
		chosen.end()
	}
}
