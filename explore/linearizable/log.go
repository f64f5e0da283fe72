package linearizable

import (
	"cmp"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/anishathalye/porcupine"
)

// A log records the operations of a run that nobody explores. Its goroutines meet at the list and at the clock, and
// nowhere else: neither is a lock, so that none waits for another there. What they do to both is hidden from the race
// detector, for which it would order all operations, one after the other: few races of the object would be left. To
// be seen to read nothing that is still written, the test waits for each operation at a stage of its own; and it is
// told of each operation that is made, by who makes it, who is told nothing in return.
type log struct {
	t     testing.TB
	judge *judge
	last  atomic.Pointer[logged]
	clock atomic.Int64
	made  byte // for announce
}

// A logged is an operation that has begun.
type logged struct {
	before         atomic.Pointer[logged] // in the list
	stage          atomic.Int32
	in, out        any
	called, ending int64 // times
}

// The stages of an operation.
const (
	listed   = iota // in and called are about to be written
	underWay        // out and ending are
	done
)

func newLog(t testing.TB, j *judge) *log {
	l := &log{t: t, judge: j}
	t.Cleanup(l.check)
	return l
}

func (l *log) record(in any, f func() any) any {
	o := &logged{in: in}
	announce(&l.made)
	hide()
	for listed := false; !listed; {
		last := l.last.Load()
		o.before.Store(last)
		listed = l.last.CompareAndSwap(last, o)
	}
	o.called = l.clock.Add(1)
	show()
	o.stage.Store(underWay)

	out := f()

	hide()
	o.ending = l.clock.Add(1)
	show()
	o.out = out
	o.stage.Store(done)
	return out
}

// check fails the test if the history is not linearizable.
func (l *log) check() {
	if says := l.judge.check(canonical(l.events())); says != "" {
		l.t.Error(says)
	}
}

// events returns the history up to now. What returns while it is read is taken to be pending. Goroutines have no names
// here: the operations are dealt out to as few clients as can have done them one after the other.
func (l *log) events() []event {
	hide()
	now := l.clock.Load() // before last: all that was called by then is in the list
	last := l.last.Load()
	show()
	hear(&l.made) // of all that are in the list: they were made before
	type moment struct {
		at       int64
		op       *logged
		isReturn bool
	}
	var moments []moment
	for o := last; o != nil; o = o.before.Load() {
		stage := o.stage.Load()
		if stage >= underWay && o.called <= now {
			moments = append(moments, moment{o.called, o, false})
		}
		if stage == done && o.ending <= now {
			moments = append(moments, moment{o.ending, o, true})
		}
	}
	slices.SortFunc(moments, func(a, b moment) int { return cmp.Compare(a.at, b.at) })

	var history []event
	var clients []client
	operations := map[*logged]operation{}
	for _, m := range moments {
		if m.isReturn {
			op := operations[m.op]
			clients[outsider(op.client)].isBusy = false
			history = append(history, event{op, porcupine.ReturnEvent, m.op.out})
			continue
		}
		i := slices.IndexFunc(clients, func(c client) bool { return !c.isBusy })
		if i < 0 {
			i = len(clients)
			clients = append(clients, client{})
		}
		op := operation{outsider(int32(i)), clients[i].calls}
		clients[i] = client{isBusy: true, calls: op.number + 1}
		operations[m.op] = op
		history = append(history, event{op, porcupine.CallEvent, m.op.in})
	}
	return history
}

// A client is who does one operation after the other.
type client struct {
	isBusy bool
	calls  int // how many operations it has begun
}

// outsider returns the number of the ith client that is no goroutine of an exploration, and i for its number.
func outsider(i int32) int32 { return -1 - i }

func compareClients(a, b int32) int { return cmp.Compare(max(a, outsider(a)), max(b, outsider(b))) }
