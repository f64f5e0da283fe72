package linearizable

import (
	"encoding/binary"
	"reflect"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
)

// A Checker checks histories: those of all executions of an exploration, or of several, or of an ordinary test. It
// remembers what it has checked, so it is best made outside of what is done again and again. H is what operations are recorded by: a *History, or a type that has those of a known structure.
type Checker[H any] struct {
	judge judge
	of    func(*History) H
}

// New returns a Checker with a model of your own. [Sequential] makes one.
//
// Its functions get what was given to Call and what that returned, and Step gets Pending as the result of an
// operation that has none. PartitionEvent has to go by the inputs alone. New panics if the model partitions
// operations and not events.
func New(model porcupine.Model, options ...Option) *Checker[*History] {
	return newChecker(model, func(h *History) *History { return h }, options)
}

func newChecker[H any](model porcupine.Model, of func(*History) H, options []Option) *Checker[H] {
	if model.Partition != nil && model.PartitionEvent == nil {
		panic("linearizable: the model has Partition, and not PartitionEvent")
	}
	c := &Checker[H]{of: of, judge: judge{model: completing(model), ids: map[any]uint64{}, verdicts: map[string]string{}}}
	for _, o := range options {
		o(&c.judge)
	}
	return c
}

// An Option says how to check.
type Option func(*judge)

// Visualize writes the first history that is not linearizable to a file: a page of HTML by porcupine, on which
// one sees how far each order gets.
func Visualize(path string) Option { return func(j *judge) { j.path = path } }

// History returns a new history, of one object, and fails the test if it is not linearizable: an exploration's when
// the body has returned, or an ordinary one at its end, see testing.T.Cleanup.
func (c *Checker[H]) History(t testing.TB) H { return c.of(newHistory(t, &c.judge)) }

// Histories returns how many histories were checked: how many different ones there were. One with an input or a
// result that cannot be compared by == is taken for a different one each time.
func (c *Checker[H]) Histories() int {
	c.judge.mu.Lock()
	defer c.judge.mu.Unlock()
	return c.judge.checked
}

// Limit has the Checker give up on a history that takes longer than d to check: that grows exponentially with the
// number of operations that are under way at one time. The test does not fail then, see [Checker.Unjudged]. There is
// no limit at first.
func (c *Checker[H]) Limit(d time.Duration) {
	c.judge.mu.Lock()
	defer c.judge.mu.Unlock()
	c.judge.limit = d
}

// Unjudged returns how many of the histories it gave up on, see [Checker.Limit].
func (c *Checker[H]) Unjudged() int {
	c.judge.mu.Lock()
	defer c.judge.mu.Unlock()
	return c.judge.unjudged
}

// A judge checks histories, and remembers what it said of each.
type judge struct {
	mu       sync.Mutex // parallel tests may share it
	model    porcupine.Model
	path     string
	limit    time.Duration     // of the time to check a history; 0 for none
	ids      map[any]uint64    // of the values that were met
	verdicts map[string]string // by key: what is wrong, "" if nothing
	checked  int
	unjudged int // of those that were checked
}

// check says what is wrong with a history that is canonical, "" if nothing.
func (j *judge) check(history []event) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	key, ok := j.key(history)
	if ok {
		if says, ok := j.verdicts[key]; ok {
			return says
		}
	}
	j.checked++
	says := ""
	switch porcupine.CheckEventsTimeout(j.model, completed(history, len(history)), j.limit) {
	case porcupine.Illegal:
		says = j.explain(history)
	case porcupine.Unknown:
		j.unjudged++
	case porcupine.Ok:
	}
	if ok {
		j.verdicts[key] = says
	}
	return says
}

// key returns what tells the history apart from others: of each event whose it is and its value. The first of
// an operation is its call. There is no key if a value cannot be compared.
func (j *judge) key(history []event) (key string, ok bool) {
	var b []byte
	for _, e := range history {
		if !isComparable(e.value) {
			return "", false
		}
		id, ok := j.ids[e.value]
		if !ok {
			id = uint64(len(j.ids))
			j.ids[e.value] = id
		}
		b = binary.AppendVarint(b, int64(e.client))
		b = binary.AppendUvarint(b, uint64(e.number))
		b = binary.AppendUvarint(b, id)
	}
	return string(b), true
}

func isComparable(v any) bool { return v == nil || reflect.ValueOf(v).Comparable() }

// isLinearizable says whether there is an order for the first n events of the history.
func (j *judge) isLinearizable(history []event, n int) bool {
	return porcupine.CheckEvents(j.model, completed(history, n))
}

// explain says why the history is not linearizable.
func (j *judge) explain(history []event) string {
	// If there is no order up to an event, there is none up to a later one. The first event of that kind is a
	// return: a call asks nothing of the order.
	at := sort.Search(len(history), func(i int) bool { return !j.isLinearizable(history, i+1) })
	return describe(history, at) + j.visualize(history)
}

// visualize writes the page that was asked for, and says so.
func (j *judge) visualize(history []event) string {
	if j.path == "" {
		return ""
	}
	_, info := porcupine.CheckEventsVerbose(j.model, completed(history, len(history)), 0)
	path := j.path
	j.path = "" // it shows the first
	if err := porcupine.VisualizePath(j.model, info, path); err != nil {
		return "\n\nno page was written: " + err.Error()
	}
	return "\n\nsee " + path
}
