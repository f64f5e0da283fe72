// What is left alone: constants, operands that are not evaluated, labels and directives; and what only looks so.
package alone

import (
	"fmt"
	"unsafe"
)

const two, text = iota + 2, "text"

type pair struct {
	a, b int
	text string
}

//go:noinline
func (p pair) sum() int { return p.a + p.b }

//go:noinline
func (p *pair) add(n int) int { p.a += n; return p.a }

var (
	shared = pair{1, 2, text}
	grid   [two][len(text)]int
)

func Run() {
	shared, grid = pair{1, 2, text}, [2][4]int{}
	fmt.Println(unsafe.Sizeof(shared), unsafe.Offsetof(shared.b), unsafe.Alignof(shared.text), len(grid), cap(grid[0]), two<<3, text[1:two])
	p := &shared
	sum, add, method, pointer := shared.sum, shared.add, p.sum, p.add
	shared.a = 10
	fmt.Println(sum(), add(1), method(), pointer(1), pair.sum(shared), (*pair).add(p, 3), (*pair).sum(p))
	copied, row := shared, grid[1]
	shared.b, grid[1][2] = 7, 8
	fmt.Println(copied == shared, row == grid[1], copied, row, *p == shared)
	grid[0], grid[1] = grid[1], grid[0]
	fmt.Println(grid, any(shared) == any(copied))
	i := 0
	next := func() int { i++; return i }
again:
	switch next() {
	case 1:
		goto again
	case two:
		shared.a++
		fallthrough
	case 9:
		shared.a += 100
	default:
		goto end
	}
	if i < 4 {
		goto again
	}
end:
	fmt.Println(i, shared)
	func() {
		defer shared.add(shared.b)
		defer fmt.Println("deferred", shared.sum(), shared.b)
		shared = pair{}
	}()
	fmt.Println(shared)
	var e any = shared
	switch v := e.(type) {
	case pair, *pair:
		fmt.Printf("%T %v\n", v, shared == e)
	}
}
