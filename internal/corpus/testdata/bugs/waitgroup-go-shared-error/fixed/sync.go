package backup

import (
	"errors"
	"sync"
)

// A Target takes copies.
type Target interface {
	Copy(data string) error
}

// Both copies data to two targets at once.
func Both(data string, near, far Target) error {
	var wg sync.WaitGroup
	var err [2]error
	wg.Go(func() { err[0] = near.Copy(data) })
	wg.Go(func() { err[1] = far.Copy(data) })
	wg.Wait()
	if err := errors.Join(err[:]...); err != nil {
		return errors.Join(errors.New("backup"), err)
	}
	return nil
}
