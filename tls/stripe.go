package tls

import (
	"math/rand/v2"
	"sync/atomic"
	"unsafe"
)

const (
	shardBits = 5

	// stackBits says how small a stack can be: 2 KiB. So no two goroutines agree in all the bits above.
	stackBits = 11

	// golden is 2^32 divided by the golden ratio. Multiplied by numbers that follow each other, as those of stacks
	// often do, it yields products whose highest bits are spread evenly: Donald E. Knuth, "The Art of Computer
	// Programming", volume 3, section 6.4.
	golden = 0x9E3779B9
)

// isExplored says that package atomic is not the real one: explore's, with which a test is run again and again,
// has larger numbers.
const isExplored = unsafe.Sizeof(atomic.Int64{}) != 8

// stripe chooses a shard for the calling goroutine: by the place of its stack, which is the only thing of its own
// that a goroutine can come by in one instruction. To draw a random number costs more than the addition for which
// it chooses; so does a look at a variable that other processors write.
//
// Nothing depends on the choice but the time that it takes, so it does no harm that the place is another one deeper
// in the stack, and after the stack has been moved. Nor is an address made into a pointer again.
//
// The variable has no size, so that nothing is written: what has been has to leave the processor before its next
// locked addition, which would wait for that.
func stripe() uintptr {
	if isExplored {
		// Where a stack is differs from one execution to the next, and they have to be the same. Of two
		// shards, so that in a small test goroutines meet as well as pass each other.
		return uintptr(rand.Uint64() >> 63)
	}
	var here struct{}
	return spread(uintptr(unsafe.Pointer(&here)))
}

// spread chooses a shard by an address on a stack.
func spread(address uintptr) uintptr {
	return uintptr(uint32(address>>stackBits) * golden >> (32 - shardBits))
}
