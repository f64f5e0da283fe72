package lockorder

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// A scene is a process that is made up.
type scene struct {
	all   []goroutines.Goroutine
	held  map[uint64][]Holding
	waits map[uint64]Waiting
}

// newScene is a process of this goroutine alone.
func newScene() *scene {
	s := &scene{held: map[uint64][]Holding{}, waits: map[uint64]Waiting{}}
	return s.does(1, "running", "main.main", 1)
}

// does adds a goroutine that is in a function of the program.
func (s *scene) does(id uint64, reason, function string, line int) *scene {
	s.all = append(s.all, goroutines.Goroutine{
		ID: id, Reason: reason, CreatedBy: goroutines.Frame{Function: "main.main", File: "/src/main.go", Line: 3}, Creator: 1,
		Stack: []goroutines.Frame{
			{Function: "sync.(*Mutex).Lock", File: "/go/src/sync/mutex.go", Line: 46},
			{Function: "github.com/counterpoint-go/counterpoint/deadlock/lockorder.(*Mutex).Lock", File: "/lockorder/mutex.go", Line: 9},
			{Function: function, File: "/src/bank.go", Line: line},
		},
	})
	return s
}

// wants adds a goroutine that waits for a lock.
func (s *scene) wants(id uint64, l Lock, mode Mode, line int) *scene {
	s.waits[id] = Waiting{Lock: l, For: mode}
	return s.does(id, "sync.Mutex.Lock", "example.org/bank.(*Account).add", line)
}

func (s *scene) holds(id uint64, l Lock, mode Mode, line int) *scene {
	at := Stack{{Function: "example.org/bank.transfer", File: "/src/bank.go", Line: line}}
	s.held[id] = append(s.held[id], Holding{Lock: l, For: mode, At: at})
	return s
}

func (s *scene) text() string {
	return string(newWaitsFor(s.all, s.held, s.waits).text(s.all[1:]))
}

var (
	alice = Lock{ID: 1, Type: "Mutex", Name: "alice"}
	bob   = Lock{ID: 2, Type: "Mutex", Name: "bob"}
	rates = Lock{ID: 3, Type: "RWMutex", Name: "rates"}
)

// Two wait for each other, three for one of them, and others for other things.
func TestDumpText(t *testing.T) {
	s := newScene().
		wants(21, bob, Writing, 31).holds(21, alice, Writing, 30).
		wants(22, alice, Writing, 31).holds(22, bob, Writing, 30).
		wants(23, alice, Writing, 50).wants(24, alice, Writing, 50).wants(25, alice, Writing, 50).
		does(30, "select", "main.serve", 60).does(31, "chan send", "main.work", 70).does(32, "sleep", "main.tick", 80).
		does(33, "select", "main.serve", 60)
	assert.Equal(t, `Circle: 2 goroutines wait for each other:
  goroutine 21 wants bob, held by goroutine 22, since bank.transfer (/src/bank.go:30)
  goroutine 22 wants alice, held by goroutine 21, since bank.transfer (/src/bank.go:30)

3 goroutines [sync.Mutex.Lock]: 23 24 25
  bank.(*Account).add   /src/bank.go:50
  created by main.main  /src/main.go:3
  wants alice
    held by goroutine 21 [sync.Mutex.Lock], since bank.transfer (/src/bank.go:30)
      wants bob: see the circle above

goroutine 21 [sync.Mutex.Lock]:
  bank.(*Account).add   /src/bank.go:31
  created by main.main  /src/main.go:3
  wants bob: see the circle above

goroutine 22 [sync.Mutex.Lock]:
  bank.(*Account).add   /src/bank.go:31
  created by main.main  /src/main.go:3
  wants alice: see the circle above

goroutine 31 [chan send]:
  main.work             /src/bank.go:70
  created by main.main  /src/main.go:3

2 goroutines [select]: 30 33
  main.serve            /src/bank.go:60
  created by main.main  /src/main.go:3

goroutine 32 [sleep]:
  main.tick             /src/bank.go:80
  created by main.main  /src/main.go:3

`, s.text())
}

func TestDumpOfALongWait(t *testing.T) {
	s := newScene().holds(1, bob, Writing, 20).wants(5, bob, Writing, 1).wants(6, bob, Writing, 1)
	s.waits[6] = Waiting{Lock: bob, For: Writing, Time: 90*time.Second + time.Millisecond}
	assert.Contains(t, s.text(), "2 goroutines [sync.Mutex.Lock]: 5 6\n")
	assert.Contains(t, s.text(), "\n  wants bob (for 1m30s)\n")
}

// Who holds it may go about something else, have ended, or be who asks; readers wait behind a writer.
func TestDumpHolders(t *testing.T) {
	s := newScene().holds(1, bob, Writing, 20).
		does(7, "sleep", "main.tick", 80).holds(7, rates, Reading, 81).
		wants(8, bob, Writing, 40).holds(8, rates, Reading, 41).
		wants(9, rates, Writing, 50).
		wants(10, rates, Reading, 60).
		wants(11, alice, Writing, 90).holds(12, alice, Writing, 91)
	text := s.text()
	assert.NotContains(t, text, "Circle")
	assert.Contains(t, text, `
  wants bob
    held by goroutine 1, which asks, since bank.transfer (/src/bank.go:20)
`)
	assert.Contains(t, text, `
  wants rates for writing
    read by goroutine 7 [sleep], since bank.transfer (/src/bank.go:81)
    read by goroutine 8 [sync.Mutex.Lock], since bank.transfer (/src/bank.go:41)
      wants bob
        held by goroutine 1, which asks, since bank.transfer (/src/bank.go:20)
`)
	assert.Contains(t, text, `
  wants rates for reading
    behind the writer, goroutine 9 [sync.Mutex.Lock]
      wants rates for writing
        read by goroutine 7 [sleep]`)
	assert.Contains(t, text, `
  wants alice
    held by goroutine 12, which has ended, since bank.transfer (/src/bank.go:91)
`)
}

func TestDumpCircles(t *testing.T) {
	for name, row := range map[string]struct {
		s    *scene
		want string
	}{
		"itself": {newScene().wants(5, bob, Writing, 1).holds(5, bob, Writing, 1), `Circle: goroutine 5 waits for itself:
  goroutine 5 wants bob, held by goroutine 5, since bank.transfer (/src/bank.go:1)
`},
		"a reader behind a writer who waits for it": {
			newScene().wants(5, rates, Reading, 1).holds(5, rates, Reading, 1).wants(6, rates, Writing, 1),
			`Circle: 2 goroutines wait for each other:
  goroutine 5 wants rates for reading, behind the writer, goroutine 6
  goroutine 6 wants rates for writing, read by goroutine 5, since bank.transfer (/src/bank.go:1)
`},
		"an upgrade": {newScene().wants(5, rates, Writing, 1).holds(5, rates, Reading, 1), `Circle: goroutine 5 waits for itself:
  goroutine 5 wants rates for writing, read by goroutine 5, since bank.transfer (/src/bank.go:1)
`},
	} {
		text := row.s.text()
		assert.Contains(t, text, row.want, name)
	}
	assert.NotContains(t, newScene().wants(5, bob, Writing, 1).holds(6, bob, Writing, 1).text(), "Circle")

	// What was a circle when the locks were looked at, and none when the goroutines were.
	s := newScene().wants(5, bob, Writing, 1).holds(5, bob, Writing, 1)
	s.all[1].Reason = "runnable"
	assert.NotContains(t, s.text(), "Circle")
}
