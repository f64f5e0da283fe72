// Package effects holds tests by what a race detector has to say of them: TestRace and TestNoRace.
package effects

import (
	"bufio"
	"bytes"
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"math/rand"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// both runs two functions at once.
func both(f, g func()) {
	done := make(chan bool)
	go func() {
		f()
		done <- true
	}()
	g()
	<-done
}

// locked runs two functions one after the other.
func locked(f, g func()) {
	var mu sync.Mutex
	lock := func(f func()) func() {
		return func() {
			mu.Lock()
			defer mu.Unlock()
			f()
		}
	}
	both(lock(f), lock(g))
}

type how = func(f, g func())

var sink any

func printMap(how how) {
	m := map[string]int{"a": 1}
	how(func() { m["a"] = 2 }, func() { _ = fmt.Sprintln(m) })
}

func TestRacePrintMap(t *testing.T)   { printMap(both) }
func TestNoRacePrintMap(t *testing.T) { printMap(locked) }

func logMap(how how) {
	m := map[string]int{"a": 1}
	log.SetOutput(null{})
	how(func() { m["a"] = 2 }, func() { log.Printf("%v of %d", m, 1) })
}

func TestRaceLogMap(t *testing.T)   { logMap(both) }
func TestNoRaceLogMap(t *testing.T) { logMap(locked) }

type null struct{}

func (null) Write(p []byte) (int, error) { return len(p), nil }

func builder(how how) {
	var sb strings.Builder
	how(func() { sb.WriteString("a") }, func() { fmt.Fprintf(&sb, "%d", 1) })
	sink = sb.String()
}

func TestRaceBuilder(t *testing.T)   { builder(both) }
func TestNoRaceBuilder(t *testing.T) { builder(locked) }

func bufferAsWriter(how how) {
	var w io.Writer = &bytes.Buffer{}
	how(func() { io.WriteString(w, "a") }, func() { w.Write([]byte("b")) })
}

func TestRaceWriter(t *testing.T)   { bufferAsWriter(both) }
func TestNoRaceWriter(t *testing.T) { bufferAsWriter(locked) }

type conn struct {
	name string
	bytes.Buffer
}

func embedded(how how) {
	c := &conn{name: "c"}
	how(func() { c.WriteString("a") }, func() { *c = conn{} })
}

func TestRaceEmbedded(t *testing.T)   { embedded(both) }
func TestNoRaceEmbedded(t *testing.T) { embedded(locked) }

func bufio_(how how) {
	w := bufio.NewWriter(null{})
	how(func() { w.WriteString("a") }, func() { w.Flush() })
}

func TestRaceBufio(t *testing.T)   { bufio_(both) }
func TestNoRaceBufio(t *testing.T) { bufio_(locked) }

func sorted(how how) {
	s := []int{3, 1, 2}
	how(func() { sort.Ints(s) }, func() { sink = s[0] })
}

func TestRaceSort(t *testing.T)   { sorted(both) }
func TestNoRaceSort(t *testing.T) { sorted(locked) }

func sortSlice(how how) {
	s := []string{"c", "a", "b"}
	how(func() { sort.Slice(s, func(i, j int) bool { return s[i] < s[j] }) }, func() { sink = strings.Join(s, ",") })
}

func TestRaceSortSlice(t *testing.T)   { sortSlice(both) }
func TestNoRaceSortSlice(t *testing.T) { sortSlice(locked) }

func sortSort(how how) {
	s := []int{1, 2, 3}
	how(func() { sort.Sort(sort.Reverse(sort.IntSlice(s))) }, func() { sink = s[0] })
}

func TestRaceSortSort(t *testing.T)   { sortSort(both) }
func TestNoRaceSortSort(t *testing.T) { sortSort(locked) }

func slicesContains(how how) {
	s := []int{3, 1, 2}
	how(func() { s[1] = 4 }, func() { sink = slices.Contains(s, 2) })
}

func TestRaceContains(t *testing.T)   { slicesContains(both) }
func TestNoRaceContains(t *testing.T) { slicesContains(locked) }

func mapsClone(how how) {
	m := map[int]int{1: 1}
	how(func() { delete(m, 1) }, func() { sink = maps.Clone(m) })
}

func TestRaceClone(t *testing.T)   { mapsClone(both) }
func TestNoRaceClone(t *testing.T) { mapsClone(locked) }

func mapsKeys(how how) {
	m := map[int]int{1: 1}
	how(func() { m[2] = 2 }, func() { sink = slices.Sorted(maps.Keys(m)) })
}

func TestRaceKeys(t *testing.T)   { mapsKeys(both) }
func TestNoRaceKeys(t *testing.T) { mapsKeys(locked) }

type config struct {
	Name   string
	Limits []int
	Next   *config
	secret int
	Skip   int `json:"-"`
}

func marshal(how how) {
	c := &config{Next: &config{Limits: []int{1}}}
	how(func() { c.Next.Limits[0]++ }, func() { sink, _ = json.Marshal(c) })
}

func TestRaceMarshal(t *testing.T)   { marshal(both) }
func TestNoRaceMarshal(t *testing.T) { marshal(locked) }

func unmarshal(how how) {
	var c config
	how(func() { _ = json.Unmarshal([]byte(`{"Name": "n"}`), &c) }, func() { sink = c.Name })
}

func TestRaceUnmarshal(t *testing.T)   { unmarshal(both) }
func TestNoRaceUnmarshal(t *testing.T) { unmarshal(locked) }

func encode(how how) {
	var b bytes.Buffer
	how(func() { _ = json.NewEncoder(&b).Encode(1) }, func() { sink = b.String() })
}

func TestRaceEncode(t *testing.T)   { encode(both) }
func TestNoRaceEncode(t *testing.T) { encode(locked) }

func random(how how) {
	r := rand.New(rand.NewSource(1))
	how(func() { r.Int() }, func() { r.Intn(5) })
}

func TestRaceRand(t *testing.T)       { random(both) }
func TestNoRaceRand(t *testing.T)     { random(locked) }
func TestNoRaceRandFunc(t *testing.T) { both(func() { rand.Int() }, func() { rand.Intn(5) }) }

type lockedSource struct {
	mu  sync.Mutex
	src rand.Source
}

func (s *lockedSource) Int63() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.src.Int63()
}
func (s *lockedSource) Seed(seed int64) {}

func TestNoRaceLockedSource(t *testing.T) {
	r := rand.New(&lockedSource{src: rand.NewSource(1)})
	both(func() { r.Int() }, func() { r.Intn(5) })
}

func listOf(how how) {
	l := list.New()
	how(func() { l.PushBack(1) }, func() { sink = l.Len() })
}

func TestRaceList(t *testing.T)   { listOf(both) }
func TestNoRaceList(t *testing.T) { listOf(locked) }

func listNext(how how) {
	l := list.New()
	l.PushBack(1)
	e := l.Front()
	how(func() { l.PushBack(2) }, func() { sink = e.Next() })
}

func TestRaceListNext(t *testing.T)   { listNext(both) }
func TestNoRaceListNext(t *testing.T) { listNext(locked) }

func bigInt(how how) {
	a, b := big.NewInt(1), big.NewInt(2)
	how(func() { a.Add(a, b) }, func() { sink = new(big.Int).Mul(a, a) })
}

func TestRaceBig(t *testing.T)   { bigInt(both) }
func TestNoRaceBig(t *testing.T) { bigInt(locked) }
func TestNoRaceBigRead(t *testing.T) {
	a, b := big.NewInt(1), big.NewInt(2)
	both(func() { a.Cmp(b) }, func() { new(big.Int).Add(a, b) })
}

func hash(how how) {
	h := sha256.New()
	how(func() { h.Write([]byte("a")) }, func() { sink = h.Sum(nil) })
}

func TestRaceHash(t *testing.T)   { hash(both) }
func TestNoRaceHash(t *testing.T) { hash(locked) }

func header(how how) {
	h := http.Header{}
	how(func() { h.Set("a", "b") }, func() { sink = h.Get("a") })
}

func TestRaceHeader(t *testing.T)   { header(both) }
func TestNoRaceHeader(t *testing.T) { header(locked) }

func values(how how) {
	v := url.Values{}
	how(func() { v.Set("a", "b") }, func() { sink = v.Encode() })
}

func TestRaceValues(t *testing.T)   { values(both) }
func TestNoRaceValues(t *testing.T) { values(locked) }

func readFull(how how) {
	b := make([]byte, 4)
	how(func() { _, _ = io.ReadFull(strings.NewReader("abcd"), b) }, func() { sink = b[1] })
}

func TestRaceReadFull(t *testing.T)   { readFull(both) }
func TestNoRaceReadFull(t *testing.T) { readFull(locked) }

func putUint(how how) {
	b := make([]byte, 8)
	how(func() { binary.BigEndian.PutUint32(b, 1) }, func() { sink = hex.EncodeToString(b) })
}

func TestRacePutUint(t *testing.T)   { putUint(both) }
func TestNoRacePutUint(t *testing.T) { putUint(locked) }
func TestNoRacePutUintParts(t *testing.T) {
	b := make([]byte, 8)
	both(func() { binary.BigEndian.PutUint32(b, 1) }, func() { binary.BigEndian.PutUint32(b[4:], 1) })
}

func deepEqual(how how) {
	a, b := &config{Next: &config{}}, &config{Next: &config{}}
	how(func() { a.Next.secret++ }, func() { sink = reflect.DeepEqual(a, b) })
}

func TestRaceDeepEqual(t *testing.T)   { deepEqual(both) }
func TestNoRaceDeepEqual(t *testing.T) { deepEqual(locked) }

func asserted(t *testing.T, how how) {
	s := []int{1, 2}
	how(func() { s[1] = 2 }, func() { assert.Equal(t, []int{1, 2}, s) })
}

func TestRaceAssert(t *testing.T)   { asserted(t, both) }
func TestNoRaceAssert(t *testing.T) { asserted(t, locked) }

func scanned(how how) {
	var n int
	how(func() { _, _ = fmt.Sscan("12", &n) }, func() { sink = n })
}

func TestRaceScan(t *testing.T)   { scanned(both) }
func TestNoRaceScan(t *testing.T) { scanned(locked) }

func tLog(t *testing.T, how how) {
	s := []int{1, 2}
	how(func() { s[1] = 2 }, func() { t.Log(s) })
}

func TestRaceTLog(t *testing.T)   { tLog(t, both) }
func TestNoRaceTLog(t *testing.T) { tLog(t, locked) }

// What is called behind an operand may be what orders it.

func wait(c chan bool) int {
	<-c
	return 1
}

func TestNoRaceWaitBehindOperand(t *testing.T) {
	m, c := map[int]int{}, make(chan bool)
	go func() {
		m[1] = 2
		close(c)
	}()
	_ = fmt.Sprint(m, wait(c))
}

func TestNoRaceWaitBehindReceiver(t *testing.T) {
	var sb strings.Builder
	c := make(chan string)
	go func() {
		sb.WriteString("a")
		c <- "b"
	}()
	sb.WriteString(<-c)
}

func TestNoRaceWaitBehindCall(t *testing.T) {
	m, c := []int{1}, make(chan bool)
	get := func() []int { return m }
	go func() {
		m[0] = 2
		close(c)
	}()
	_ = reflect.DeepEqual(get(), []int{wait(c)})
	assert.Equal(t, get(), []int{wait(c) + 1})
}

func TestRaceCallInFront(t *testing.T) {
	m, c := []int{1}, make(chan bool)
	get := func() []int { return m }
	go func() {
		close(c)
		m[0] = 2
	}()
	_ = reflect.DeepEqual(get(), []int{wait(c)})
}

func TestNoRaceDeferred(t *testing.T) {
	var sb strings.Builder
	m, c := map[int]int{}, make(chan bool)
	go func() {
		m[1] = 2
		sb.WriteString("a")
		close(c)
	}()
	func() {
		defer fmt.Sprint(m)
		defer sb.Reset()
		<-c
	}()
}

func TestRaceDeferred(t *testing.T) {
	m, c, done := map[int]int{}, make(chan bool), make(chan bool)
	go func() {
		<-c
		m[1] = 2
		done <- true
	}()
	func() {
		defer fmt.Fprintln(io.Discard, "m:", m)
		defer close(c)
	}()
	<-done
}

// A signal is a Writer that tells when it is written to.
type signal chan bool

func (s signal) Write(p []byte) (int, error) {
	s <- true
	return len(p), nil
}

func TestRaceGo(t *testing.T) {
	s, done := []int{3, 2, 1}, make(signal)
	go fmt.Fprint(done, s)
	s[0] = 4
	<-done
}

func TestRaceGoMethod(t *testing.T) {
	var b bytes.Buffer
	b.WriteByte('a')
	done := make(signal)
	go b.WriteTo(done)
	b.WriteByte('b')
	<-done
}

func TestRaceMethodValue(t *testing.T) {
	var b bytes.Buffer
	f := b.Reset
	both(func() { b.Reset() }, func() { b.WriteByte('a'); f() })
}

// What is printed is looked at as far as it is printed.

type node struct {
	v    int
	next *node
	tags []string
}

func TestNoRacePointerDeeper(t *testing.T) {
	n := &node{next: &node{}}
	both(func() { n.next.v++ }, func() { _ = fmt.Sprint(n, []*node{n.next}, map[int]*node{1: n.next}) })
}

func TestRacePointerFirst(t *testing.T) {
	n := &node{next: &node{}}
	both(func() { n.v++ }, func() { _ = fmt.Sprintf("%+v", n) })
}

func TestRaceSliceInStruct(t *testing.T) {
	n := &node{tags: []string{"a"}}
	both(func() { n.tags[0] = "b" }, func() { _ = fmt.Sprint(*n) })
}

func TestNoRaceAddress(t *testing.T) {
	n := &node{}
	both(func() { n.v++ }, func() { _ = fmt.Sprintf("%p %T %[1]p", n, n) })
}

func TestNoRaceCopied(t *testing.T) {
	n := node{v: 1}
	copied := n
	both(func() { n.v++ }, func() { _ = fmt.Sprint(copied) })
}

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) String() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return fmt.Sprint(a.balance)
}

func (a *account) add() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance++
}

func TestNoRaceStringerLocks(t *testing.T) {
	a := &account{}
	both(a.add, func() { _ = fmt.Sprint(a, []*account{a}, map[string]*account{"a": a}) })
}

type silent struct {
	account *account
	lock    *sync.Mutex
}

func TestNoRacePointerToLock(t *testing.T) {
	s := &silent{&account{}, &sync.Mutex{}}
	both(func() { s.lock.Lock(); s.account.add(); s.lock.Unlock() }, func() { _ = fmt.Sprintf("%v %+v", s, *s) })
}

type failure struct{ why []string }

func (f *failure) Error() string { return "failed" }

func TestNoRaceErrorIsCalled(t *testing.T) {
	f := &failure{why: []string{"a"}}
	var err error = f
	both(func() { f.why[0] = "b" }, func() { _ = fmt.Errorf("%w: %v", err, any(f)) })
}

func TestRaceErrorAsStruct(t *testing.T) {
	f := &failure{why: []string{"a"}}
	both(func() { f.why[0] = "b" }, func() { _ = fmt.Sprintf("%d", any(f)) })
}

func TestNoRaceUnnamedInJSON(t *testing.T) {
	c := &config{}
	both(func() { c.secret++; c.Skip++ }, func() { _, _ = json.Marshal(c) })
}

type inner struct{ N int }
type outer struct {
	*inner
	Named inner `json:"named"`
	N     int
}

func TestNoRaceHiddenInJSON(t *testing.T) {
	o := &outer{inner: &inner{}}
	both(func() { o.inner.N++ }, func() { _, _ = json.Marshal(o) })
}

func TestRaceNamedInJSON(t *testing.T) {
	o := &outer{inner: &inner{}}
	both(func() { o.Named.N++ }, func() { _, _ = json.Marshal(o) })
}

type marshaler struct {
	account *account
	n       int
	Seen    int
}

func (m *marshaler) MarshalJSON() ([]byte, error) {
	m.account.add()
	return []byte("1"), nil
}

func TestNoRaceMarshaler(t *testing.T) {
	m := &marshaler{account: &account{}}
	both(func() { m.account.add(); m.Seen++ }, func() { _, _ = json.Marshal(m) })
}

func TestNoRaceCycle(t *testing.T) {
	n := &node{}
	n.next = n
	m := map[string]any{}
	m["n"] = n
	both(func() { _ = reflect.DeepEqual(n, &node{next: n}) }, func() { _ = fmt.Sprint(m, n) })
}

// What is correct is not accused.

func TestNoRaceReaders(t *testing.T) {
	var mu sync.RWMutex
	m := map[string][]int{"a": {1}}
	read := func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = fmt.Sprint(m)
		_, _ = json.Marshal(m)
		_ = slices.Contains(m["a"], 1)
	}
	go func() {
		mu.Lock()
		m["b"] = nil
		mu.Unlock()
	}()
	both(read, read)
}

func TestNoRacePool(t *testing.T) {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	use := func() {
		b := pool.Get().(*bytes.Buffer)
		defer pool.Put(b)
		b.Reset()
		fmt.Fprintf(b, "%d", 1)
		sink2(b.String())
	}
	both(use, use)
}

func TestRacePooledBytes(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("abc")
	kept := b.Bytes()
	b.Reset()
	both(func() { b.WriteString("x") }, func() { sink = string(kept) })
}

func TestNoRaceBytesBefore(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("abc")
	kept := b.Bytes()
	both(func() { b.Write([]byte("d")); b.Write(nil) }, func() { sink = string(kept) })
}

func sink2(any) {}

func TestNoRaceLogger(t *testing.T) {
	l := log.New(&bytes.Buffer{}, "", 0)
	both(func() { l.Println("a", []int{1}) }, func() { l.Printf("%v", map[int]int{}) })
}

func TestRaceLoggersBuffer(t *testing.T) {
	var b bytes.Buffer
	l := log.New(&b, "", 0)
	both(func() { l.Print("a") }, func() { sink = b.String() })
}

func TestRaceDefaultLoggersBuffer(t *testing.T) {
	var b bytes.Buffer
	log.SetOutput(&b)
	defer log.SetOutput(io.Discard)
	both(func() { log.Printf("a") }, func() { sink = b.Len() })
}

func TestNoRaceDefaultLogger(t *testing.T) {
	var b strings.Builder
	log.SetOutput(&b)
	defer log.SetOutput(io.Discard)
	both(func() { log.Println() }, func() { log.Print("a", 1) })
}

func TestRaceFormats(t *testing.T) {
	n := &node{}
	both(func() { n.v++ }, func() { _ = fmt.Sprintf("%*d%% %[4]d %[3]v", 3, 1, n, 4) })
}

func TestRaceExtraArgument(t *testing.T) {
	n := &node{}
	both(func() { n.v++ }, func() { _ = fmt.Sprintf("%d", 1, n) })
}

func TestNoRaceFormats(t *testing.T) {
	n := &node{}
	both(func() { n.v++ }, func() { _ = fmt.Sprintf("%-*.*f%% %[5]T %#[5]p %[4]d", 3, 1, 2.5, 4, n) })
}

func TestNoRaceOwn(t *testing.T) {
	print := func() {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		fmt.Fprintln(w, []int{1}, &config{})
		w.Flush()
		_ = json.NewEncoder(&b).Encode(config{})
		l := list.New()
		l.PushBack(&b)
		s := []int{2, 1}
		sort.Ints(s)
		slices.Reverse(s)
	}
	both(print, print)
}

func TestNoRaceSortedAlready(t *testing.T) {
	s := []int{1, 2, 3}
	both(func() { sort.Ints(s) }, func() { slices.Sort(s) })
}

func TestNoRaceFoundBefore(t *testing.T) {
	s := []int{1, 2, 3}
	both(func() { slices.Contains(s, 1) }, func() { s[2] = 4 })
}

func TestNoRaceInsertElsewhere(t *testing.T) {
	s := []int{1, 2, 3}
	both(func() { _ = slices.Insert(s, 0, 9) }, func() { _ = slices.Insert(s, 1, 9) })
}

func TestRaceInsert(t *testing.T) {
	s := make([]int, 3, 4)
	both(func() { _ = slices.Insert(s, 0, 9) }, func() { _ = slices.Insert(s, 1, 9) })
}

type upper struct {
	mu sync.Mutex
	w  io.Writer
}

func (u *upper) Write(p []byte) (int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.w.Write(bytes.ToUpper(p))
}

func TestNoRaceOwnWriter(t *testing.T) {
	var w io.Writer = &upper{w: &bytes.Buffer{}}
	both(func() { fmt.Fprint(w, "a") }, func() { io.WriteString(w, "b") })
}

func TestNoRaceLazyIterator(t *testing.T) {
	m, c := map[int]int{1: 1}, make(chan bool)
	keys := maps.Keys(m)
	go func() {
		m[2] = 2
		close(c)
	}()
	<-c
	for k := range keys {
		sink2(k)
	}
}

func TestRaceSpread(t *testing.T) {
	args := []any{1, 2}
	both(func() { args[0] = 3 }, func() { _ = fmt.Sprint(args...) })
}
