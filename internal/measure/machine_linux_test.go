package measure

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
)

// system returns files of /proc and /sys.
func system(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func TestProcessor(t *testing.T) {
	assert.Equal(t, "Some Processor @ 2 GHz", processorOf(system(map[string]string{
		"proc/cpuinfo": "processor\t: 0\nmodel\t\t: 7\nmodel name\t: Some Processor @ 2 GHz\nmodel name\t: other\n",
	})))
	assert.Empty(t, processorOf(system(map[string]string{"proc/cpuinfo": "processor\t: 0\n"})))
	assert.Empty(t, processorOf(system(nil)), "no /proc")
}

func TestQuota(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  float64
	}{
		"none":                      {nil, 0},
		"no limit":                  {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n"}, 0},
		"half a core, of version 2": {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "50000 100000\n"}, 0.5},
		"the least of those above": {map[string]string{
			"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "400000 100000\n", "sys/fs/cgroup/a/cpu.max": "150000 100000\n", "sys/fs/cgroup/cpu.max": "max 100000\n",
		}, 1.5},
		"a name of the outside": {map[string]string{"proc/self/cgroup": "0::/docker/123\n", "sys/fs/cgroup/cpu.max": "100000 100000\n"}, 1},
		"version 1": {map[string]string{
			"proc/self/cgroup":                         "9:memory:/c\n4:cpu,cpuacct:/c\n",
			"sys/fs/cgroup/cpu/c/cpu.cfs_quota_us":     "200000\n",
			"sys/fs/cgroup/cpu/c/cpu.cfs_period_us":    "100000\n",
			"sys/fs/cgroup/cpu/cpu.cfs_quota_us":       "-1\n",
			"sys/fs/cgroup/cpu/cpu.cfs_period_us":      "100000\n",
			"sys/fs/cgroup/memory/c/cpu.cfs_quota_us":  "1\n",
			"sys/fs/cgroup/memory/c/cpu.cfs_period_us": "1\n",
		}, 2},
		"nonsense": {map[string]string{"proc/self/cgroup": "0:\n0::/\n", "sys/fs/cgroup/cpu.max": "x y\n"}, 0},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, quotaOf(system(test.files))) })
	}
}

func TestLoad(t *testing.T) {
	before, ok := loadOf(system(map[string]string{"proc/stat": "cpu  100 0 0 700 0 0 0 0 0 0\ncpu0 50 0 0 350 0 0 0 0 0 0\ncpu1 50 0 0 350 0 0 0 0 0 0\nintr 5\n"}))
	assert.True(t, ok)
	assert.Equal(t, load{all: 800, idle: 700, cores: 2}, before)
	// In ten seconds of two cores, at 100 ticks a second, 1,200 were busy, and 500 of them ours; what guests had is in user.
	after, _ := loadOf(system(map[string]string{"proc/stat": "cpu  1000 100 100 1400 100 50 50 0 300 0\ncpu0 0 0 0 0 0 0 0 0 0 0\ncpu1 0 0 0 0 0 0 0 0 0 0\n"}))
	after.own = 5 * time.Second
	taken, cores := others(before, after, 10*time.Second)
	assert.Equal(t, 2, cores)
	assert.InDelta(t, 0.7, taken, 1e-9)

	_, ok = loadOf(system(nil))
	assert.False(t, ok)
	_, cores = others(before, before, time.Second)
	assert.Zero(t, cores)
}
