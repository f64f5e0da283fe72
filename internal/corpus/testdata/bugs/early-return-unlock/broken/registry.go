package registry

import (
	"fmt"
	"sync"
)

// A Registry knows services by their names.
type Registry struct {
	sync.Mutex
	services map[string]string
}

// Register adds a service. A name can be taken once.
func (r *Registry) Register(name, address string) error {
	r.Lock()
	if r.services == nil {
		r.services = make(map[string]string)
	}
	if old, ok := r.services[name]; ok {
		return fmt.Errorf("registry: %s is at %s already", name, old)
	}
	r.services[name] = address
	r.Unlock()
	return nil
}

// Deregister removes a service.
func (r *Registry) Deregister(name string) {
	r.Lock()
	defer r.Unlock()
	delete(r.services, name)
}
