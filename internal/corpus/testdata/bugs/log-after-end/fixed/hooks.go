package hooks

// A Bus tells a hook of each event.
type Bus struct {
	events chan string
	done   chan struct{}
}

// NewBus starts to call the hook.
func NewBus(hook func(event string)) *Bus {
	b := &Bus{events: make(chan string, 1), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for event := range b.events {
			hook(event)
		}
	}()
	return b
}

// Emit tells of an event.
func (b *Bus) Emit(event string) { b.events <- event }

// Close calls the hook for what is left, in the background. Done tells the end.
func (b *Bus) Close() { close(b.events) }

// Done is closed when there will be no more calls.
func (b *Bus) Done() <-chan struct{} { return b.done }
