package session

import "time"

// Serve handles requests until there are no more. It says how often there was none for a while.
func Serve(requests <-chan string, idle time.Duration) (served, idled int) {
	timer := time.NewTimer(idle)
	defer timer.Stop()
	for {
		select {
		case _, ok := <-requests:
			if !ok {
				return served, idled
			}
			served++
		case <-timer.C:
			if idled++; idled == 2 {
				return served, idled
			}
		}
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(idle)
	}
}
