package order

import (
	"fmt"
	"sync"
)

// An Order is open until it is filled or cancelled.
type Order struct {
	mu    sync.Mutex
	id    int
	state string
}

// New opens an order.
func New(id int) *Order {
	return &Order{id: id, state: "open"}
}

// String says what has become of the order.
func (o *Order) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.describe()
}

func (o *Order) describe() string {
	return fmt.Sprintf("order %d (%s)", o.id, o.state)
}

// Close takes an open order to its last state.
func (o *Order) Close(state string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.state == "cancelled" {
		return fmt.Errorf("%s is closed, it cannot be %s", o.describe(), state)
	}
	o.state = state
	return nil
}
