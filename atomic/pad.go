package atomic

// Pad keeps the fields before and after it on cache lines of their own. Where some processors write
// one field, and others write or read another one that happens to be on the same line, the line travels
// between them as if they shared the field: false sharing (Josep Torrellas, Monica Lam and John Hennessy,
// "False Sharing and Spatial Locality in Multiprocessor Caches", IEEE Transactions on Computers 43(6),
// 1994).
//
//	type stats struct {
//		received atomic.Counter // by the goroutines that read
//		_        atomic.Pad
//		sent     atomic.Counter // by those that write
//	}
//
// None of this package's types brings its own: most are used by the same goroutines as what stands
// beside them, and would take 16 times the room for nothing. Measure; BenchmarkNeighbours shows how.
// It is two lines long, since processors fetch them in pairs, or have lines of that length.
//
// A Pad has no operations: nothing happens before anything else because of it, nobody blocks, and nothing
// is allocated but its room, which is O(1). Its zero value is all there is, and it may be copied.
type Pad [128]byte
