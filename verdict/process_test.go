package verdict

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestClipped(t *testing.T) {
	for _, size := range []int{0, 1, clipSize - 1, clipSize, clipSize + 1, 2 * clipSize, 2*clipSize + 1, 10 * clipSize} {
		text := make([]byte, size)
		for i := range text {
			text[i] = byte('a' + i%23)
		}
		var c clipped
		for rest := text; len(rest) > 0; {
			n := min(len(rest), 1+rand.IntN(3*clipSize))
			written, err := c.Write(rest[:n])
			assert.NoError(t, err)
			assert.Equal(t, n, written)
			rest = rest[n:]
			assert.LessOrEqual(t, c.tail.Len(), 2*clipSize)
		}
		want := string(text)
		if size > 2*clipSize {
			want = fmt.Sprintf("%s\n... %d bytes left out ...\n%s", text[:clipSize], size-2*clipSize, text[size-clipSize:])
		}
		assert.True(t, want == c.String(), "%d bytes", size)
	}
}

func TestWaitReason(t *testing.T) {
	for line, want := range map[string]struct {
		reason  string
		blocked bool
	}{
		"goroutine 7 [chan receive, 2 minutes]:":    {"chan receive, 2 minutes", true},
		"goroutine 7 [chan send (nil chan)]:":       {"chan send (nil chan)", true},
		"goroutine 7 [select (no cases)]:":          {"select (no cases)", true},
		"goroutine 7 [sync.Mutex.Lock]:":            {"sync.Mutex.Lock", true},
		"goroutine 7 [sync.RWMutex.RLock]:":         {"sync.RWMutex.RLock", true},
		"goroutine 7 [sync.WaitGroup.Wait]:":        {"sync.WaitGroup.Wait", true},
		"goroutine 7 [sync.Cond.Wait]:":             {"sync.Cond.Wait", true},
		"goroutine 7 [semacquire]:":                 {"semacquire", true},
		"goroutine 7 [running]:":                    {"running", false},
		"goroutine 7 [runnable]:":                   {"runnable", false},
		"goroutine 7 [sleep]:":                      {"sleep", false},
		"goroutine 7 [IO wait]:":                    {"IO wait", false},
		"goroutine 7 [syscall, locked to thread]:":  {"syscall, locked to thread", false},
		"goroutine 7 [GC assist wait]:":             {"GC assist wait", false},
		"goroutine 7 gp=0xc0 m=nil [chan receive]:": {"chan receive", true},
		"nothing": {"", false},
	} {
		reason := waitReason(line)
		assert.Equal(t, want.reason, reason)
		assert.Equal(t, want.blocked, blocked.MatchString(reason), reason)
	}
}

func TestShorten(t *testing.T) {
	const frame = "\t/src/%s.go:%d +0x1f fp=0x5 sp=0x4 pc=0x64\n"
	dump := "=== RUN   TestX\nSIGQUIT: quit\nPC=0x64305f m=0 sigcode=0\n\n" +
		"goroutine 22 gp=0x594d3204f00 m=0 mp=0x9a76a0 [sync.Mutex.Lock]:\n" +
		"runtime.gopark(0x0?)\n" + fmt.Sprintf(frame, "proc", 1) +
		"sync.(*Mutex).Lock(...)\n" + fmt.Sprintf(frame, "mutex", 46) +
		"example.com/p.(*C).Add(0xc000, {0x1, 0x2})\n" + fmt.Sprintf(frame, "p", 7) +
		"example.com/p.TestVerdict.func1.2({{}, 0x1})\n" + fmt.Sprintf(frame, "p_test", 9) +
		"github.com/counterpoint-go/counterpoint/verdict.child(0x1)\n" + fmt.Sprintf(frame, "child", 66) +
		"created by testing.(*T).Run in goroutine 21\n" + fmt.Sprintf(frame, "testing", 2101) +
		"\ngoroutine 2 gp=0x5 m=nil [force gc (idle)]:\nruntime.gopark(0x0?)\n" + fmt.Sprintf(frame, "proc", 1) +
		"created by runtime.init.7 in goroutine 1\n" + fmt.Sprintf(frame, "proc", 2) +
		"\ngoroutine 1 [chan receive]:\ntesting.(*T).Run(0x3)\n" + fmt.Sprintf(frame, "testing", 2) +
		"\ngoroutine 9 [chan send]:\nexample.com/p.leak()\n\t/src/p.go:3\ncreated by example.com/p.F in goroutine 22\n\t/src/p.go:2\n" +
		"\nrax    0xf7\nrbx    0x3\n"
	want := "=== RUN   TestX\nSIGQUIT: quit\nPC=0x64305f m=0 sigcode=0\n\n" +
		"goroutine 22 [sync.Mutex.Lock]:\nsync.(*Mutex).Lock()\n\t/src/mutex.go:46\n" +
		"example.com/p.(*C).Add()\n\t/src/p.go:7\nexample.com/p.TestVerdict.func1.2()\n\t/src/p_test.go:9\n\n" +
		"goroutine 9 [chan send]:\nexample.com/p.leak()\n\t/src/p.go:3\ncreated by example.com/p.F in goroutine 22\n\t/src/p.go:2"
	assert.Equal(t, want, shorten(dump))
	for _, text := range []string{"", "no dump at all\n", "a\n\nb", "goroutine 1 [running]:\nnot a frame\nnor this"} {
		assert.Equal(t, text, shorten(text))
	}
}

func TestLookAround(t *testing.T) {
	release := make(chan struct{})
	go func() { <-release }()
	dump, _ := lookAround()
	assert.Contains(t, dump, "verdict.TestLookAround.func1")
	assert.NotContains(t, dump, "verdict.lookAround", "not the goroutine that looks")
	close(release)
}
