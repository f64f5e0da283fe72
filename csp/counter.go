package csp

import "context"

// noCopy has go vet refuse a copy of a struct that it is a field of.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// Owner is a counter that one goroutine owns. Nobody else ever touches the number while that
// goroutine runs, so there is nothing to lock: an Add is a send to the owner, a Value a receive from
// it, and the owner's select is where they are put in order.
//
// The channels have no buffer, so that an Add has been received when it returns, and what the owner
// received it adds before it looks at the next. That is why an own Add is in a later Value, and why
// Close has nothing to drain.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable: its
// channels are nil; get an Owner from [NewOwner], and Close it, or its goroutine stays. An Owner must
// not be copied after first use. Its methods block until the owner has come to them, are O(1), and
// allocate nothing. The linearization points are the owner's: where it adds, and where it has offered
// the sum.
type Owner struct {
	_       noCopy
	adds    chan int64
	values  chan int64
	closing chan struct{}
	closed  chan struct{} // closed by the owner as its last act
	n       int64         // the owner's while it runs, anyone's to read once closed is closed
}

// NewOwner starts the goroutine that owns the number, which begins at 0.
func NewOwner() *Owner {
	c := &Owner{
		adds:    make(chan int64),
		values:  make(chan int64),
		closing: make(chan struct{}),
		closed:  make(chan struct{}),
	}
	go c.own()
	return c
}

func (c *Owner) own() {
	defer close(c.closed)
	for {
		select {
		case delta := <-c.adds:
			c.n += delta
		case c.values <- c.n: // offers the sum of this moment to whoever asks
		case <-c.closing:
			return
		}
	}
}

// Add adds delta to the sum. It panics if the Owner is closed: an Add that came to nothing would be
// worse.
func (c *Owner) Add(delta int64) {
	select {
	case c.adds <- delta:
	case <-c.closed:
		panic("csp: Owner.Add: it is closed; wait for all who add before you Close it")
	}
}

// Value returns the sum, also after Close.
func (c *Owner) Value() int64 {
	select {
	case n := <-c.values:
		return n
	case <-c.closed:
		return c.n
	}
}

// Close ends the owner's goroutine and returns once it has let go of the number. Any goroutine may
// call it, any number of times: one of them finds the owner there to receive, all the others find
// it gone.
func (c *Owner) Close() {
	select {
	case c.closing <- struct{}{}:
		<-c.closed
	case <-c.closed:
	}
}

// ActorCounter is a counter made of an [Actor]: the mailbox lets adders go on while the actor is
// behind.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable; get one
// from [NewActorCounter], and Close it. An ActorCounter must not be copied after first use. Add blocks while
// the mailbox is full, Value until the actor has come to it. Both are O(1); Add allocates nothing, Value what
// an [Ask] does.
type ActorCounter struct {
	_     noCopy
	actor *Actor[request]
	n     int64 // the actor's while it runs
}

// A request adds delta, and if anyone has asked, replies with the sum.
type request struct {
	delta int64
	reply func(sum int64)
}

// NewActorCounter starts an actor whose mailbox holds size requests; its sum begins at 0.
func NewActorCounter(size int) *ActorCounter {
	c := new(ActorCounter)
	c.actor = NewActor(size, func(r request) {
		c.n += r.delta
		if r.reply != nil {
			r.reply(c.n)
		}
	})
	return c
}

// Add puts delta into the mailbox, and waits only while that is full. It panics if the counter is
// closed.
func (c *ActorCounter) Add(delta int64) {
	if c.actor.Send(context.Background(), request{delta: delta}) != nil {
		panic("csp: ActorCounter.Add: it is closed; wait for all who add before you Close it")
	}
}

// Value returns the sum of what was in the mailbox before its own request, also after Close.
func (c *ActorCounter) Value() int64 {
	sum, err := Ask(context.Background(), c.actor, func(reply func(int64)) request { return request{reply: reply} })
	if err != nil {
		c.Close() // the actor may still be at its last letters
		return c.n
	}
	return sum
}

// Close adds what is still in the mailbox and ends the actor.
func (c *ActorCounter) Close() { _ = c.actor.Close() } // nothing of it panics

// LoopCounter is a counter made of a [Loop]. Its Add and Value say what is to be done with the
// number, in plain code without a lock, and the loop does it.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable; get one
// from [NewLoopCounter]. A LoopCounter must not be copied after first use. Add does not wait for the
// loop; Value blocks until that has come to it. Both are O(1); each allocates the function that it
// posts, and Value what a Do waits by.
type LoopCounter struct {
	_    noCopy
	loop *Loop
	n    int64 // the loop's while it runs
}

// NewLoopCounter returns a counter at 0 that lives on loop, as other things may. Closing the loop is
// up to the caller.
func NewLoopCounter(loop *Loop) *LoopCounter { return &LoopCounter{loop: loop} }

// Add posts the addition. It panics if the loop is closed.
func (c *LoopCounter) Add(delta int64) {
	if c.loop.Post(func() { c.n += delta }) != nil {
		panic("csp: LoopCounter.Add: the Loop is closed; wait for all who add before you Close it")
	}
}

// Value returns the sum of what was posted before it, also after the loop is closed. It must not be
// called on the loop, which would wait for itself; [UnsafeAskSelf] does.
func (c *LoopCounter) Value() (n int64) {
	if c.loop.Do(context.Background(), func() { n = c.n }) != nil {
		_ = c.loop.Close() // the loop may still be at its last functions; its panics are for who has it closed
		n = c.n
	}
	return n
}

// SemaphoreCounter is a counter behind a semaphore with one slot, which is a channel with a buffer of
// one: whoever has put a token into it may touch the number, and takes it out again when done. A
// channel used as a mutex; it has no goroutine, and nothing to close.
//
// With a larger buffer it lets as many in at a time: "the kth receive from a channel with capacity C
// is synchronized before the completion of the k+Cth send on that channel". [Semaphore] is for
// weights, and faster.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable; get one
// from [NewSemaphoreCounter]. A SemaphoreCounter must not be copied after first use. Add and Value
// block while another has the token, are O(1), and allocate nothing.
type SemaphoreCounter struct {
	_    noCopy
	turn chan struct{}
	n    int64
}

// NewSemaphoreCounter returns a counter at 0.
func NewSemaphoreCounter() *SemaphoreCounter { return &SemaphoreCounter{turn: make(chan struct{}, 1)} }

// Add adds delta to the sum. It blocks while another goroutine has the slot.
func (c *SemaphoreCounter) Add(delta int64) {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	c.n += delta
}

// Value returns the sum of all Adds that had the slot before it.
func (c *SemaphoreCounter) Value() int64 {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	return c.n
}
