package csp_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
)

// What was taken is handled, in the order of sending, also what a Send still waits to hand over.
func TestActorClose(t *testing.T) {
	for _, size := range []int{0, 1, 3} {
		synctest.Test(t, func(t *testing.T) {
			gate := make(chan struct{})
			var handled []int
			a := csp.NewActor(size, func(i int) { <-gate; handled = append(handled, i) })
			var taken []int
			for i := range 1 + size + 1 { // in the handler's hands, in the mailbox, and waiting
				go func() { assert.NoError(t, a.Send(t.Context(), i)) }()
				synctest.Wait()
				taken = append(taken, i)
			}
			go func() { assert.NoError(t, a.Close()) }()
			synctest.Wait()
			assert.Equal(t, csp.ErrClosed, a.Send(t.Context(), -1), "also while the mailbox is full")
			close(gate)
			assert.NoError(t, a.Close())
			assert.Equal(t, taken, handled)
			assert.NoError(t, a.Close(), "again")
			assert.Equal(t, csp.ErrClosed, a.Send(t.Context(), -1))
			_, err := csp.Ask(t.Context(), a, func(func(int)) int { return -1 })
			assert.Equal(t, csp.ErrClosed, err)
		})
	}
}

// What waits is dropped, who has asked is told, and a Close that waits need not wait for it.
func TestActorDiscard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		var handled []int
		a := csp.NewActor(2, func(d doubling) {
			<-gate
			handled = append(handled, d.number)
			double(d)
		})
		ask := func(number int) chan error {
			answers := make(chan error, 1)
			go func() {
				_, err := csp.Ask(t.Context(), a, twice(number))
				answers <- err
			}()
			synctest.Wait()
			return answers
		}
		first, second, third := ask(1), ask(2), ask(3)
		go func() { assert.NoError(t, a.Close()) }()
		synctest.Wait()
		go func() { assert.NoError(t, a.Discard()) }()
		synctest.Wait()
		close(gate)
		assert.NoError(t, a.Discard())
		assert.NoError(t, <-first, "it was being handled")
		assert.Equal(t, csp.ErrClosed, <-second)
		assert.Equal(t, csp.ErrClosed, <-third)
		assert.Equal(t, []int{1}, handled)
	})
}

func TestActorContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		handled := 0
		a := csp.NewActor(1, func(d doubling) { <-gate; handled++; double(d) })
		ctx, cancel := context.WithCancel(t.Context())
		asked := make(chan error)
		for range 3 { // the handler has one, the mailbox another, and the third waits to be sent
			go func() {
				_, err := csp.Ask(ctx, a, twice(1))
				asked <- err
			}()
		}
		synctest.Wait()
		cancel()
		for range 3 {
			assert.Equal(t, context.Canceled, <-asked)
		}
		assert.Equal(t, context.Canceled, a.Send(ctx, doubling{}), "also from the start")
		close(gate)
		got, err := csp.Ask(t.Context(), a, twice(21))
		assert.NoError(t, err)
		assert.Equal(t, 42, got)
		assert.Equal(t, 2, handled, "what nobody waits for any more is not begun with")
		assert.NoError(t, a.Close())
	})
}

// A handler may keep the reply for later; who is not answered by the end is told so. The first reply counts.
func TestAskLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var waiting []func(int)
		a := csp.NewActor(1, func(d doubling) {
			waiting = append(waiting, d.reply)
			if len(waiting) == 2 {
				waiting[0](2)
				waiting[0](3)
			}
		})
		type answer struct {
			got int
			err error
		}
		answers := make(chan answer)
		for i := range 2 {
			go func() {
				got, err := csp.Ask(t.Context(), a, twice(i))
				answers <- answer{got, err}
			}()
			synctest.Wait()
		}
		assert.Equal(t, answer{2, nil}, <-answers)
		assert.NoError(t, a.Close())
		assert.Equal(t, answer{0, csp.ErrClosed}, <-answers)
	})
}

func TestActorPanics(t *testing.T) {
	none(t)
	wrong := errors.New("wrong")
	a := csp.NewActor(1, func(d doubling) {
		switch d.number {
		case 1:
			panic(wrong)
		case 2:
			runtime.Goexit()
		case 3:
			double(d)
			panic("after the reply")
		}
		double(d)
	})
	var panicked *csp.PanicError
	_, err := csp.Ask(t.Context(), a, twice(1))
	require.ErrorAs(t, err, &panicked)
	assert.ErrorIs(t, err, wrong)
	assert.Contains(t, string(panicked.Stack), "TestActorPanics")
	assert.Contains(t, err.Error(), "csp: panic: wrong")
	_, err = csp.Ask(t.Context(), a, twice(2))
	assert.ErrorIs(t, err, csp.ErrGoexit)
	got, err := csp.Ask(t.Context(), a, twice(3))
	assert.NoError(t, err)
	assert.Equal(t, 6, got)
	got, err = csp.Ask(t.Context(), a, twice(21))
	assert.NoError(t, err, "it goes on")
	assert.Equal(t, 42, got)
	assert.NoError(t, a.Send(t.Context(), doubling{number: 1}))
	assert.NoError(t, a.Send(t.Context(), doubling{number: 2}))
	err = a.Close()
	require.ErrorAs(t, err, &panicked)
	assert.Equal(t, "after the reply", panicked.Value, "who had the reply was told of no panic")
	assert.ErrorContains(t, err, "csp: 3 panics, of which this is the first: csp: panic: after the reply")
	assert.Equal(t, err.Error(), a.Discard().Error(), "each Close tells")
}

func TestActorMisuse(t *testing.T) {
	none(t)
	assert.PanicsWithValue(t, "csp: NewActor(-1): a negative size of the mailbox; 0 is the smallest",
		func() { csp.NewActor(-1, func(int) {}) })
	assert.PanicsWithValue(t, "csp: NewActor(nil): no function to handle messages; pass one",
		func() { csp.NewActor[int](1, nil) })
	a := csp.NewActor(1, double)
	assert.PanicsWithValue(t, "csp: Ask(nil): no function that makes the message; pass one that puts its argument into it",
		func() { _, _ = csp.Ask[doubling, int](t.Context(), a, nil) })
	assert.PanicsWithValue(t, "what", func() {
		_, _ = csp.Ask(t.Context(), a, func(func(int)) doubling { panic("what") })
	})
	assert.NoError(t, a.Close())
}

func TestSendAllocatesNothing(t *testing.T) {
	none(t)
	a := csp.NewActor(1, func(int) {})
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = a.Send(context.Background(), 1) }))
	assert.NoError(t, a.Close())
}

// A register is a variable that an actor owns.
type register struct {
	actor *csp.Actor[access]
}

// An access replaces the value, if it is to, and replies with what it was.
type access struct {
	set   bool
	value int
	reply func(int)
}

func newRegister() register {
	value := 0
	return register{csp.NewActor(1, func(a access) {
		was := value
		if a.set {
			value = a.value
		}
		if a.reply != nil {
			a.reply(was)
		}
	})}
}

func (r register) Write(value int) {
	_ = r.actor.Send(context.Background(), access{set: true, value: value})
}

func (r register) Read() int {
	value, _ := csp.Ask(context.Background(), r.actor, func(reply func(int)) access { return access{reply: reply} })
	return value
}

func TestActorHistories(t *testing.T) {
	none(t)
	var last register
	histories.Run(t, linearizable.NewRegister(0), func(h linearizable.Register[int]) histories.Step {
		if last.actor != nil {
			assert.NoError(t, last.actor.Close())
		}
		v := newRegister()
		last = v
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Write(r.Int(), v.Write)
			} else {
				h.Read(v.Read)
			}
		}
	})
	assert.NoError(t, last.actor.Close())
}

// What a sum owned by an actor says is what the obvious variable says, through panics and closes.
func TestActorIsAVariable(t *testing.T) {
	none(t)
	type message struct {
		delta int
		reply func(int)
	}
	rapid.Check(t, func(t *rapid.T) {
		sum, want, panics, closed := 0, 0, 0, false
		a := csp.NewActor(rapid.IntRange(0, 2).Draw(t, "size"), func(m message) {
			if m.delta == 0 {
				panic("nothing to add")
			}
			if sum += m.delta; m.reply != nil {
				m.reply(sum)
			}
		})
		delta := rapid.IntRange(-2, 2)
		t.Repeat(map[string]func(t *rapid.T){
			"Send": func(t *rapid.T) {
				m := message{delta: delta.Draw(t, "delta")}
				err := a.Send(context.Background(), m)
				if closed {
					assert.Equal(t, csp.ErrClosed, err)
					return
				}
				assert.NoError(t, err)
				if want += m.delta; m.delta == 0 {
					panics++
				}
			},
			"Ask": func(t *rapid.T) {
				d := delta.Draw(t, "delta")
				got, err := csp.Ask(context.Background(), a, func(reply func(int)) message { return message{d, reply} })
				switch {
				case closed:
					assert.Equal(t, csp.ErrClosed, err)
				case d == 0:
					var panicked *csp.PanicError
					assert.ErrorAs(t, err, &panicked)
				default:
					want += d
					assert.NoError(t, err)
					assert.Equal(t, want, got)
				}
			},
			"Close": func(t *rapid.T) {
				if !closed && rapid.IntRange(0, 9).Draw(t, "not yet") > 0 {
					t.Skip("not yet")
				}
				closed = true
				assert.Equal(t, panics > 0, a.Close() != nil)
			},
		})
		assert.Equal(t, panics > 0, a.Close() != nil)
		assert.Equal(t, want, sum)
	})
}
