package atomic

import "sync/atomic"

// LastError keeps the last error that was reported, of whatever type. It is [UnsafeValue] with a
// pointer to the error: an [atomic.Pointer] always holds the one type *error, whatever is in the
// error that it points to.
//
// A Set happens before every Err that observes its effect.
// The zero value holds no error. A LastError must not be copied after first use.
// Both methods are wait-free and O(1). Set allocates one pointer to the error, Err nothing.
type LastError struct {
	p atomic.Pointer[error]
}

// Set makes err, which may be nil, the last error.
func (e *LastError) Set(err error) { e.p.Store(&err) }

// Err returns the last error, or nil if there was none.
func (e *LastError) Err() error {
	if p := e.p.Load(); p != nil {
		return *p
	}
	return nil
}
