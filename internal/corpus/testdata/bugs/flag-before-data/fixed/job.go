package job

import "sync/atomic"

// A Job is polled for its result.
type Job struct {
	finished atomic.Bool
	result   []string
}

// Run does the job.
func (j *Job) Run(lines ...string) {
	var out []string
	for _, line := range lines {
		if line != "" {
			out = append(out, line)
		}
	}
	j.result = out
	j.finished.Store(true)
}

// Poll returns the result, if there is one.
func (j *Job) Poll() ([]string, bool) {
	if !j.finished.Load() {
		return nil, false
	}
	return j.result, true
}
