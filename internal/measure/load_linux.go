package measure

import (
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A load is what the processors have done so far.
type load struct {
	all, idle float64       // in ticks, of all processors together
	cores     int           // of the system, and not only of this process
	own       time.Duration // by this process and those that it has waited for
}

// loadNow returns the load since the system was started; it is not ok if that is not told.
func loadNow() (load, bool) {
	var self, children syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &self) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children) != nil {
		return load{}, false
	}
	l, ok := loadOf(os.DirFS("/"))
	for _, t := range []syscall.Timeval{self.Utime, self.Stime, children.Utime, children.Stime} {
		l.own += time.Duration(t.Nano())
	}
	return l, ok
}

// loadOf reads /proc/stat: a line for all processors, "cpu  1 2 3 ...", and one for each, "cpu0 ...". The fourth number is
// what was idle and the fifth what was so for input or output, the last two are in the first two (proc(5)).
func loadOf(root fs.FS) (l load, ok bool) {
	for line := range strings.Lines(read(root, "proc/stat")) {
		fields := strings.Fields(line)
		switch {
		case len(fields) < 6 || !strings.HasPrefix(fields[0], "cpu"):
		case fields[0] != "cpu":
			l.cores++
		default:
			for i, field := range fields[1:min(len(fields), 9)] {
				ticks, _ := strconv.ParseFloat(field, 64)
				if l.all += ticks; i == 3 || i == 4 {
					l.idle += ticks
				}
			}
		}
	}
	return l, l.cores > 0 && l.all > 0
}

// others returns how many cores others had between two loads, and how many there are.
func others(before, after load, elapsed time.Duration) (taken float64, cores int) {
	all := after.all - before.all
	if all <= 0 || elapsed <= 0 {
		return 0, 0
	}
	busy := float64(after.cores) * (all - (after.idle - before.idle)) / all
	return max(0, busy-float64(after.own-before.own)/float64(elapsed)), after.cores
}
