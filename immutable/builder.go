package immutable

// Builder is a [Map] that is changed in place, for as long as nobody else has it. It is for many changes at a time:
// each of them would cost a copy of the way to its key, of which all but the last are thrown away.
//
// [Builder.Map] gives out what has been built, as it is, and takes it from the Builder: what is changed after that is
// copied first, each node once. So it may be called again and again, for a version of now and then. The idea is that
// of Clojure's transients (Clojure 1.1, 2009; https://clojure.org/reference/transients), in which a node says whose it is; here its place
// does, so that a leaf need not have a pointer to its owner. Behind a lock it is a map that others can have a copy of
// at any moment: see [Registry].
//
// A Builder is for one goroutine at a time. What it does happens before all that is done to the Map by whoever is
// handed that in an order: it orders nothing by itself, as a Map does not.
// The zero value has no keys. A Builder must not be copied after first use: both would take the same nodes for their own.
// Its methods are wait-free. Get, Set and Delete are O(log n), Map and Len O(1). Get, Map and Len allocate nothing. Set
// allocates a copy of a node that is not the Builder's own, and a leaf where one is full; Delete may join two to
// a new one.
type Builder[K comparable, V any] struct {
	_     noCopy
	root  *node[K, V]
	n     int
	owned bool // root is the Builder's own; false if it is nil
}

// noCopy has go vet complain of a copy.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// Get returns the value of key, and whether there is one.
func (b *Builder[K, V]) Get(key K) (value V, ok bool) {
	hash := hashKey(key)
	return b.root.get(hash, tagOf(hash), key)
}

// Len returns the number of keys.
func (b *Builder[K, V]) Len() int { return b.n }

// Set sets the value of key.
func (b *Builder[K, V]) Set(key K, value V) { b.set(hashKey(key), 0, key, value, hashKey[K]) }

// Delete removes key, if it is there.
func (b *Builder[K, V]) Delete(key K) {
	hash := hashKey(key)
	b.remove(hash, tagOf(hash), key)
}

// Map returns what has been built.
func (b *Builder[K, V]) Map() Map[K, V] {
	b.owned = false
	return Map[K, V]{b.root, b.n}
}

// set sets the value of key, of whose hash the root looks at the bits from shift on. The hashes of other keys are
// asked for where a leaf is split.
func (b *Builder[K, V]) set(hash uint64, shift uint, key K, value V, hashes func(K) uint64) {
	// If all on the way is the Builder's own, and there is room at its end, that is all.
	n, owned, rest := b.root, b.owned, hash>>shift
	for owned && n.kind == isBranch {
		i := rest % fan
		n, owned = n.branch().kids[i], n.branch().owns(i)
		rest >>= width
	}
	if owned && n.kind == isLeaf {
		l, tag := n.leaf(), tagOf(hash)
		if i := l.find(tag, key); i >= 0 {
			l.entries[i].value = value
			return
		}
		if l.len() < group {
			l.add(tag, entry[K, V]{key, value})
			b.n++
			return
		}
	}
	b.replace(hash, shift, key, value, hashes)
}

// replace is set where something has to be copied first, or split.
//
// On the way down, what is not the Builder's own is replaced by a copy that is; at points to the place of the node
// that the way has come to, which is place i of the parent, and owned says whose that node is.
func (b *Builder[K, V]) replace(hash uint64, shift uint, key K, value V, hashes func(K) uint64) {
	var parent *branch[K, V]
	var i uint64
	at, owned := &b.root, b.owned
	b.owned = true // when all is done
	if *at == nil {
		*at, owned = &newLeaf[K, V]().node, true
	}
	tag := tagOf(hash)
	for {
		if (*at).kind == isLeaf {
			l := (*at).leaf()
			j := l.find(tag, key)
			switch {
			case j >= 0 || l.len() < group:
				if !owned {
					l = (*at).clone().leaf()
					if parent == nil {
						*at = &l.node
					} else {
						parent.put(&l.node, i, parent.places(i))
					}
				}
				if j >= 0 {
					l.entries[j].value = value
				} else {
					l.add(tag, entry[K, V]{key, value})
					b.n++
				}
				return
			case parent != nil && parent.places(i) > 1:
				parent.split(i, parent.places(i), shift-width, hashes)
				owned = true
				continue
			}
			// It is full and has a single place.
			below := &branch[K, V]{node: node[K, V]{kind: isBranch}}
			if shift < 64 {
				below.put(*at, 0, fan)
			} else {
				below.kind = isChain
				below.put(*at, 0, 1)
				below.put(&newLeaf[K, V]().node, 1, 1)
			}
			if !owned {
				below.owned = 0
			}
			*at, owned = &below.node, true
			if parent != nil {
				parent.put(*at, i, 1)
			}
		}
		if !owned {
			*at = (*at).clone()
			if parent != nil {
				parent.put(*at, i, 1)
			}
		}
		parent = (*at).branch()
		if parent.kind == isChain {
			if i = 0; parent.kids[0].leaf().find(tag, key) < 0 {
				i = 1
			}
		} else {
			i = hash >> shift % fan
			shift += width
		}
		at, owned = &parent.kids[i], parent.owns(i)
	}
}

// remove removes key, of whose hash the root looks at the lowest bits, if it is there.
func (b *Builder[K, V]) remove(hash, tag uint64, key K) {
	if _, ok := b.root.get(hash, tag, key); !ok {
		return
	}
	if b.n--; b.n == 0 {
		b.root, b.owned = nil, false
		return
	}
	b.root = b.root.without(b.owned, hash, tag, key)
	b.owned = true
}

// without returns n without key, which is there: itself if it is owned, or else a copy; or the leaf that a branch
// is left with.
func (n *node[K, V]) without(owned bool, hash, tag uint64, key K) *node[K, V] {
	if n.kind == isChain {
		return n.unchained(tag, key)
	}
	if !owned {
		n = n.clone()
	}
	if n.kind == isLeaf {
		l := n.leaf()
		l.cut(l.find(tag, key))
		return n
	}
	b, i := n.branch(), hash%fan
	b.put(b.kids[i].without(b.owns(i), hash>>width, tag, key), i, b.places(i))
	if b.join(i) {
		return b.kids[i]
	}
	return n
}

// unchained returns the chain n without key, copied: it is no longer than there are keys with the same hash.
func (n *node[K, V]) unchained(tag uint64, key K) *node[K, V] {
	l := newLeaf[K, V]()
	root, end := &l.node, (*branch[K, V])(nil)
	n.each(func(k K, v V) bool {
		if k == key {
			return true
		}
		if l.len() == group {
			b := &branch[K, V]{node: node[K, V]{kind: isChain}}
			b.put(&l.node, 0, 1)
			l = newLeaf[K, V]()
			b.put(&l.node, 1, 1)
			if end == nil {
				root = &b.node
			} else {
				end.put(&b.node, 1, 1)
			}
			end = b
		}
		l.add(tag, entry[K, V]{k, v})
		return true
	})
	return root
}
