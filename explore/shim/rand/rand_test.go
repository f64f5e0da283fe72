package rand_test

import (
	"fmt"
	gorand "math/rand"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/shim/rand"
	randv2 "github.com/counterpoint-go/counterpoint/explore/shim/rand/v2"
)

func shuffled(shuffle func(int, func(i, j int))) []int {
	is := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	shuffle(len(is), func(i, j int) { is[i], is[j] = is[j], is[i] })
	return is
}

func filled(read func([]byte) (int, error)) any {
	p := make([]byte, 9)
	n, err := read(p)
	return fmt.Sprintf("%x %d %v", p, n, err)
}

// draws has each function of math/rand, and the real one.
var draws = []struct {
	name       string
	shim, real func() any
}{
	{"Int", func() any { return rand.Int() }, func() any { return gorand.Int() }},
	{"Int31", func() any { return rand.Int31() }, func() any { return gorand.Int31() }},
	{"Int63", func() any { return rand.Int63() }, func() any { return gorand.Int63() }},
	{"Uint32", func() any { return rand.Uint32() }, func() any { return gorand.Uint32() }},
	{"Uint64", func() any { return rand.Uint64() }, func() any { return gorand.Uint64() }},
	{"Intn", func() any { return rand.Intn(1e6) }, func() any { return gorand.Intn(1e6) }},
	{"Int31n", func() any { return rand.Int31n(1e6) }, func() any { return gorand.Int31n(1e6) }},
	{"Int63n", func() any { return rand.Int63n(1e15) }, func() any { return gorand.Int63n(1e15) }},
	{"Float32", func() any { return rand.Float32() }, func() any { return gorand.Float32() }},
	{"Float64", func() any { return rand.Float64() }, func() any { return gorand.Float64() }},
	{"NormFloat64", func() any { return rand.NormFloat64() }, func() any { return gorand.NormFloat64() }},
	{"ExpFloat64", func() any { return rand.ExpFloat64() }, func() any { return gorand.ExpFloat64() }},
	{"Perm", func() any { return rand.Perm(10) }, func() any { return gorand.Perm(10) }},
	{"Shuffle", func() any { return shuffled(rand.Shuffle) }, func() any { return shuffled(gorand.Shuffle) }},
	{"Read", func() any { return filled(rand.Read) }, func() any { return filled(gorand.Read) }}, //nolint:staticcheck // mirrored as long as it is there
}

// Outside an exploration the functions draw what the real ones would.
func TestAsReal(t *testing.T) {
	t.Setenv("GODEBUG", "randseednop=0")
	for seed, d := range draws {
		t.Run(d.name, func(t *testing.T) {
			var got, want []any
			rand.Seed(int64(seed))
			for range 10 {
				got = append(got, d.shim())
			}
			gorand.Seed(int64(seed)) //nolint:staticcheck // the only way to compare
			for range 10 {
				want = append(want, d.real())
			}
			assert.Equal(t, want, got)
		})
	}
}

func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, d := range draws {
				d.shim()
			}
		})
	}
	wg.Wait()
}

// drawAll draws from all functions of both packages.
func drawAll() string {
	var all []any
	for _, d := range draws {
		all = append(all, d.shim())
	}
	all = append(all, randv2.Int(), randv2.Int32(), randv2.Int64(), randv2.Uint(), randv2.Uint32(), randv2.Uint64(),
		randv2.IntN(1e6), randv2.Int32N(1e6), randv2.Int64N(1e6), randv2.UintN(1e6), randv2.Uint32N(1e6), randv2.Uint64N(1e6),
		randv2.N(uint8(200)), randv2.Float32(), randv2.Float64(), randv2.NormFloat64(), randv2.ExpFloat64(),
		randv2.Perm(10), shuffled(randv2.Shuffle))
	return fmt.Sprint(all...)
}

// Inside an exploration what a goroutine draws is the same in all executions of all explorations, and
// is what no other goroutine draws.
func TestExplored(t *testing.T) {
	drawn := map[string]map[string]bool{}
	draw := func(who string) {
		if drawn[who] == nil {
			drawn[who] = map[string]bool{}
		}
		drawn[who][drawAll()] = true
		rand.Seed(1)
		drawn[who][drawAll()] = true
	}
	var shared sched.Object
	body := func() {
		x := sched.Current()
		for _, who := range []string{"a", "b"} {
			x.Go(func() {
				x.Do(sched.Op{Kind: sched.AtomicAdd, Obj: x.ID(&shared, sched.ObjState{})})
				draw(who)
				x.Go(func() { draw("child of " + who) })
			})
		}
		draw("first")
	}
	for range 2 {
		executions := 0
		s := &search.DFS{Preemptions: -1}
		x := sched.New(body, s)
		for s.Next(x) {
			x.Run()
			assert.Nil(t, x.Failure)
			s.Done(x)
			executions++
		}
		x.Close()
		assert.Equal(t, 2, executions)
	}
	by := map[string]string{}
	for who, ways := range drawn {
		assert.Len(t, ways, 2, "the first time and the second, by %s", who)
		for way := range ways {
			assert.Empty(t, by[way], "drawn by %s too", who)
			by[way] = who
		}
	}
	assert.Len(t, drawn, 5)
}

func TestSources(t *testing.T) {
	ours, theirs := rand.New(rand.NewSource(1)), gorand.New(gorand.NewSource(1))
	assert.Equal(t, theirs.Int(), ours.Int())
	assert.Equal(t, gorand.NewZipf(theirs, 2, 1, 100).Uint64(), rand.NewZipf(ours, 2, 1, 100).Uint64())
}
