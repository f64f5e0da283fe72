package csp

// Owner is a counter that one goroutine owns. Nobody else ever touches the number while that
// goroutine runs, so there is nothing to lock: an Add is a send to the owner, a Value a receive from
// it, and the owner's select is where they are put in order.
//
// The channels have no buffer, so that an Add has been received when it returns, and what the owner
// received it adds before it looks at the next. That is why an own Add is in a later Value, and why
// Close has nothing to drain.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable: its
// channels are nil; get an Owner from [NewOwner], and Close it, or its goroutine stays. An Owner
// must not be copied after first use.
type Owner struct {
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
		panic("csp: Add to a closed Owner; wait for all who add before you Close it")
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
// from [NewActorCounter], and Close it. An ActorCounter must not be copied after first use.
type ActorCounter struct {
	actor *Actor[request]
	n     int64 // the actor's while it runs
}

// A request adds delta, and if anyone waits for an answer, sends it the sum.
type request struct {
	delta  int64
	answer chan<- int64
}

// NewActorCounter starts an actor whose mailbox holds size requests; its sum begins at 0.
func NewActorCounter(size int) *ActorCounter {
	c := new(ActorCounter)
	c.actor = NewActor(size, func(r request) {
		c.n += r.delta
		if r.answer != nil {
			r.answer <- c.n
		}
	})
	return c
}

// Add puts delta into the mailbox, and waits only while that is full. It panics if the counter is
// closed.
func (c *ActorCounter) Add(delta int64) {
	if !c.actor.Send(request{delta: delta}) {
		panic("csp: Add to a closed ActorCounter; wait for all who add before you Close it")
	}
}

// Value returns the sum of what was in the mailbox before its own request, also after Close.
func (c *ActorCounter) Value() int64 {
	// Room for one answer, so that the actor never waits for the one who asked.
	answer := make(chan int64, 1)
	if c.actor.Send(request{answer: answer}) {
		return <-answer
	}
	c.actor.Close() // the actor may still be at its last letters
	return c.n
}

// Close adds what is still in the mailbox and ends the actor.
func (c *ActorCounter) Close() { c.actor.Close() }

// LoopCounter is a counter made of a [Loop]. Its Add and Value say what is to be done with the
// number, in plain code without a lock, and the loop does it.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable; get one
// from [NewLoopCounter]. A LoopCounter must not be copied after first use.
type LoopCounter struct {
	loop *Loop
	n    int64 // the loop's while it runs
}

// NewLoopCounter returns a counter at 0 that lives on loop, as other things may. Closing the loop is
// up to the caller.
func NewLoopCounter(loop *Loop) *LoopCounter { return &LoopCounter{loop: loop} }

// Add posts the addition, and waits only while the loop's queue is full. It panics if the loop is
// closed.
func (c *LoopCounter) Add(delta int64) {
	if !c.loop.Post(func() { c.n += delta }) {
		panic("csp: Add to a LoopCounter whose Loop is closed; wait for all who add before you Close it")
	}
}

// Value returns the sum of what was posted before it, also after the loop is closed. It must not be
// called on the loop, which would wait for itself; [UnsafeAskSelf] does.
func (c *LoopCounter) Value() (n int64) {
	if !c.loop.Do(func() { n = c.n }) {
		c.loop.Close() // the loop may still be at its last functions
		n = c.n
	}
	return n
}

// SemaphoreCounter is a counter behind a [Semaphore] with one slot: whoever has put a token into the
// channel may touch the number, and takes it out again when done. A channel used as a mutex; it has
// no goroutine, and nothing to close.
//
// An Add is synchronized before every Value that includes it. The zero value is not usable; get one
// from [NewSemaphoreCounter]. A SemaphoreCounter must not be copied after first use.
type SemaphoreCounter struct {
	turn *Semaphore
	n    int64
}

// NewSemaphoreCounter returns a counter at 0.
func NewSemaphoreCounter() *SemaphoreCounter { return &SemaphoreCounter{turn: NewSemaphore(1)} }

// Add adds delta to the sum. It blocks while another goroutine has the slot.
func (c *SemaphoreCounter) Add(delta int64) {
	c.turn.Acquire()
	defer c.turn.Release()
	c.n += delta
}

// Value returns the sum of all Adds that had the slot before it.
func (c *SemaphoreCounter) Value() int64 {
	c.turn.Acquire()
	defer c.turn.Release()
	return c.n
}
