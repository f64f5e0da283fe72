package plugins

import (
	"sync"
	"sync/atomic"
)

// A Host has plugins, which are looked for when they are first asked for.
type Host struct {
	once    sync.Once
	names   []string
	verbose atomic.Bool
	log     []string
}

// Verbose has the host write down what it does.
func (h *Host) Verbose() { h.verbose.Store(true) }

// Names returns the plugins.
func (h *Host) Names() []string {
	h.once.Do(h.scan)
	return h.names
}

func (h *Host) scan() {
	for _, name := range []string{"gzip", "brotli"} {
		h.names = append(h.names, name)
		if h.verbose.Load() {
			h.log = append(h.log, h.Names()[0]+" and on: "+name)
		}
	}
}
