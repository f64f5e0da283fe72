package cacher

import "sync"

// An Event is what has happened to an object.
type Event struct {
	Key      string
	Revision int
}

type watcher struct {
	input  chan Event
	result chan Event
	done   chan struct{}
	once   sync.Once
	forget func()
}

// A Cacher passes events on to all who watch.
type Cacher struct {
	sync.RWMutex
	incoming chan Event
	watchers map[int]*watcher
	next     int
	stopped  chan struct{}
}

// New returns a Cacher that is running.
func New() *Cacher {
	c := &Cacher{incoming: make(chan Event, 10), watchers: make(map[int]*watcher), stopped: make(chan struct{})}
	go c.dispatch()
	return c
}

func (c *Cacher) dispatch() {
	defer close(c.stopped)
	for event := range c.incoming {
		c.dispatchEvent(event)
	}
}

func (c *Cacher) dispatchEvent(event Event) {
	c.RLock()
	defer c.RUnlock()
	for _, w := range c.watchers {
		w.add(event)
	}
}

func (w *watcher) add(event Event) {
	w.input <- event
}

func (w *watcher) process() {
	defer close(w.result)
	for {
		select {
		case <-w.done:
			return
		case event := <-w.input:
			select {
			case w.result <- event:
			case <-w.done:
				return
			}
		}
	}
}

// Stop ends a watch.
func (w *watcher) Stop() {
	w.once.Do(func() { close(w.done) })
	w.forget()
}

// Watch begins a watch.
func (c *Cacher) Watch() *watcher {
	c.Lock()
	defer c.Unlock()
	id := c.next
	c.next++
	w := &watcher{input: make(chan Event), result: make(chan Event), done: make(chan struct{})}
	w.forget = func() {
		c.Lock()
		defer c.Unlock()
		delete(c.watchers, id)
	}
	c.watchers[id] = w
	go w.process()
	return w
}
