package measure

import (
	"fmt"
	"runtime"
)

// A Machine is what the figures are of.
type Machine struct {
	CPU   string `json:"cpu,omitempty"` // its processor, as the system calls it
	Cores int    `json:"cores"`         // that this process may run on

	// Quota is how many cores' time the process may use, by its control group; 0 if there is no such limit. What is above
	// it is held up until the next period.
	Quota float64 `json:"quota,omitempty"`

	Procs  int    `json:"gomaxprocs"` // how many goroutines can run at a time
	OS     string `json:"goos"`
	Arch   string `json:"goarch"`
	Go     string `json:"go"`
	Raced  bool   `json:"race,omitempty"` // the race detector is in the program, and in every figure
	Memory string `json:"memory_unit"`    // bytes
}

// ThisMachine returns the machine that the program runs on.
func ThisMachine() Machine {
	return Machine{
		CPU: processor(), Cores: runtime.NumCPU(), Quota: quota(), Procs: runtime.GOMAXPROCS(0),
		OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), Raced: raced, Memory: Bytes,
	}
}

// cores is how many processes can compute at the same time.
func (m Machine) cores() int {
	if m.Quota > 0 {
		return max(1, min(m.Cores, int(m.Quota)))
	}
	return max(1, m.Cores)
}

// processors is how many goroutines or threads of one process can compute at the same time.
func (m Machine) processors() int { return min(m.cores(), max(1, m.Procs)) }

// alone says why what takes two processors is not measured, or "".
func (m Machine) alone() string {
	if m.processors() >= 2 {
		return ""
	}
	return "with one processor no two of them run at the same moment"
}

// notes says what about the machine makes figures mean less than they seem to.
func (m Machine) notes() (notes []string) {
	switch {
	case m.Cores < 2:
		notes = append(notes, "There is one core: nothing runs at the same time, so speed-ups of what computes mean nothing here, and what takes two cores is not measured.")
	case m.cores() < 2:
		notes = append(notes, fmt.Sprintf("The control group allows %s cores' time: with less than two, speed-ups of what computes mean nothing here, and what takes two cores is not measured.", Digits(m.Quota)))
	case m.Procs < 2:
		notes = append(notes, "GOMAXPROCS=1: no two goroutines or threads of this program run at the same time, so that only processes compute faster than one, and what takes two is not measured.")
	}
	if m.Raced {
		notes = append(notes, "The race detector is built in: everything is slower and larger than it is without.")
	}
	return notes
}

// String describes it in a line.
func (m Machine) String() string {
	name := m.CPU
	if name == "" {
		name = "unknown processor"
	}
	cores := fmt.Sprintf("%d cores", m.Cores)
	if m.Cores == 1 {
		cores = "1 core"
	}
	if m.Quota > 0 {
		cores += fmt.Sprintf(" of which %s cores' time may be used", Digits(m.Quota))
	}
	return fmt.Sprintf("%s, %s, GOMAXPROCS=%d, %s/%s, %s", name, cores, m.Procs, m.OS, m.Arch, m.Go)
}
