package process

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// MaxMessage is how many bytes a message may have.
const MaxMessage = 64 << 20

// Limit is MaxMessage. Only a test changes it.
var Limit = MaxMessage

// A message is a header and so many bytes. The header:
//
//	byte   0 1 2 3    4      5 6 7 8
//	       magic      kind   length, the most significant byte first
//
// The magic number begins with what no UTF-8 text has in it, so that nothing that is printed is taken for a message.
const (
	magic      = "\xFF\xB5p1"
	headerSize = len(magic) + 1 + 4
)

// A Kind is what a message is about.
type Kind byte

// The first three are for a worker, the others are its answers to an item.
const (
	hello   Kind = iota // a Hello, before all else
	item                // an item, to be answered
	cancel              // the context is done: a byte that says why
	Result              // the result
	Failed              // the function's error
	Panic               // the function panicked
	Goexit              // the function ended its goroutine
	Refused             // the item could not be done: why, in words

	kinds // how many there are
)

// ErrTooLarge is the error of a message that has more than [MaxMessage] bytes.
var ErrTooLarge = fmt.Errorf("more than the %d MiB that a message may have", MaxMessage>>20)

// rubbish is what was read where a message should have begun.
type rubbish []byte

func (r rubbish) Error() string { return fmt.Sprintf("%.100q is no message", []byte(r)) }

// write writes a message, in one Write.
func write(w io.Writer, kind Kind, payload []byte) error {
	if len(payload) > Limit {
		return fmt.Errorf("%d bytes: %w", len(payload), ErrTooLarge)
	}
	message := make([]byte, 0, headerSize+len(payload))
	message = append(message, magic...)
	message = append(message, byte(kind))
	message = binary.BigEndian.AppendUint32(message, uint32(len(payload)))
	_, err := w.Write(append(message, payload...))
	return err
}

// read reads a message. The error is io.EOF if there is none, io.ErrUnexpectedEOF if there is only the beginning of one,
// and rubbish if there is something else. Whatever length a header tells of, it allocates no more than twice as much as
// has come, and a little.
func read(r io.Reader) (Kind, []byte, error) {
	var header [headerSize]byte
	n, err := io.ReadFull(r, header[:])
	if came := header[:n]; !bytes.HasPrefix(came, []byte(magic)[:min(n, len(magic))]) {
		return 0, nil, rubbish(came)
	}
	if err != nil {
		return 0, nil, err
	}
	kind := Kind(header[len(magic)])
	length := int(binary.BigEndian.Uint32(header[len(magic)+1:]))
	if kind >= kinds || length > Limit || length < 0 {
		return 0, nil, rubbish(header[:])
	}
	payload, err := readAll(r, length)
	return kind, payload, err
}

// readAll reads so many bytes.
func readAll(r io.Reader, length int) ([]byte, error) {
	const first = 64 << 10
	payload := make([]byte, 0, min(length, first))
	for len(payload) < length {
		came := len(payload)
		n := min(length-came, max(came, first))
		payload = slices.Grow(payload, n)[:came+n]
		if _, err := io.ReadFull(r, payload[came:]); err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
	return payload, nil
}
