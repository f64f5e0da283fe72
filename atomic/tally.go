package atomic

import "sync/atomic"

// Tally counts observations and sums them, so that the sum is always that of the count: [UnsafeTwo]
// with both numbers in one word, which one compare-and-swap changes and one load reads.
//
// An Observe or Flush happens before every operation that observes its effect.
// The zero value has observed nothing. A Tally must not be copied after first use.
// Read and Mean are wait-free, and Flush is where the processor has an instruction for it; Observe
// is lock-free. All are O(1), Observe without contention, and allocate nothing.
type Tally struct {
	// The word holds, from its highest bit to its lowest:
	//
	//	 24 bits   40 bits
	//	+-------+-------------+
	//	| count |     sum     |
	//	+-------+-------------+
	//
	// The sum can't run over into the count: (1<<24 - 1) observations of at most 1<<16 - 1 sum to
	// less than 1<<40, and there are never more.
	word atomic.Uint64
}

const (
	tallySumBits  = 40
	tallyMaxCount = 1<<(64-tallySumBits) - 1
)

// Observe counts one observation of v, and says whether it did: a Tally that has counted 16,777,215
// of them is full, until it is flushed.
func (t *Tally) Observe(v uint16) bool {
	for {
		word := t.word.Load()
		if word>>tallySumBits == tallyMaxCount {
			return false
		}
		if t.word.CompareAndSwap(word, word+1<<tallySumBits+uint64(v)) {
			return true
		}
	}
}

// Read returns the number of observations and their sum, both of the same moment.
func (t *Tally) Read() (count, sum int64) { return unpackTally(t.word.Load()) }

// Mean returns the mean of all observations, or NaN if there was none.
func (t *Tally) Mean() float64 {
	count, sum := t.Read()
	return float64(sum) / float64(count)
}

// Flush returns what [Tally.Read] would, and starts again from nothing, in one step.
func (t *Tally) Flush() (count, sum int64) { return unpackTally(t.word.Swap(0)) }

func unpackTally(word uint64) (count, sum int64) {
	return int64(word >> tallySumBits), int64(word & (1<<tallySumBits - 1))
}
