package parallel

import "context"

// UnsafePerProcess is a counter for work that is done by processes, a correct one in each.
//
// What goes wrong: a variable belongs to a process. The workers run the same program, call the same Add on the variable
// of the same name, and each counts what it did itself; then it ends, and its memory with it. The one that started them
// reads its own, in which there is nothing. With goroutines the same call is right.
//
// Who notices: nobody but an assertion on the sum, and that each time. Every tool looks at one process, and in each of
// them all is well.
type UnsafePerProcess struct {
	Counter
}

// Each has workers count, each its share.
func (c *UnsafePerProcess) Each(ctx context.Context, workers Workers, count func(ctx context.Context, share int) (struct{}, error), shares []int) error {
	_, err := Map(ctx, workers, count, shares)
	return err
}
