package plugin

import (
	"log"
	"sync"
)

type handler func(string) string

var (
	handlers = map[string]handler{}
	loading  sync.WaitGroup
	mu       sync.RWMutex
)

// Register adds a handler.
func Register(name string, h handler) {
	mu.Lock()
	defer mu.Unlock()
	handlers[name] = h
}

// Load registers the handlers in the background.
func Load(names ...string) {
	for _, name := range names {
		loading.Add(1)
		go func() {
			defer loading.Done()
			log.Printf("loading %s", name)
			Register(name, func(s string) string { return name + ":" + s })
		}()
	}
}

// Call calls a handler.
func Call(name, arg string) string {
	h := handlers[name]
	return h(arg)
}
