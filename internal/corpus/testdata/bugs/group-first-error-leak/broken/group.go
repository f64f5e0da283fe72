package group

import "errors"

// ErrQuota says that a shard takes no more.
var ErrQuota = errors.New("group: over quota")

// All runs the functions side by side, and returns the first error.
func All(functions ...func() error) error {
	errs := make(chan error)
	for _, f := range functions {
		go func() { errs <- f() }()
	}
	for range functions {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
