package parallel

import (
	"sync"
	"sync/atomic"
)

// shares divide the numbers from 0 to items-1 among workers. A worker takes several at once off the front of
// what is left, so that there is not one word that all write for each item, and does them one after the other. When
// there are none left it steals half of what another has taken and not begun with (Blumofe and Leiserson,
// "Scheduling Multithreaded Computations by Work Stealing", 1999), so that nobody rests while another has more than
// it is doing.
type shares struct {
	items int64
	batch int64 // how many are taken at once
	of    []share
	alone int // what the only worker takes next, which nobody can steal

	// mu is held while numbers go from one place to another, so that who looks for some sees all that nobody has begun
	// with. Only to begin with one's own takes no lock.
	mu   sync.Mutex
	next int64 // the front
}

// A share is what a worker has taken and not begun with: the numbers from lo to lo+n-1, in one word lo<<8 + n. The worker
// takes the first of them, and thieves the last, by a compare-and-swap. It can't be mistaken: a number is taken off
// the front once, so a word that stands there again has not been another in between.
type share struct {
	word atomic.Uint64
	_    [128 - 8]byte // in cache lines of its own
}

// mostAtOnce is how many are taken at once at most. It has to be less than 256, and is enough for what all workers
// write to be no part of the cost.
const mostAtOnce = 64

func newShares(items, workers int) *shares {
	return &shares{
		items: int64(items),
		batch: min(mostAtOnce, int64(items/(4*workers)+1)),
		of:    make([]share, workers),
	}
}

// take returns a number for the worker, and false if there are none left that nobody has begun with.
func (s *shares) take(worker int) (int, bool) {
	if len(s.of) == 1 {
		i := s.alone
		s.alone++
		return i, i < int(s.items)
	}
	mine := &s.of[worker].word
	for {
		word := mine.Load()
		lo, n := int64(word>>8), int64(word&0xff)
		if n == 0 {
			break
		}
		if mine.CompareAndSwap(word, asWord(lo+1, n-1)) {
			return int(lo), true
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	lo, n := s.next, min(s.batch, s.items-s.next)
	s.next += n
	if n == 0 {
		if lo, n = s.steal(worker); n == 0 {
			return 0, false
		}
	}
	mine.Store(asWord(lo+1, n-1)) // nobody else changes a word with n = 0
	return int(lo), true
}

// steal takes half of what another worker has, rounded up, and returns n = 0 if none has any. It is called with mu held.
func (s *shares) steal(worker int) (lo, n int64) {
	for i := 1; i < len(s.of); i++ {
		theirs := &s.of[(worker+i)%len(s.of)].word
		for {
			word := theirs.Load()
			lo, n := int64(word>>8), int64(word&0xff)
			if n == 0 {
				break
			}
			if stolen := (n + 1) / 2; theirs.CompareAndSwap(word, asWord(lo, n-stolen)) {
				return lo + n - stolen, stolen
			}
		}
	}
	return 0, 0
}

func asWord(lo, n int64) uint64 { return uint64(lo)<<8 | uint64(n) }
