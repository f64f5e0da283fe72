package process

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func message(t testing.TB, kind Kind, payload string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b, kind, []byte(payload)))
	return b.Bytes()
}

func TestMessage(t *testing.T) {
	for _, payload := range []string{"", "x", strings.Repeat("much ", 100_000)} {
		for kind := range kinds {
			m := message(t, kind, payload)
			for name, r := range map[string]io.Reader{"at once": bytes.NewReader(m), "byte by byte": iotest.OneByteReader(bytes.NewReader(m))} {
				gotKind, got, err := read(r)
				require.NoError(t, err, name)
				assert.Equal(t, kind, gotKind)
				assert.True(t, payload == string(got), name)
				_, _, err = read(r)
				assert.Equal(t, io.EOF, err)
			}
		}
	}
}

func TestMessageCutShort(t *testing.T) {
	m := message(t, Result, "some text")
	for n := 1; n < len(m); n++ {
		_, _, err := read(bytes.NewReader(m[:n]))
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF, n)
	}
}

func TestRubbish(t *testing.T) {
	good := message(t, Result, "")
	badKind, badLength := bytes.Clone(good), bytes.Clone(good)
	badKind[len(magic)] = byte(kinds)
	badLength[len(magic)+1] = 0xFF
	for _, text := range []string{"x", "hello", "hello, this is a line\n", string(good[:3]) + "rest of it", string(badKind), string(badLength)} {
		_, _, err := read(strings.NewReader(text))
		var r rubbish
		if assert.ErrorAs(t, err, &r, "%q", text) {
			assert.True(t, strings.HasPrefix(text, string(r)))
			assert.Contains(t, err.Error(), "is no message")
		}
	}
}

func TestMessageTooLarge(t *testing.T) {
	var b bytes.Buffer
	assert.ErrorIs(t, write(&b, Result, make([]byte, Limit+1)), ErrTooLarge)
	assert.Zero(t, b.Len(), "and nothing of it is sent")
}

// A header that lies about the length costs no more than what has come.
func TestReadAllocatesWhatCame(t *testing.T) {
	m := message(t, Result, strings.Repeat("x", 1000))
	m[len(magic)+1] = MaxMessage>>24 - 1
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := read(bytes.NewReader(m))
	runtime.ReadMemStats(&after)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

// What is read is read again as it was, and nothing else is taken for a message.
func FuzzRead(f *testing.F) {
	f.Add(message(f, Result, "payload"))
	f.Add(append(message(f, Panic, ""), message(f, cancel, "\x01")...))
	f.Add([]byte("text\n"))
	f.Add([]byte(magic + "\x03\xFF\xFF\xFF\xFF"))
	f.Add([]byte(magic + "\x03\x03\xFF\xFF\xFFshort"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bytes.NewReader(data)
		for {
			before := r.Len()
			kind, payload, err := read(r)
			if err != nil {
				return
			}
			assert.Less(t, kind, kinds)
			assert.LessOrEqual(t, cap(payload), max(64<<10, 3*len(data)))
			assert.Equal(t, data[len(data)-before:len(data)-r.Len()], message(t, kind, string(payload)))
		}
	})
}
