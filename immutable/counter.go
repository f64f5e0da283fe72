package immutable

// Total is what a [Counter] has counted up to some moment. It is a plain value, and orders nothing by itself: what
// happens before its being loaded is the Adds that are in it.
// The zero value is that of no Adds. A Total may be copied. Mean is wait-free, O(1), and allocates nothing.
type Total struct {
	Sum  int64 // of all deltas
	Adds int64 // how many there were
}

// Mean returns the mean delta, or NaN if there was none.
func (t Total) Mean() float64 { return float64(t.Sum) / float64(t.Adds) }

// add returns the Total after one more Add.
func (t Total) add(delta int64) Total { return Total{Sum: t.Sum + delta, Adds: t.Adds + 1} }

// Counter counts by replacing one [Total] by the next. The two numbers of a Total always belong
// together, because no Total is ever changed: [UnsafeTwoLoads] with one load where it has two.
//
// It is what a counter costs this way: each Add allocates a Total, which the garbage collector takes
// back, and one that was beaten to it has computed and allocated in vain. For a sum alone, an atomic
// add does better in every way; the price buys as many fields as there are, that agree.
//
// An Add happens before every operation that observes its effect.
// The zero value is a counter at 0. A Counter must not be copied after first use.
// Add is lock-free, Value and Total are wait-free. All are O(1), Add for each time that it has to begin again. An Add
// allocates a Total, 16 bytes; the others allocate nothing.
type Counter struct {
	total Snapshot[Total]
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) {
	c.total.Update(func(t Total) Total { return t.add(delta) })
}

// Value returns the sum of all Adds that came before it.
func (c *Counter) Value() int64 { return c.total.Load().Sum }

// Total returns the sum and the number of Adds, both of the same moment.
func (c *Counter) Total() Total { return c.total.Load() }
