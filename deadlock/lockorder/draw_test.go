package lockorder

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// at is a stack of one call.
func at(function string, line int) Stack {
	return Stack{{Function: "example.org/bank." + function, File: "/src/bank/bank.go", Line: line}}
}

// circular is two locks in both orders, which was reported, one below them, and a lock that is read again.
func circular() Order {
	rank := 3
	return Order{
		Locks: []Lock{
			{ID: 1, Type: "Mutex", Name: "alice", First: at("open", 12)[0]},
			{ID: 2, Type: "Mutex", Name: "bob", First: at("open", 12)[0]},
			{ID: 7, Type: "RWMutex", Rank: &rank, First: at("rates", 40)[0]},
		},
		Edges: []Edge{
			{First: 0, Second: 1, Goroutines: 2, Reported: true, FirstAt: at("transfer", 30), SecondAt: at("transfer", 31)},
			{First: 1, Second: 0, Goroutines: 1, Reported: true, FirstAt: at("refund", 50), SecondAt: at("refund", 51)},
			{First: 0, Second: 2, Goroutines: 3, FirstAt: at("transfer", 30), SecondAt: at("rates", 40)},
			{First: 2, Second: 2, Goroutines: 1, FirstAt: at("rates", 40)},
		},
	}
}

// hostile is an order whose names are made to break out of a drawing.
func hostile() Order {
	o := circular()
	o.Locks[0].Name = `</text><script>"&amp;\` + "\x00\xff\n\"];"
	o.Locks[1].Name = strings.Repeat("äöü→", 100)
	o.Edges[0].FirstAt[0].Function = `f[<"&>]`
	o.Edges[1].FirstAt[0].File = `/src/"q"/<b>\n.go`
	return o
}

// large is an order of so many locks, with edges here and there, most of which keep it.
func large(locks int) (o Order) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range locks {
		l := Lock{ID: uint64(i + 1), Type: "Mutex", First: at("work", 10+i)[0]}
		if i%3 > 0 {
			l.Name = fmt.Sprint("shard ", i)
		}
		o.Locks = append(o.Locks, l)
	}
	for range locks * 3 / 2 {
		first, second := random.IntN(locks), random.IntN(locks)
		backward := random.IntN(8) == 0
		if (first > second) != backward {
			first, second = second, first
		}
		o.Edges = append(o.Edges, Edge{
			First: first, Second: second, Goroutines: 1 + random.IntN(4), Reported: backward,
			FirstAt: at("work", 100+first), SecondAt: at("work", 200+second),
		})
	}
	return o
}

func TestShow(t *testing.T) {
	for name, o := range map[string]Order{"circular": circular(), "hostile": hostile(), "large": large(30), "ten": large(10), "empty": {}} {
		var b, d bytes.Buffer
		require.NoError(t, o.WriteSVG(&b))
		require.NoError(t, o.WriteDOT(&d))
		os.WriteFile("/tmp/h6/drawn/"+name+".svg", b.Bytes(), 0o666)
		os.WriteFile("/tmp/h6/drawn/"+name+".dot", d.Bytes(), 0o666)
	}
	_ = errors.New
	_ = io.EOF
	_ = regexp.MustCompile
	_ = xml.Unmarshal
	_ = assert.Equal
}
