package explore

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// states follow the objects of an execution from its beginning on.
type states struct {
	x       *sched.Exec
	machine sched.Machine
	names   objectNames
	woken   []int32
}

func newStates(x *sched.Exec, names objectNames) *states {
	s := &states{x: x, names: names}
	s.machine.Begin(x)
	return s
}

// after goes on over an event, and returns how those objects stand then that it was about.
func (s *states) after(e *sched.Event) (after []trace.State) {
	s.machine.Replay(s.x, e, s.woken[:0])
	op := s.x.Op(e.G, e.I)
	kind, obj := op.Kind, op.Obj
	if kind == sched.Select {
		if e.Alt == sched.Default {
			return nil
		}
		kind, obj = op.Cases[e.Alt].Kind, op.Cases[e.Alt].Obj
	}
	add := func(kind sched.Kind, obj int32) {
		if obj == sched.None {
			return
		}
		if is := stateText(kind, &s.machine.Objs[obj]); is != "" {
			after = append(after, trace.State{Object: s.names[obj], Is: is})
		}
	}
	add(kind, obj)
	if kind == sched.CondWait {
		add(sched.Unlock, op.Obj2)
	}
	return after
}

// stateText says in words how an object stands that an operation of this kind was done to, "" if there is no more to say
// than its value.
func stateText(kind sched.Kind, o *sched.ObjState) string {
	switch kind {
	case sched.Lock, sched.Unlock, sched.TryLock:
		return holder(o)
	case sched.RWLock, sched.RWUnlock, sched.RWTryLock, sched.RLock, sched.RUnlock, sched.TryRLock, sched.RWAsk:
		text := holder(o)
		switch {
		case o.N == 1:
			text = "read-locked once"
		case o.N > 1:
			text = fmt.Sprintf("read-locked %d times", o.N)
		}
		if o.Closed {
			text += ", and a writer waits"
		}
		return text
	case sched.Send, sched.Receive, sched.Close, sched.Len:
		return channelText(o)
	case sched.GroupAdd, sched.GroupWait:
		return fmt.Sprintf("count %d", o.N)
	case sched.OnceEnter, sched.OnceLeave:
		if o.N > 0 {
			return "done"
		}
		return goroutineName(o.Owner-1) + " is in the middle of it"
	}
	return ""
}

func holder(o *sched.ObjState) string {
	if o.Owner == 0 {
		return "free"
	}
	return "held by " + goroutineName(o.Owner-1)
}

func channelText(o *sched.ObjState) string {
	text := "open"
	if o.Closed {
		text = "closed"
	}
	switch {
	case o.Cap > 0:
		text += fmt.Sprintf(", %d of %d in it", o.N, o.Cap)
	case !o.Closed:
		return "unbuffered"
	}
	return text
}
