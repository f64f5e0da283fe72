package lockorder_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// An op is what a goroutine is told to do.
type op byte

const (
	lock op = iota
	rLock
	tryLock
	tryRLock
	unlock  // the lock that it holds and took last but so many
	handOff // unlock a lock, whoever has locked it
	start   // another goroutine
	end     // its own goroutine
	done    // say to the WaitGroup that something is done
	wait    // for the WaitGroup
	loosen  // distrust a lock
	send    // to a channel
	receive
	shut // a channel
	pass // a value, from one goroutine to another
)

// often is which op a byte is: locks and unlocks more often than others. There is none beyond: that is a nest.
var often = []op{
	lock, lock, lock, lock, rLock, rLock, rLock, tryLock, tryRLock, unlock, unlock, unlock, unlock, unlock,
	handOff, start, end, done, wait, loosen, send, receive, receive, shut, pass, pass,
}

// A step is one of a program's, all of which are executed one after the other. One that would block, or that makes no
// sense, is left out.
type step struct {
	g    int
	op   op
	lock int // or which goroutine, or how many holds from the last
	site int // which function it is done in, or how the goroutine is started
}

// A program is so many goroutines, of which the first two are there from the start, so many locks, and the steps.
type program struct {
	goroutines, locks int
	ranks             int // two bits a lock
	steps             []step
}

// decode makes a program of any bytes: four for its size, four for each step, or for each nest of locks, which is what
// makes a circle sooner than single steps would.
func decode(data []byte) program {
	const most = 120 // steps
	if len(data) < 4 {
		return program{goroutines: 3, locks: 3}
	}
	p := program{goroutines: 3 + int(data[0]%3), locks: 3 + int(data[1]%3)}
	if data[2]%8 == 0 {
		p.ranks = int(data[3])
	}
	for b := range slices.Chunk(data[4:], 4) {
		if len(b) < 4 || len(p.steps) >= most {
			break
		}
		s := step{g: int(b[0]) % p.goroutines, lock: int(b[2]) % p.locks, site: int(b[3]) % len(sites)}
		if i := int(b[1]) % (2 * len(often)); i < len(often) {
			s.op = often[i]
			p.steps = append(p.steps, s)
		} else {
			p.nest(s, int(b[2])/8, int(b[3])/len(sites))
		}
	}
	return p
}

// nest has a goroutine take two locks or three, and let go of them. Some receive a value before, or send one behind.
func (p *program) nest(s step, locks, modes int) {
	depth := 2 + modes/8%2
	message := step{g: s.g, lock: modes % 2}
	switch s.site {
	case 0:
		message.op = receive
		p.steps = append(p.steps, message)
	case 1:
		message.op = send
		defer func() { p.steps = append(p.steps, message) }()
	}
	for range depth {
		s.op = []op{lock, rLock}[modes%2]
		p.steps = append(p.steps, s)
		s.lock, locks, modes = (s.lock+1+locks)%p.locks, locks/5, modes/2
	}
	for range depth {
		p.steps = append(p.steps, step{g: s.g, op: unlock})
	}
}

// isRW says whether a lock is a RWMutex: the first and the third are not.
func isRW(lock int) bool { return lock != 0 && lock != 2 }

// A run is a program that is being executed, and the model of it.
type run struct {
	number  int // no two runs have a stack in common
	model   *model
	seen    tally
	locks   []sync.Locker
	wg      lockorder.WaitGroup
	actors  []*actor
	passage []chan int
	log     []string
	mu      sync.Mutex
	reports []*lockorder.Report // guarded by mu
	undo    func()
}

var stacks atomic.Int64

// newStack returns an n for path that has not been.
func newStack() int { return int(stacks.Add(1)) }

// anew calls f at a stack that has not been before.
func anew(f func()) { path(newStack(), f) }

// begin begins to run a program; so many of the goroutines are there from the start.
func begin(p program, alive int) *run {
	r := &run{number: newStack(), model: newModel(p.goroutines, p.locks)}
	for i := range p.locks {
		var l sync.Locker = new(lockorder.Mutex)
		if isRW(i) {
			l = new(lockorder.RWMutex)
			r.model.locks[i].rw = true
		}
		lockorder.Name(l, r.name(i))
		if rank := p.ranks >> (2 * i) % 4; rank > 0 {
			lockorder.Rank(l, rank)
			r.model.locks[i].rank = rank
		}
		r.locks = append(r.locks, l)
	}
	for _, capacity := range capacities {
		r.passage = append(r.passage, lockorder.Made(make(chan int, capacity)))
		r.model.channels = append(r.model.channels, newModelChannel(capacity))
	}
	for range p.goroutines {
		r.actors = append(r.actors, &actor{orders: make(chan func()), done: make(chan struct{})})
	}
	for g := range alive {
		r.model.goroutines[g].alive = true
		go r.actors[g].act()
		r.actors[g].introduce()
	}
	r.undo = lockorder.OnReport(func(report *lockorder.Report) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.reports = append(r.reports, report)
	})
	return r
}

// name returns the name of a lock, which no other run has one of.
func (r *run) name(lock int) string { return lockName(lock) + strconv.Itoa(r.number) }

func (r *run) end() {
	for g, a := range r.actors {
		if r.model.goroutines[g].alive {
			close(a.orders)
		}
	}
	r.undo()
}

// An actor is a goroutine that does what it is told.
type actor struct {
	how    string // it was started
	id     uint64
	orders chan func()
	done   chan struct{}
}

func (a *actor) act() {
	for f := range a.orders {
		f()
		a.done <- struct{}{}
	}
}

// introduce has an actor that has been started say its number.
func (a *actor) introduce() { a.tell(func() { a.id = goroutineID() }) }

// tell has the actor do something, and waits until it is done.
func (a *actor) tell(f func()) {
	a.orders <- f
	<-a.done
}

// The sites: functions that are told apart in stacks.
var sites = []func(f func()){at0, at1, at2, at3}

//go:noinline
func at0(f func()) { f() }

//go:noinline
func at1(f func()) { f() }

//go:noinline
func at2(f func()) { f() }

//go:noinline
func at3(f func()) { f() }

// path calls f by way of calls that are different for each n.
//
//go:noinline
func path(n int, f func()) {
	switch {
	case n == 0:
		f()
	case n%4 == 0:
		path(n/4, f)
	case n%4 == 1:
		path(n/4, f)
	case n%4 == 2:
		path(n/4, f)
	default:
		path(n/4, f)
	}
}

// at returns a function that does something at a site of this run, and something else elsewhere. Where it is inlined the
// function is another one.
//
//go:noinline
func (r *run) at(site int, f, then func()) func() {
	return func() {
		sites[site](func() { path(r.number, f) })
		then()
	}
}

// stack names the stack of a step.
func (r *run) stack(s step, mode lockorder.Mode) string {
	how := r.actors[s.g].how
	if how == counted {
		how = byGo // no call tells them apart
	}
	return fmt.Sprintf("at%d (%v %s, RWMutex %v, started %s)", s.site, s.op == tryLock || s.op == tryRLock, mode, isRW(s.lock), how)
}

// The ways to start a goroutine: the checker is not told, it is told, and it is told of the end too, and in generated code.
const (
	plainly   = "plainly"
	byGo      = "by Go"
	counted   = "by Go, counted"
	generated = "by Begin"
)

var ways = []string{plainly, byGo, counted, generated}

// do executes a step, and has the model follow. It returns what is wrong.
func (r *run) do(s step) error {
	m := r.model
	if !m.goroutines[s.g].alive {
		return nil
	}
	a := r.actors[s.g]
	switch s.op {
	case lock, rLock, tryLock, tryRLock:
		return r.take(s)
	case unlock:
		if holds := m.goroutines[s.g].holds; len(holds) > 0 {
			r.unlock(s.g, holds[len(holds)-1-s.lock%len(holds)].lock)
		}
	case handOff:
		r.unlock(s.g, s.lock)
	case start:
		r.start(s, s.lock%len(r.actors))
	case end:
		r.logf("goroutine %d ends", s.g)
		if a.how == counted {
			a.tell(r.wg.Done)
			m.done(s.g)
			m.running--
		}
		m.goroutines[s.g].alive = false
		close(a.orders)
	case done:
		r.logf("goroutine %d: wg.Add(1), wg.Done()", s.g)
		a.tell(func() { r.wg.Add(1); r.wg.Done() })
		m.done(s.g)
	case wait:
		if m.running == 0 {
			r.logf("goroutine %d: wg.Wait()", s.g)
			a.tell(r.wg.Wait)
			m.goroutines[s.g].past = m.goroutines[s.g].past.with(m.joined)
		}
	case loosen:
		if s.site < 2 { // seldom
			r.logf("goroutine %d distrusts %s", s.g, lockName(s.lock))
			a.tell(func() { lockorder.Distrust(r.locks[s.lock]) })
			m.distrust(s.lock)
		}
	case send, receive, shut, pass:
		r.communicate(s)
	}
	return r.check()
}

// mode returns what a step wants a lock for.
func (r *run) mode(s step) lockorder.Mode {
	if (s.op == rLock || s.op == tryRLock) && isRW(s.lock) {
		return lockorder.Reading
	}
	return lockorder.Writing
}

// take has a goroutine lock, or try to.
func (r *run) take(s step) error {
	mode := r.mode(s)
	isTry := s.op == tryLock || s.op == tryRLock
	want := r.model.isFree(s.lock, mode)
	if !want && !isTry {
		return nil
	}
	at := r.stack(s, mode)
	if !isTry {
		r.model.want(s.g, s.lock, mode, at)
	}
	got := true
	r.actors[s.g].tell(r.at(s.site, locking(r.locks[s.lock], mode, isTry, &got), func() {}))
	r.logf("goroutine %d: %s.Lock(), try %v, %s at %d: %v", s.g, lockName(s.lock), isTry, mode, s.site, got)
	if got != want {
		return fmt.Errorf("it is %v, want %v", got, want)
	}
	if got {
		r.model.lock(s.g, s.lock, mode, at)
	}
	return r.check()
}

// locking returns the call that locks: each is a place of its own.
func locking(l sync.Locker, mode lockorder.Mode, isTry bool, got *bool) func() {
	mu, isMutex := l.(*lockorder.Mutex)
	rw, _ := l.(*lockorder.RWMutex)
	switch {
	case isMutex && isTry:
		return func() { *got = mu.TryLock() }
	case isMutex:
		return func() { mu.Lock() }
	case isTry && mode == lockorder.Reading:
		return func() { *got = rw.TryRLock() }
	case isTry:
		return func() { *got = rw.TryLock() }
	case mode == lockorder.Reading:
		return func() { rw.RLock() }
	default:
		return func() { rw.Lock() }
	}
}

// unlock has a goroutine unlock a lock, if it is locked.
func (r *run) unlock(g, lock int) {
	mode := r.model.mode(lock)
	if mode == "" {
		return
	}
	r.logf("goroutine %d: %s.Unlock(), %s", g, lockName(lock), mode)
	r.actors[g].tell(unlocking(r.locks[lock], mode))
	r.model.unlock(g, lock)
}

// unlocking returns the call that unlocks.
func unlocking(l sync.Locker, mode lockorder.Mode) func() {
	if mode == lockorder.Reading {
		return l.(*lockorder.RWMutex).RUnlock
	}
	return l.Unlock
}

// start has a goroutine start another, in one of the ways that there are.
func (r *run) start(s step, child int) {
	if c := r.actors[child]; r.model.goroutines[child].alive || c.how != "" || child < 2 {
		return
	}
	a, c := r.actors[s.g], r.actors[child]
	c.how = ways[s.site]
	r.logf("goroutine %d starts goroutine %d %s", s.g, child, c.how)
	a.tell(func() {
		switch c.how {
		case plainly:
			go c.act()
		case counted:
			r.wg.Add(1)
			fallthrough
		case byGo:
			lockorder.Go(c.act)
		case generated:
			start := lockorder.Starting()
			go func() { start.Begin(); c.act() }()
		}
	})
	c.introduce()
	r.model.start(s.g, child, c.how != plainly)
	if c.how == counted {
		r.model.running++
	}
}

// takeReports returns the reports that have come.
func (r *run) takeReports() []*lockorder.Report {
	r.mu.Lock()
	defer r.mu.Unlock()
	reports := r.reports
	r.reports = nil
	return reports
}

func (r *run) logf(format string, args ...any) {
	r.log = append(r.log, fmt.Sprintf(format, args...))
}

// goroutineID returns the number of the calling goroutine.
func goroutineID() uint64 {
	buf := make([]byte, 32)
	text := bytes.TrimPrefix(buf[:runtime.Stack(buf, false)], []byte("goroutine "))
	number, _, _ := strings.Cut(string(text), " ")
	id, _ := strconv.ParseUint(number, 10, 64)
	return id
}
