package endpoint

import "sync"

// An Endpoint can be reconfigured while it is used.
type Endpoint struct {
	mu      sync.RWMutex
	address string
	cert    string
}

// New returns an endpoint.
func New(address, cert string) *Endpoint {
	return &Endpoint{address: address, cert: cert}
}

// Reload changes both at once.
func (e *Endpoint) Reload(address, cert string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.address, e.cert = address, cert
}

// Address returns where to listen.
func (e *Endpoint) Address() string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.address
}

// Cert returns the certificate.
func (e *Endpoint) Cert() string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.cert
}

// Dial returns with what a client connects.
func (e *Endpoint) Dial() (address, cert string) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.address, e.cert
}
