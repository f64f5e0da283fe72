package explore

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// replayVersion begins every replay string, so that one of another grammar is recognised.
const replayVersion = "v1"

// letters are the kinds of operations in a replay string.
var letters = map[sched.Kind]byte{
	sched.Load: 'r', sched.Store: 'w', sched.LoadAll: 'l', sched.StoreAll: 'Z',
	sched.AtomicLoad: 'a', sched.AtomicStore: 's', sched.AtomicAdd: 'x', sched.AtomicCAS: 'c',
	sched.Lock: 'L', sched.Unlock: 'U', sched.TryLock: 'T',
	sched.RWLock: 'W', sched.RWUnlock: 'V', sched.RWTryLock: 'Y', sched.RLock: 'R', sched.RUnlock: 'Q', sched.TryRLock: 'P',
	sched.Send: 'o', sched.Receive: 'i', sched.Close: 'z', sched.Len: 'n', sched.Select: 'S',
	sched.GroupAdd: 'g', sched.GroupWait: 'G', sched.OnceEnter: 'd', sched.OnceLeave: 'D',
	sched.CondWait: 'k', sched.CondSignal: 'K', sched.CondBroadcast: 'B', sched.Join: 'j', sched.Yield: 'y',
	sched.Sleep: 'e', sched.Wake: 'f', sched.TimerNew: 't', sched.TimerStop: 'u', sched.Now: 'N', sched.Fire: 'F',
	sched.Open: 'O', sched.Pass: 'p', sched.RWAsk: 'A', sched.Start: 'b', sched.End: 'E', sched.Count: 'C',
	sched.Call: 'h', sched.Return: 'H',
	sched.Log: 'q', sched.Complete: 'm',
}

var kindOf = func() map[byte]sched.Kind {
	kinds := map[byte]sched.Kind{}
	for k, l := range letters {
		kinds[l] = k
	}
	return kinds
}()

// encode returns the schedule of an execution as a replay string. After the version come runs of one
// goroutine's steps, each with the goroutine's number and a letter for each step: v1.1r.2rw.1w. A select's
// letter is followed by the number of its case, or - for the default case; where a receiver meets a sender, by
// _ and the sender's number, and, if that is at a select, _ and the number of its case. What is done again and
// again is followed by * and the how many times it is done: v1.0r*100.
func encode(x *sched.Exec) string {
	var b strings.Builder
	b.WriteString(replayVersion)
	last := int32(sched.None)
	for i := 0; i < len(x.Events); {
		e := &x.Events[i]
		if e.G != last {
			fmt.Fprintf(&b, ".%d", e.G)
			last = e.G
		}
		step := encodeStep(x, e)
		times := 1
		for i++; i < len(x.Events) && x.Events[i].G == e.G && encodeStep(x, &x.Events[i]) == step; i++ {
			times++
		}
		if times < fewTimes {
			b.WriteString(strings.Repeat(step, times))
		} else {
			fmt.Fprintf(&b, "%s*%d", step, times)
		}
	}
	return b.String()
}

// fewTimes is from how often on that a step is repeated is written as a number; and mostTimes, how often at most.
const fewTimes, mostTimes = 4, 1_000_000

func encodeStep(x *sched.Exec, e *sched.Event) string {
	step := string(letters[x.Op(e.G, e.I).Kind])
	switch {
	case e.Alt == sched.Default:
		step += "-"
	case e.Alt != sched.None:
		step += fmt.Sprint(e.Alt)
	}
	if e.With != sched.None {
		step += fmt.Sprintf("_%d", e.With)
		if e.WithAlt != sched.None {
			step += fmt.Sprintf("_%d", e.WithAlt)
		}
	}
	return step
}

// decode reads a replay string.
func decode(s string) (plan []sched.Transition, kinds []sched.Kind, err error) {
	bad := func(at, want string) error {
		return fmt.Errorf("explore: %q is no replay string: at %q, want %s", s, at, want)
	}
	version, rest, _ := strings.Cut(s, ".")
	if version != replayVersion {
		return nil, nil, fmt.Errorf("explore: %q is no replay string of this version: want %s and a dot at its beginning", s, replayVersion)
	}
	number := func(t string) (int32, string, error) {
		n := 0
		for n < len(t) && '0' <= t[n] && t[n] <= '9' {
			n++
		}
		v, err := strconv.ParseInt(t[:n], 10, 32)
		if err != nil {
			return 0, t, errors.New("no number")
		}
		return int32(v), t[n:], nil
	}
	if rest == "" {
		return nil, nil, nil
	}
	for run := range strings.SplitSeq(rest, ".") {
		g, ops, err := number(run)
		if err != nil || ops == "" {
			return nil, nil, bad(run, "a goroutine's number and its steps")
		}
		for ops != "" {
			kind, ok := kindOf[ops[0]]
			if !ok {
				return nil, nil, bad(ops, "the letter of an operation")
			}
			t := sched.Do(g)
			ops = ops[1:]
			if kind == sched.Select {
				if alt, ok := strings.CutPrefix(ops, "-"); ok {
					t.Alt, ops = sched.Default, alt
				} else if t.Alt, ops, err = number(ops); err != nil {
					return nil, nil, bad(ops, "the number of a case, or -")
				}
			}
			for _, field := range []*int32{&t.With, &t.WithAlt} {
				if with, ok := strings.CutPrefix(ops, "_"); ok {
					if *field, ops, err = number(with); err != nil {
						return nil, nil, bad(with, "a number")
					}
				}
			}
			times := int32(1)
			if n, ok := strings.CutPrefix(ops, "*"); ok {
				if times, ops, err = number(n); err != nil || times < 1 || times > mostTimes {
					return nil, nil, bad(n, "how many times")
				}
			}
			for range times {
				plan, kinds = append(plan, t), append(kinds, kind)
			}
		}
	}
	return plan, kinds, nil
}
