package countertest

import "time"

// SetPatience sets how long a rule may take, and returns a function that sets it back.
func SetPatience(d time.Duration) (restore func()) {
	old := patience
	patience = d
	return func() { patience = old }
}
