package memory

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type inner struct {
	n int
	t [2]int
}

func (i *inner) inc()    { i.n++ }
func (i inner) get() int { return i.n }

type Outer struct {
	inner
	*ptr
	m  map[string]int
	f  func(int) int
	in inner
}

type ptr struct{ p int }

func (p ptr) val() int   { return p.p }
func (p *ptr) set(v int) { p.p = v }

type stringer interface{ String() string }
type name string

func (n name) String() string { return string(n) }

type weird map[any]any

var global Outer

var errGlobal = errors.New("e")

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
		n *= 2
	}()
	n = 4
	if n == 4 {
		panic("four")
	}
	return 1, nil
}

func sum[T int | float64](vs []T) (t T) {
	for _, v := range vs {
		t += v
	}
	return t
}

type list[T any] struct {
	head *elem[T]
	n    int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *list[T]) push(v T) { l.head = &elem[T]{v, l.head}; l.n++ }

func Run() {
	global = Outer{ptr: &ptr{1}, m: map[string]int{"a": 1}, f: func(i int) int { return i * 2 }}
	o := &global
	o.n++
	o.inc()
	o.p += 2
	o.set(o.val() + 1)
	o.m["b"]++
	o.m["b"] += 5
	delete(o.m, "a")
	o.t[1] = 7
	o.in = o.inner
	fmt.Println(o.n, o.get(), o.p, o.val(), len(o.m), o.m["b"], o.t, o.f(4), o.in, global.t[1])
	s := []int{1, 2, 3}
	s = append(s, 4, 5)
	s = append(s, s...)
	b := append([]byte("x"), "yz"...)
	b = append(b)
	fmt.Println(s, string(b), copy(s[1:], s), copy(b, "q"), s, string(b))
	clear(s[2:4])
	fmt.Println(s, min(s[0], s[1]), max(s[1], 9))
	w := weird{"a": 1, 2: "b"}
	w[3.5] = nil
	_, ok := w[3.5]
	fmt.Println(len(w), ok, w["a"])
	var anys []any
	anys = append(anys, 1, "x", nil)
	fmt.Println(anys)
	arr := [3]int{1, 2, 3}
	pa := &arr
	for i, v := range pa {
		pa[i] = v * 2
	}
	for i := range pa {
		arr[i]++
	}
	sl := arr[1:]
	sl[0]++
	fmt.Println(arr, len(pa), sl)
	var st stringer = name("n")
	fmt.Println(st.String(), named2(named()))
	fmt.Println(sum(s), sum([]float64{1, 2.5}))
	var l list[string]
	l.push("a")
	l.push("b")
	fmt.Println(l.head.v, l.head.next.v, l.n)
	keys := []string{}
	for k := range map[string]int{"x": 1, "y": 2} {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(strings.Join(keys, ","))
	total := 0
	m := map[int]int{1: 10, 2: 20, 3: 30}
	for k, v := range m {
		total += k * v
		m[k] = 0
	}
	var k0, v0 int
	for k0, v0 = range m {
		total += v0 + k0
	}
	fmt.Println(total)
	u := uint8(250)
	pu := &u
	*pu += 10
	*pu <<= 1
	*pu &^= 1
	*pu--
	fmt.Println(u, *pu)
	var fl float64
	pf := &fl
	*pf += 1
	*pf /= 4
	str := "a"
	ps := &str
	*ps += "b" + *ps
	for i, r := range *ps {
		fmt.Print(i, string(r))
	}
	fmt.Println(fl, str)
	n := 0
	add := func(d int) int { n += d; return n }
	fmt.Println(n+add(1), add(2), n)
	err := errGlobal
	x, err := add(3), errors.New("other")
	go func() { _ = err }()
	fmt.Println(x, err)
	y, err := add(4), error(nil)
	fmt.Println(y, err)
	type point struct{ x, y int }
	pts := []point{{1, 2}, {3, 4}}
	mp := map[point]*point{{1, 2}: {3, 4}}
	pts[0], pts[1] = pts[1], pts[0]
	pts[0].x++
	mp[point{1, 2}].y++
	fmt.Println(pts, *mp[point{1, 2}])
	if v, ok := m[1]; ok {
		fmt.Println(v)
	}
	switch v := any(*pf).(type) {
	case float64:
		fmt.Println("float", v)
	}
	method := o.get
	expr := inner.get
	o.n = 50
	fmt.Println(method(), expr(o.inner), (*inner).get(&o.inner))
	goto end
end:
	fmt.Println("end")
	var e interface{ Error() string } = err0{}
	if _, ok := e.(stringer); !ok {
		fmt.Println(e)
	}
	for i := range 3 {
		defer fmt.Println(i, total, *pu)
	}
	for v := range seq {
		if v == 2 {
			break
		}
		fmt.Println(v)
	}
}

func seq(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

type err0 struct{}

func (err0) Error() string { return "err0" }

func named2(n int, err error) string { return fmt.Sprint(n, err) }
