package bench

import (
	"context"
	"sync"

	"github.com/sourcegraph/conc/iter"
	"golang.org/x/sync/errgroup"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// A spreading calls f with each of the items on so many goroutines, and returns the results in their order.
type spreading func(goroutines int, f func(item int) int, items []int) ([]int, error)

func spreadings() []Case {
	ours := func(f func(item int) int) []Impl {
		return []Impl{{Name: "parallel.Map", New: spread(mapped, f)}}
	}
	peers := func(f func(item int) int) []Impl {
		return []Impl{
			{Name: "conc.MapErr", New: spread(concMapped, f)},
			{Name: "errgroup+SetLimit", New: spread(grouped, f)},
			{Name: "WaitGroup+channel", New: spread(fed, f)},
		}
	}
	return []Case{
		{
			Type: "Spread", Work: "nothing", Operation: "an item for which there is next to nothing to do",
			Goroutines: everywhere, Ours: ours(next), Peers: peers(next),
		},
		{
			Type: "Spread", Work: "microsecond", Operation: "an item for which there is about a microsecond of computing to do",
			Goroutines: everywhere, Ours: ours(busy), Peers: peers(busy),
		},
	}
}

func next(item int) int { return item + 1 }

// busy is next, the long way.
func busy(item int) int {
	x := uint64(item)
	for range 1000 {
		x = x*6364136223846793005 + 1442695040888963407
	}
	if x == 0 {
		return 0
	}
	return item + 1
}

// spread has the first of the goroutines call s for the work of all; s starts its own.
func spread(s spreading, f func(item int) int) func(goroutines int) Task {
	return func(goroutines int) Task {
		var sum int64
		return Task{
			Do: func(i, n int) {
				if i != 0 {
					return
				}
				items := make([]int, n*goroutines)
				for i := range items {
					items[i] = i
				}
				results, err := s(goroutines, f, items)
				if err != nil {
					return // and the sum is wrong
				}
				for i, result := range results {
					if result == i+1 {
						sum++
					}
				}
			},
			End: func(operations int) error {
				return same("the number of results in their places is", sum, int64(operations))
			},
		}
	}
}

func mapped(goroutines int, f func(item int) int, items []int) ([]int, error) {
	return parallel.Map(context.Background(), parallel.Goroutines(goroutines), func(_ context.Context, item int) (int, error) {
		return f(item), nil
	}, items)
}

func concMapped(goroutines int, f func(item int) int, items []int) ([]int, error) {
	return iter.Mapper[int, int]{MaxGoroutines: goroutines}.MapErr(items, func(item *int) (int, error) {
		return f(*item), nil
	})
}

func grouped(goroutines int, f func(item int) int, items []int) ([]int, error) {
	results := make([]int, len(items))
	g, _ := errgroup.WithContext(context.Background())
	g.SetLimit(goroutines)
	for i, item := range items {
		g.Go(func() error {
			results[i] = f(item)
			return nil
		})
	}
	return results, g.Wait()
}

// fed is what one writes by hand.
func fed(goroutines int, f func(item int) int, items []int) ([]int, error) {
	results := make([]int, len(items))
	next := make(chan int)
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for i := range next {
				results[i] = f(items[i])
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	return results, nil
}
