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
	var err error
	wg.Go(func() { err = near.Copy(data) })
	wg.Go(func() { err = far.Copy(data) })
	wg.Wait()
	if err != nil {
		return errors.Join(errors.New("backup"), err)
	}
	return nil
}
