package mutex

import (
	"context"
	"sync/atomic"
)

// Keyed is a lock for each key: for each customer, each file, each URL that is being fetched. Who locks one key does
// not wait for who has locked another. There is no list of keys to keep: a lock comes into being when somebody wants
// it, and is forgotten when nobody holds it or waits for it any more.
//
// A map of mutexes does the first half. To remove one from the map is the other half, and needs to know that nobody
// is about to use it: who has looked it up and not locked it yet would lock one that the next comer, who makes
// another for the same key, knows nothing of. So each lock counts its users, those who hold it or wait for it, and
// both the count and the map are behind one lock. With that, to find a lock and to be counted is one step, and to be
// counted out and to forget it is one too.
//
// That one lock, which all keys have in common, is held for as long as a look into the map takes and never for as
// long as a function runs. It makes Keyed take about twice as long as a sync.Map of mutexes, which forgets
// nothing: see BenchmarkKeyed. To spread the keys over several maps did not pay on two processors, since to hash a key
// once more costs as much as it saves.
//
// Who waits for a key is served as by [Guarded], in the order of coming with the same exception, and can give up in the
// same way. A With inside of a With of the same key waits for itself; and two keys held at once are two locks held
// at once, which want an order: see package deadlock.
//
// What was done before a key is unlocked is synchronized before the return of the next call that locks that key.
// Different keys order nothing. The linearization points are those of the lock of the key.
// The zero value has no key locked. A Keyed must not be copied after first use. All but TryWith blocks while another
// goroutine has the key; TryWith waits for a look into the map at most. Each is O(1) on average. With allocates a lock
// if another key is locked at the time, and Lock the function that it returns; else it allocates nothing, but for a
// place in line as in Guarded, and the map's room. When no key is locked any more, the map's room is given back.
type Keyed[K comparable] struct {
	mu    lock // for the rest
	locks map[K]*keyLock
	most  int      // how many keys the map has had since it was made
	spare *keyLock // held, and nobody's: the next one
}

// A keyLock is the lock of one key.
type keyLock struct {
	lock
	users int // who hold it or wait for it; guarded by Keyed.mu
}

// roomy is how many keys a map has to have had to be worth giving back: less than that costs less than a new map.
const roomy = 64

// With calls f while it has key locked. It panics if f is nil.
func (k *Keyed[K]) With(key K, f func()) {
	if f == nil {
		panic(noFunction("Keyed.With"))
	}
	l := k.lock(key)
	defer k.unlock(key, l)
	f()
}

// TryWith is With if nobody has locked key at this moment, nor waits for it. If not it returns false at once, and f is
// not called.
func (k *Keyed[K]) TryWith(key K, f func()) bool {
	if f == nil {
		panic(noFunction("Keyed.TryWith"))
	}
	l := k.tryEnter(key)
	if l == nil {
		return false
	}
	defer k.unlock(key, l)
	f()
	return true
}

// WithContext is With, unless ctx is done before f's turn has come. Then it returns ctx's error, f is not called, and
// nothing is left behind: no goroutine, and no key.
func (k *Keyed[K]) WithContext(ctx context.Context, key K, f func()) error {
	if f == nil {
		panic(noFunction("Keyed.WithContext"))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	l, locked := k.enter(key)
	if !locked {
		if err := l.lockContext(ctx); err != nil {
			k.leave(key, l)
			return err
		}
	}
	defer k.unlock(key, l)
	f()
	return nil
}

// Lock locks key and returns the function that unlocks it, for what begins in one function and ends in another. Any
// goroutine may call that function, once. A second call panics: it would unlock what somebody else has locked.
func (k *Keyed[K]) Lock(key K) (unlock func()) {
	l := k.lock(key)
	var unlocked atomic.Bool
	return func() {
		if unlocked.Swap(true) {
			panic("mutex: Keyed.Lock: the key was unlocked already; call what a Lock returns once")
		}
		k.unlock(key, l)
	}
}

// lock waits for the key's lock.
func (k *Keyed[K]) lock(key K) *keyLock {
	l, locked := k.enter(key)
	if !locked {
		l.lock.lock(nil)
	}
	return l
}

// unlock lets go of the key's lock. With the last user the lock goes too, as it is, held: nobody else knows it.
func (k *Keyed[K]) unlock(key K, l *keyLock) {
	k.mu.lock(nil)
	defer k.mu.unlock()
	l.users--
	if l.users > 0 {
		l.lock.unlock()
		return
	}
	k.forget(key)
	k.spare = l
}

// enter counts in one more user of the key's lock. One who finds none gets a new one, and has it locked.
func (k *Keyed[K]) enter(key K) (l *keyLock, locked bool) {
	k.mu.lock(nil)
	defer k.mu.unlock()
	if l = k.locks[key]; l == nil {
		return k.make(key), true
	}
	l.users++
	return l, false
}

// tryEnter is enter for one who does not wait: it returns nil if there is a lock.
func (k *Keyed[K]) tryEnter(key K) *keyLock {
	k.mu.lock(nil)
	defer k.mu.unlock()
	if k.locks[key] != nil {
		return nil
	}
	return k.make(key)
}

// leave counts out a user that has not locked the key.
func (k *Keyed[K]) leave(key K, l *keyLock) {
	k.mu.lock(nil)
	defer k.mu.unlock()
	l.users--
	if l.users == 0 {
		k.forget(key)
	}
}

// make makes a lock for a key that has none, which its first user has locked. The caller has mu.
func (k *Keyed[K]) make(key K) *keyLock {
	if key != key { //nolint:staticcheck // a NaN, which a map never finds again
		panic("mutex: Keyed: the key is not equal to itself, as NaN is not, so that its lock would never be found again; use another")
	}
	if k.locks == nil {
		k.locks = make(map[K]*keyLock)
	}
	l := k.spare
	k.spare = nil
	if l == nil {
		l = new(keyLock)
		l.state.Store(held)
	}
	l.users = 1
	k.locks[key] = l
	k.most = max(k.most, len(k.locks))
	return l
}

// forget removes the key's lock, and the map if it is empty and has had many: a map does not shrink. The caller has mu.
func (k *Keyed[K]) forget(key K) {
	delete(k.locks, key)
	if len(k.locks) == 0 && k.most > roomy {
		k.locks, k.most = nil, 0
	}
}
