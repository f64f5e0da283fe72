package parallel

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"

	"github.com/counterpoint-go/counterpoint/parallel/internal/process"
)

// serve returns what answers the items of one Map, in a worker.
func serve[In, Out any](f func(ctx context.Context, item In) (Out, error)) process.Server {
	var items, results bytes.Buffer
	decoder, encoder := gob.NewDecoder(&items), gob.NewEncoder(&results)
	return func(ctx context.Context, payload []byte, answer func(kind process.Kind, payload []byte)) {
		returned := false
		defer func() {
			if returned {
				return
			}
			if value := recover(); value != nil {
				answer(process.Panic, encodePanic(value))
			} else {
				answer(process.Goexit, nil)
			}
		}()
		kind, payload := func() (process.Kind, []byte) {
			var item In
			if err := decode(decoder, &items, payload, &item); err != nil {
				return process.Refused, []byte("it cannot receive the item: " + err.Error())
			}
			result, err := f(ctx, item)
			if err != nil {
				return process.Failed, encodeError(err)
			}
			encoded, err := encode(encoder, &results, &result)
			if err != nil {
				return process.Refused, []byte("it cannot send the result: " + err.Error())
			}
			return process.Result, encoded
		}()
		returned = true
		answer(kind, payload)
	}
}

// encode returns what is to be sent for the value that a pointer points to. That is nothing for what has no size and
// for a pointer that is nil, of which gob would make an error, or nothing without an error. Any other pointer is sent
// itself, for gob calls no GobEncode by a pointer to a pointer.
func encode(encoder *gob.Encoder, buffer *bytes.Buffer, pointer any) ([]byte, error) {
	buffer.Reset()
	value := reflect.ValueOf(pointer).Elem()
	if value.Type().Size() == 0 || value.Kind() == reflect.Pointer && value.IsNil() {
		return nil, nil
	}
	if value.Kind() == reflect.Pointer {
		pointer = value.Interface()
	}
	if err := encoder.Encode(pointer); err != nil {
		return nil, fmt.Errorf("%v: %w", value.Type(), err)
	}
	if n := buffer.Len(); n > process.Limit {
		return nil, fmt.Errorf("%v of %d bytes: %w", value.Type(), n, process.ErrTooLarge)
	}
	return buffer.Bytes(), nil
}

// decode is the other end of encode. The pointer points to a zero value.
func decode(decoder *gob.Decoder, buffer *bytes.Buffer, payload []byte, pointer any) error {
	if len(payload) == 0 {
		return nil
	}
	buffer.Write(payload)
	value := reflect.ValueOf(pointer).Elem()
	if value.Kind() == reflect.Pointer {
		value.Set(reflect.New(value.Type().Elem()))
		pointer = value.Interface()
	}
	if err := decoder.Decode(pointer); err != nil {
		return fmt.Errorf("%v: %w", value.Type(), err)
	}
	return nil
}

// The errors that are still themselves when a worker has sent them, by the first byte of what it sends.
var sameErrors = []error{1: context.Canceled, 2: context.DeadlineExceeded}

// encodeError returns what is sent for an error: whether it is one of sameErrors, and its text.
func encodeError(err error) []byte {
	var which byte
	for i, same := range sameErrors {
		if same != nil && errors.Is(err, same) {
			which = byte(i)
		}
	}
	return append([]byte{which}, clip(err.Error())...)
}

// decodeError is the other end of encodeError.
func decodeError(payload []byte) error {
	e := &sentError{text: string(payload[1:])}
	if which := int(payload[0]); which < len(sameErrors) {
		e.same = sameErrors[which]
	}
	return e
}

// A sentError is an error that a function returned in a worker.
type sentError struct {
	text string
	same error
}

func (e *sentError) Error() string { return e.text }
func (e *sentError) Unwrap() error { return e.same }

// encodePanic returns what is sent for a panic that was recovered: the value as it prints, and the stack.
func encodePanic(value any) []byte {
	e, ok := value.(*PanicError)
	if !ok { // and it is not one of a Map within
		e = &PanicError{Value: value, Stack: debug.Stack()}
	}
	text := strings.ReplaceAll(clip(fmt.Sprint(e.Value)), "\x00", "")
	return append([]byte(text+"\x00"), clip(string(e.Stack))...)
}

// decodePanic is the other end of encodePanic.
func decodePanic(payload []byte) *PanicError {
	text, stack, _ := bytes.Cut(payload, []byte{0})
	return &PanicError{Value: string(text), Stack: stack}
}

// clip returns the beginning of a text that is too long for a message.
func clip(text string) string { return text[:min(len(text), process.Limit/4)] }
