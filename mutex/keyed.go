package mutex

import (
	"context"
	"sync/atomic"
)

// Keyed is a lock for each key: for each customer, each file, each page that is being fetched. Who locks one key does
// not wait for who has locked another. There is no list of keys to keep: a lock comes into being when somebody wants
// it, and is forgotten when nobody holds it or waits for it any more.
//
// # To forget a lock
//
// A map of mutexes does the first half. To remove one from the map is the other, and one has to know that nobody is
// about to use it: who has looked it up, and not locked it yet, would lock one that the next comer knows nothing of, and
// both would be in. So each lock counts its users, who hold it or wait for it, and map and counts are
// behind one lock of their own. To find a lock and to be counted in is one step, and so is to be counted out and to
// forget it. The lock managers of databases do the same: Jim Gray and Andreas Reuter, "Transaction Processing: Concepts
// and Techniques" (1993), chapter 8.
//
// That lock, which all keys have in common, is held while the map is looked at, and never while a function runs. A
// sync.Map of mutexes, which forgets nothing, takes half as long where goroutines rarely meet: go test -bench=Keyed
// ./mutex. To spread the keys over several maps gained nothing on the two processors of the machine where this was
// written, since the key has to be hashed once more.
//
// # Who waits
//
// Who waits for a key is served as in [Guarded], and can give up as there. A With inside of a With of the same key
// waits for itself, for ever. Two keys locked at once are two locks, and want an order: see package deadlock.
//
// # The rules
//
// What is done while a key is locked is synchronized before what is done when it is locked next. Two keys
// order nothing. The linearization points are those of the key's lock.
//
// The zero value has no key locked. A Keyed must not be copied after first use. All methods but TryWith block while
// another has the key, and all for as long as the map is looked at. Each is O(1), as a map is. Lock allocates the
// function that it returns. The others allocate nothing for one key at a time; for each more that is locked at the
// same time there is a lock, and for each goroutine that sleeps a place in line. When no key is locked any more, the
// room is given back, but for one lock, and the map if it is small.
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
		l.unlock()
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
	if key != key { //nolint:gocritic // a NaN, which a map never finds again
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
