package lockfree

// backoff keeps a goroutine busy with nothing, after its compare-and-swap has failed that many times.
//
// The one that succeeded has the cache line, and wants it again for its next operation. Whoever tries
// again at once takes the line away, and so on for each operation: on two processors that is several
// times slower than to let one have its way for a while, which is what a mutex does by its sleepers.
// The wait begins with about a microsecond, and grows to a few, as long as a sync.Mutex spins before it sleeps.
func backoff(failed int) {
	for range 1 << min(11+failed, 14) {
	}
}
