package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/counterpoint-go/counterpoint/parallel"
)

var (
	_ = parallel.Register(double)
	_ = parallel.Register(crash)
)

func double(_ context.Context, n int) (int, error) { return 2 * n, nil }

// crash ends the process that it is in, without a word.
func crash(_ context.Context, status int) (int, error) {
	os.Exit(status)
	return 0, nil
}

// The call is that of goroutines. The function is declared at top level and registered, and main, or here TestMain, begins
// with parallel.Init().
func ExampleProcesses() {
	doubles, err := parallel.Map(context.Background(), parallel.Processes(2), double, []int{1, 2, 3})
	fmt.Println(doubles, err)
	// Output: [2 4 6] <nil>
}

// A closure has no name that a worker could find it by.
func ExampleRegister() {
	defer func() {
		_, why, _ := strings.Cut(fmt.Sprint(recover()), "): ")
		fmt.Println(why)
	}()
	parallel.Register(func(context.Context, int) (int, error) { return 0, nil })
	// Output: a closure, a method or an instance of a generic function, which a worker can't find by its name; pass a function that is declared at top level
}

// What a goroutine must not do to a program, a worker process may: only its item fails.
func ExampleProcessError() {
	_, err := parallel.Map(context.Background(), parallel.Processes(2), crash, []int{3})
	var crashed *parallel.ProcessError
	if errors.As(err, &crashed) {
		fmt.Println("item", crashed.Item, "of a process with", crashed.State)
		fmt.Println(crashed.Err)
	}
	// Output:
	// item 0 of a process with exit status 3
	// it ended before it had answered
}
