package padding

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

const cacheLine = 64

type state struct {
	mu    sync.Mutex
	n     atomic.Int64
	flags [4]atomic.Uint32
}

type padded struct {
	state
	_ [cacheLine - unsafe.Sizeof(state{})]byte
}

// Run prints lengths, which do not depend on what a shim has in it.
func Run() {
	type inner struct {
		_    [0]int
		text [cacheLine]byte
	}
	var p padded
	p.n.Add(1)
	fmt.Println(p.n.Load(), len(inner{}.text))
}
