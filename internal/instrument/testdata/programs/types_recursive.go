// Recursive types, types declared in functions, function types with methods.
package main

import "fmt"

type handler func(string) handler

func (h handler) run(words ...string) (n int) {
	for _, w := range words {
		if h = h(w); h == nil {
			return n
		}
		n++
	}
	return n
}

type middleware func(handler) handler

func (m middleware) then(o middleware) middleware {
	return func(h handler) handler { return m(o(h)) }
}

type graph map[string]graph
type tree []tree
type link *link

func (t tree) size() int {
	n := 1
	for _, c := range t {
		n += c.size()
	}
	return n
}

func main() {
	var log []string
	var h handler
	h = func(s string) handler {
		log = append(log, s)
		if s == "stop" {
			return nil
		}
		return h
	}
	fmt.Println(h.run("a", "b", "stop", "c"), log)
	tag := func(t string) middleware {
		return func(next handler) handler {
			return func(s string) handler { return next(s + t) }
		}
	}
	tag("1").then(tag("2"))(h)("x")
	fmt.Println(log[len(log)-1])
	g := graph{"a": {"b": nil}}
	g["a"]["c"] = g
	g["a"]["c"]["z"] = graph{}
	fmt.Println(len(g), len(g["a"]))
	t := tree{{}, {{}, nil}}
	t[0] = append(t[0], tree{})
	fmt.Println(t.size())
	var l link
	l = &l
	fmt.Println(*l == l)
	type local struct {
		next *local
		n    int
	}
	p := &local{n: 1}
	p.next = &local{p, 2}
	p.next.next.n++
	fmt.Println(p.n)
}

// Output:
// 2 [a b stop]
// x12
// 2 2
// 6
// true
// 2
