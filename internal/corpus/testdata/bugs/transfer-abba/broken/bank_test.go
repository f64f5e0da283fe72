package bank

import (
	"sync"
	"testing"
)

func TestTransfer(t *testing.T) {
	rent, savings := NewAccount(1, 100), NewAccount(2, 100)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		if err := Transfer(rent, savings, 30); err != nil {
			t.Error(err)
		}
	}()
	go func() {
		defer wg.Done()
		if err := Transfer(savings, rent, 10); err != nil {
			t.Error(err)
		}
	}()
	wg.Wait()
	if sum := rent.Balance() + savings.Balance(); sum != 200 {
		t.Errorf("the bank holds %d, want 200", sum)
	}
}
