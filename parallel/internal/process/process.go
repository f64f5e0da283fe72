// Package process runs this program again, as worker processes that answer what they are asked, one item after the
// other. What an item and an answer are is for package parallel.
//
// A worker is asked over its standard input and answers over its standard output, which every system has. Whatever
// becomes of the process that started it, the end of its input is the end of the worker: the operating system closes a
// pipe for those who can't any more. What a worker prints goes to the standard error of who started it, and the end of it
// is kept for the error that may follow.
//
// An exploration leaves this package as it is: what another process does is no step of a schedule.
//
//explore:native
package process

import (
	"bytes"
	"encoding/gob"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// envWorker is set for a worker, and for nobody else.
const envWorker = "COUNTERPOINT_PARALLEL_WORKER"

// Grace is how long a worker gets to end, once it was told to, before it is killed. Only a test changes it.
var Grace = time.Second

// A Hello tells a worker what it will be asked.
type Hello struct {
	Function string
	Deadline time.Time // of the context, zero if it has none
	Shared   []string  // the names of the shared memory that it has inherited
}

func (h Hello) encode() []byte {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(h); err != nil {
		panic("parallel: our own bug: " + err.Error())
	}
	return b.Bytes()
}

func decodeHello(b []byte) (h Hello, err error) {
	return h, gob.NewDecoder(bytes.NewReader(b)).Decode(&h)
}

// IsWorker says whether this process was started as a worker.
var IsWorker = sync.OnceValue(func() bool {
	_, ok := os.LookupEnv(envWorker)
	_ = os.Unsetenv(envWorker) // it is not for what a worker starts
	return ok
})

// ready is set when the main package has said that this program can be a worker.
var ready atomic.Bool

// SetReady notes that this program can be a worker.
func SetReady() { ready.Store(true) }

// IsReady says whether SetReady was called.
func IsReady() bool { return ready.Load() }

// functions are what a worker can be asked for, by name.
var functions struct {
	sync.Mutex
	named map[string]func() Server
}

// Register gives a function its name; f returns what serves a Map of it. It returns false if it is too late for that, since SetReady was called. What has
// the name already keeps it.
func Register(name string, f func() Server) bool {
	functions.Lock()
	defer functions.Unlock()
	if functions.named[name] != nil {
		return true
	}
	if IsReady() {
		return false
	}
	if functions.named == nil {
		functions.named = map[string]func() Server{}
	}
	functions.named[name] = f
	return true
}

// Function returns what has the name, nil if nothing has.
func Function(name string) func() Server {
	functions.Lock()
	defer functions.Unlock()
	return functions.named[name]
}
