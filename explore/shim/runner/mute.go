package runner

import (
	"log"
	"os"
)

// firstStderr is what package log writes to. Package testing may change os.Stderr later.
var firstStderr = os.Stderr

// mute has what the test prints go nowhere, until the function that it returns is called. An exploration would print
// it as many times as there are executions.
func mute() (unmute func()) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return func() {}
	}
	stdout, stderr, logged := os.Stdout, os.Stderr, log.Writer()
	os.Stdout, os.Stderr = null, null
	if logged == stderr || logged == firstStderr {
		log.SetOutput(null)
	}
	return func() {
		os.Stdout, os.Stderr = stdout, stderr
		if log.Writer() == null {
			log.SetOutput(logged)
		}
		_ = null.Close() // nothing was written
	}
}
