package turn

import (
	"sync"
	"testing"
)

func TestRing(t *testing.T) {
	r := &Ring{n: 3}
	var wg sync.WaitGroup
	for i := int32(0); i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			turns := 2
			if i == 1 {
				turns = 1
			}
			r.Run(i, turns)
		}()
	}
	wg.Wait()
	if len(r.log) != 6 {
		t.Errorf("%v", r.log)
	}
}
