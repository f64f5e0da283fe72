package effects

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"
)

type ints []int

type pair struct {
	name string
	*bytes.Buffer
	io.Writer
	list ints
}

func (p *pair) said() string { return p.name + p.Buffer.String() }

func two() (any, []int)            { return map[string]int{"a": 1}, []int{1} }
func say(s string) string          { fmt.Println("say", s); return s }
func get(b *bytes.Buffer) *pair    { return &pair{name: say("get"), Buffer: b, Writer: b} }
func show(format string, a ...any) { fmt.Printf(format, a...) }

func count[S ~[]E, E comparable](s S, v E) (n int) {
	for _, e := range slices.All(s) {
		if e == v {
			n++
		}
	}
	if slices.Contains[S](s, v) {
		n *= 10
	}
	return n
}

var started = fmt.Sprint([]int{1}, say("started"))

func Run() {
	var b bytes.Buffer
	p := &pair{"p", &b, os.Stdout, ints{3, 1, 2}}
	// Nothing is called behind these.
	b.WriteString("a")
	p.WriteByte('b')
	p.Writer.Write([]byte("written\n"))
	fmt.Fprintf(p.Buffer, "%v", p.list)
	fmt.Fprint(&b)
	// The operand can be said again.
	b.WriteString(say("c"))
	p.Buffer.WriteString(say("d"))
	fmt.Fprintf(p.Buffer, "%v %s", p.list, say("e"))
	// It cannot.
	get(&b).WriteString(say("f"))
	fmt.Fprintln(get(&b).Buffer, say("g"))
	fmt.Println(reflect.DeepEqual(get(&b).list, ints{len(say("h"))}), b.String())
	if io.WriteString(get(&b).Writer, say("i")); b.Len() > 0 {
		fmt.Println(p.said())
	}
	// All that a call returns, or that is in a slice.
	fmt.Println(two())
	show("%[2]v %[1]d\n", []int{1}, p.list)
	fmt.Println([]any{1, p.list}...)
	fmt.Print(
		p.list,
		"\n",
	)
	// Others are called instead.
	sort.Ints(p.list)
	m := map[string]int{"x": 1}
	fmt.Println(p.list, count(p.list, 2), slices.Sorted(maps.Keys(m)), slices.Index(p.list, 3), bytes.Equal(nil, b.Bytes()))
	for v := range maps.Values(m) {
		fmt.Println(v, slices.Insert(p.list, 1, 9, 8), slices.Delete(slices.Clone(p.list), 0, 1))
	}
	// What is deferred is announced when it is done.
	func() {
		w := bufio.NewWriter(os.Stdout)
		defer w.Flush()
		defer fmt.Fprintln(w, "deferred", p.list, say("j"))
		defer fmt.Fprintf(w, "%s\n", say("k"))
		defer get(&b).WriteString(say("l"))
		defer sort.Sort(sort.Reverse(sort.IntSlice(p.list)))
		w.WriteString("first\n")
	}()
	var decoded map[string][]int
	err := json.Unmarshal([]byte(`{"n": [1]}`), &decoded)
	text, _ := json.Marshal(decoded)
	fmt.Println(string(text), err, p.list, b.String())
	fmt.Println(fmt.Errorf("%w: %v", errors.New("e"), &decoded), strings.Join([]string{"a", started}, "-"))
	n := big.NewInt(2)
	fmt.Println(n.Mul(n, n).Add(n, big.NewInt(int64(len(say("m"))))), n)
	write := b.WriteString
	write("n")
	fmt.Println(b.String())
	func() {
		defer func() { fmt.Println("recovered", recover() != nil, b.Len()) }()
		var none *pair
		none.Buffer.WriteString("o")
	}()
}
