package counter

import (
	"errors"
	"sync"
)

// JoinErr runs the checks at once, waits for them all, and returns all their errors, joined in the
// order of the checks; nil if there is none. It is [UnsafeCapturedErr] with a variable for each
// goroutine in place of one for all: distinct elements of a slice are distinct memory locations.
//
// The return of each check happens before the return of JoinErr. It starts one goroutine a check
// and leaves none. A check that panics ends the process, as in any goroutine.
func JoinErr(checks ...func() error) error {
	errs := make([]error, len(checks))
	var wg sync.WaitGroup
	for i, check := range checks {
		wg.Go(func() { errs[i] = check() })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// Total returns the total of the parts less the discount, and tells audit the total on the side. It
// is [UnsafeNamedResult] with an argument in place of a captured variable: the goroutine gets the
// value as it was when the go statement ran, and the return statement has nothing of it to change.
//
// audit runs on a goroutine of its own, which Total does not wait for.
func Total(parts []int64, discount int64, audit func(total int64)) (total int64) {
	for _, part := range parts {
		total += part
	}
	go audit(total)
	return total - discount
}
