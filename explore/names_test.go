package explore

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// What is done to an object in a line tells its name, if there is only one that it can be.
func TestNameOn(t *testing.T) {
	for _, p := range []struct {
		line string
		kind sched.Kind
		want string
	}{
		{"x.Store(x.Load() + 1)", sched.Load, "x"},
		{"x.Store(y.Load())", sched.Store, ""},
		{"q.mu.Lock()", sched.Lock, "q.mu"},
		{"channel.Send(c, 1)", sched.Send, "c"},
		{"a.balance = b + n", sched.Store, "a.balance"},
		{"a.balance += n // more", sched.Store, "a.balance"},
		{"hits[i]++", sched.Store, "hits[i]"},
		{"if n == m {", sched.Store, ""},
		{"n := 5", sched.Store, ""},
		{"a, b = b, a", sched.Store, ""},
		{"go func() { n++ }()", sched.Store, "n"},
		{"b := a.balance", sched.Load, "a.balance"},
		{"if a.balance != 20 {", sched.Load, "a.balance"},
		{`t.Errorf("balance is %d", a.balance)`, sched.Load, "a.balance"},
		{"return a + b", sched.Load, ""},
		{"for !done {", sched.Load, "done"},
		{"s.events <- e", sched.Send, "s.events"},
		{"v, ok := <-s.events", sched.Receive, "s.events"},
		{"<-ctx.Done()", sched.Receive, ""},
		{"for v := range jobs {", sched.Receive, "jobs"},
		{"defer close(done)", sched.Close, "done"},
		{"if len(queue) > 0 {", sched.Len, "queue"},
		{"", sched.Load, ""},
	} {
		assert.Equal(t, p.want, nameOn(p.line, p.kind), "%v in %s", p.kind, p.line)
	}
}
