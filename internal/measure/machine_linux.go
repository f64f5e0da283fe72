package measure

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// processor is the name that /proc/cpuinfo has; on some architectures it has none.
func processor() string { return processorOf(os.DirFS("/")) }

func processorOf(root fs.FS) string {
	text, _ := fs.ReadFile(root, "proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// quota is the least that a control group of this process, or one above it, has.
func quota() float64 { return quotaOf(os.DirFS("/")) }

// quotaOf reads cpu.max of version 2 and cpu.cfs_quota_us of version 1. Within a container the groups' names may be those of
// the outside, which the folders here don't have: their root is asked always.
func quotaOf(root fs.FS) (least float64) {
	text, _ := fs.ReadFile(root, "proc/self/cgroup")
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // number, controllers, path
		if len(parts) < 3 || parts[1] != "" && !strings.Contains(","+parts[1]+",", ",cpu,") {
			continue
		}
		for group := parts[2]; ; group = path.Dir(group) {
			var cores float64
			if parts[1] == "" {
				cores = cpuMax(root, path.Join("sys/fs/cgroup", group))
			} else {
				cores = cfsQuota(root, path.Join("sys/fs/cgroup/cpu", group))
			}
			if cores > 0 && (least == 0 || cores < least) {
				least = cores
			}
			if group == "/" || group == "." {
				break
			}
		}
	}
	return least
}

func cpuMax(root fs.FS, folder string) float64 {
	fields := strings.Fields(read(root, folder+"/cpu.max")) // "max 100000" if there is no limit
	if len(fields) < 2 {
		return 0
	}
	return cores(fields[0], fields[1])
}

func cfsQuota(root fs.FS, folder string) float64 { // -1 if there is no limit
	return cores(strings.TrimSpace(read(root, folder+"/cpu.cfs_quota_us")), strings.TrimSpace(read(root, folder+"/cpu.cfs_period_us")))
}

// cores returns how many there are if so much time may be used of each period, 0 if that is no limit.
func cores(time, period string) float64 {
	t, _ := strconv.ParseFloat(time, 64)
	p, _ := strconv.ParseFloat(period, 64)
	if t <= 0 || p <= 0 {
		return 0
	}
	return t / p
}

func read(root fs.FS, name string) string {
	text, _ := fs.ReadFile(root, name)
	return string(text)
}
