package litmus

// The clauses of the Go memory model (version of June 6, 2022) that decide the tests of this package. The words are its own;
// a test compares them with the copy that comes with Go.
var (
	// SequentiallyConsistent is of atomic operations: they take turns.
	SequentiallyConsistent = Clause{
		Name:   "atomics take turns",
		Words:  "All the atomic operations executed in a program behave as though executed in some sequentially consistent order.",
		Source: "https://go.dev/ref/mem#atomic",
	}
	// SynchronizedBefore is of an atomic operation that sees another one: all that was done before that is visible.
	SynchronizedBefore = Clause{
		Name:   "atomics publish",
		Words:  "If the effect of an atomic operation A is observed by atomic operation B, then A is synchronized before B.",
		Source: "https://go.dev/ref/mem#atomic",
	}
	// RaceFree is of programs without data races: they behave as if one step were done after the other.
	RaceFree = Clause{
		Name:   "no race, in turn",
		Words:  "In the absence of data races, Go programs behave as if all the goroutines were multiplexed onto a single processor.",
		Source: "https://go.dev/ref/mem#overview",
	}
	// NotSequential is of programs with data races: no order of steps need explain what they do.
	NotSequential = Clause{
		Name:   "a race, out of turn",
		Words:  "Programs with races are incorrect and can exhibit non-sequentially consistent executions.",
		Source: "https://go.dev/ref/mem#badsync",
	}
	// NotPublished is of a read that sees a concurrent write: of what was written before that, nothing need be seen.
	NotPublished = Clause{
		Name:   "a race publishes nothing",
		Words:  "Even if this occurs, it does not imply that reads happening after r will observe writes that happened before w.",
		Source: "https://go.dev/ref/mem#badsync",
	}
	// SomeWrite is of a racy read of a word: it sees a value that was written, and need not be the last.
	SomeWrite = Clause{
		Name:   "a racy word was written",
		Words:  "That is, each read must observe a value written by a preceding or concurrent write.",
		Source: "https://go.dev/ref/mem#restrictions",
	}
	// Multiword is of a racy read of more than a word: it may see halves of two values.
	Multiword = Clause{
		Name:   "racy words may not fit",
		Words:  "This means that races on multiword data structures can lead to inconsistent values not corresponding to a single write.",
		Source: "https://go.dev/ref/mem#restrictions",
	}
)
