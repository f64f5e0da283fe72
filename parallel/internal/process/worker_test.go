package process

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	SetReady()
	if IsWorker() {
		Serve()
	}
	if function := os.Getenv(envParent); function != "" {
		parent(function)
		return
	}
	os.Exit(m.Run())
}

// envParent makes this test binary a program that has two workers; its value says what they do.
const envParent = "PROCESS_TEST_PARENT"

// parent is that program, on systems that have signals.
var parent func(function string)

func init() {
	Register("echo", func() Server {
		return func(_ context.Context, item []byte, answer func(Kind, []byte)) { answer(Result, item) }
	})
}

func init() {
	Register("rubbish after", func() Server {
		return func(_ context.Context, item []byte, answer func(Kind, []byte)) {
			out := os.NewFile(1, "")
			answer(Result, item)
			fmt.Fprint(out, strings.Repeat("a goroutine that goes on; ", 10_000))
		}
	})
	Register("dead after", func() Server {
		return func(_ context.Context, item []byte, answer func(Kind, []byte)) {
			answer(Result, item)
			os.Exit(4)
		}
	})
	Register("racy", func() Server {
		return func(_ context.Context, item []byte, answer func(Kind, []byte)) {
			n := 0
			done := make(chan struct{})
			go func() { n++; close(done) }()
			n++
			<-done
			answer(Result, item)
		}
	})
}

// impatient has workers be killed at once, and patient has them never be.
func impatient(t *testing.T) { setGrace(t, time.Millisecond) }
func patient(t *testing.T)   { setGrace(t, time.Hour) }

func setGrace(t *testing.T, grace time.Duration) {
	before := Grace
	Grace = grace
	t.Cleanup(func() { Grace = before })
}

// What goes wrong when all is answered is an error still.
func TestWorkerThatGoesWrongAfterItsLastItem(t *testing.T) {
	patient(t)
	ask := func(function string) *Worker {
		w, err := Start(Hello{Function: function})
		require.NoError(t, err)
		_, answer, err := w.Ask([]byte("item"))
		require.NoError(t, err)
		assert.Equal(t, "item", string(answer))
		return w
	}
	w := ask("rubbish after")
	_, err := w.buf.Peek(1) // when it has begun
	require.NoError(t, err)
	assert.ErrorContains(t, w.End(), `it wrote to its standard output, which is for its answers alone: "a goroutine that goes on; `)

	w = ask("dead after")
	w.wait()
	<-w.gone
	assert.EqualError(t, w.End(), "it did not end as it should, after its last item")
	assert.Equal(t, 4, w.State().ExitCode())

	w = ask("dead after")
	w.wait()
	<-w.gone
	_, _, err = w.Ask(nil)
	assert.EqualError(t, err, "it ended before it had answered")
	assert.NoError(t, w.End(), "for it has been told")
}

// The race detector's word on a worker is an error here.
func TestWorkerWithARace(t *testing.T) {
	patient(t)
	w, err := Start(Hello{Function: "racy"})
	require.NoError(t, err)
	_, _, err = w.Ask(nil)
	require.NoError(t, err)
	err = w.End()
	if !raceDetector {
		assert.NoError(t, err)
		return
	}
	assert.EqualError(t, err, "it did not end as it should, after its last item")
	assert.Equal(t, 66, w.State().ExitCode())
	assert.Contains(t, w.Stderr(), "==================")
}

// A program that has been told by mistake that it is a worker says so and ends.
func TestWorkerThatNobodyAsks(t *testing.T) {
	for said, want := range map[string]string{
		"":                               "",
		"text\n":                         `parallel: a worker process cannot read what it is asked: "text\n" is no message; is it COUNTERPOINT_PARALLEL_WORKER in the environment`,
		string(message(t, hello, "?")):   "parallel: a worker process cannot read what it is to be: ",
		string(message(t, item, ""))[:6]: "parallel: a worker process cannot read what it is asked: unexpected EOF",
	} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), envWorker+"=1", "GORACE=atexit_sleep_ms=0")
		cmd.Stdin = strings.NewReader(said)
		out, err := cmd.CombinedOutput()
		if want == "" {
			assert.NoError(t, err)
			assert.Empty(t, out)
			continue
		}
		assert.EqualError(t, err, "exit status 2")
		assert.Contains(t, string(out), want)
	}
}

func TestRegister(t *testing.T) {
	assert.NotNil(t, Function("echo"))
	assert.Nil(t, Function("nothing"))
	assert.True(t, Register("echo", func() Server { return nil }), "that is nothing new")
	assert.NotNil(t, Function("echo")(), "and changes nothing")
	assert.False(t, Register("nothing", func() Server { return nil }), "it is too late for more")
	assert.Nil(t, Function("nothing"))
}

func TestWorkerThatKnowsNoSuchFunction(t *testing.T) {
	w, err := Start(Hello{Function: "nothing"})
	require.NoError(t, err)
	kind, why, err := w.Ask(nil)
	require.NoError(t, err)
	assert.Equal(t, Refused, kind)
	assert.Contains(t, string(why), "it knows no function of that name; Register it each time")
	assert.NoError(t, w.End())
	assert.NoError(t, w.End(), "twice is once")
}

func TestTail(t *testing.T) {
	text := strings.Repeat("0123456789", tailSize/5)
	for _, piece := range []int{1, 7, tailSize, tailSize + 1, len(text)} {
		var next strings.Builder
		tail := tail{next: &next}
		for rest := text; rest != ""; {
			n := min(piece, len(rest))
			written, err := fmt.Fprint(&tail, rest[:n])
			assert.NoError(t, err)
			assert.Equal(t, n, written)
			rest = rest[n:]
		}
		assert.True(t, text == next.String())
		assert.True(t, "..."+text[len(text)-tailSize:] == tail.String(), "in pieces of %d: %s", piece, &tail)
	}
	short := tail{next: new(strings.Builder)}
	fmt.Fprint(&short, "all of it")
	assert.Equal(t, "all of it", short.String())
}
