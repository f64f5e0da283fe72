// errors.Is, As, Join and wrapped errors with methods that read shared state.
package main

import (
	"errors"
	"fmt"
)

var ErrBase = errors.New("base")

type status struct {
	code  *int
	cause error
}

func (s *status) Error() string        { return fmt.Sprint("status ", *s.code, " ", s.cause) }
func (s *status) Unwrap() error        { return s.cause }
func (s *status) Is(target error) bool { t, ok := target.(*status); return ok && *t.code == *s.code }

func do(code *int) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("do: %w", err)
		}
	}()
	return &status{code, ErrBase}
}

func main() {
	code, other := 1, 2
	err := do(&code)
	fmt.Println(err, errors.Is(err, ErrBase), errors.Is(err, &status{code: &other}))
	code = 2
	fmt.Println(err, errors.Is(err, &status{code: &other}))
	var st *status
	if errors.As(err, &st) {
		*st.code *= 10
		st.cause = nil
	}
	fmt.Println(code, errors.Is(err, ErrBase), err)
	joined := errors.Join(err, nil, ErrBase)
	fmt.Println(errors.Is(joined, ErrBase), errors.Unwrap(joined) == nil, len(joined.Error()))
	var none *status
	var e error = none
	fmt.Println(e == nil, errors.Is(e, nil), errors.As(joined, new(*status)))
	switch e := errors.Unwrap(err).(type) {
	case *status:
		e.code = &other
		fmt.Println(err)
	}
}

// Output:
// do: status 1 base true false
// do: status 1 base true
// 20 false do: status 1 base
// true true 22
// false false true
// do: status 1 base
