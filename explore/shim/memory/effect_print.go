package memory

import (
	"fmt"
	"log"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Printed is for what prints its arguments as fmt.Print does. It returns them.
func Printed(args ...any) []any {
	announce(func(a *accesses) {
		for _, arg := range args {
			a.print(reflect.ValueOf(arg), verb{letter: 'v'}, 0)
		}
	})
	return args
}

// Formatted is Printed with a format.
func Formatted(format string, args ...any) []any {
	announce(func(a *accesses) {
		for _, v := range verbs(format, len(args)) {
			if v.letter != 'T' && v.letter != 'p' {
				a.print(reflect.ValueOf(args[v.arg]), v, 0)
			}
		}
	})
	return args
}

// Logged is Printed for the logger that the functions of package log share.
func Logged(args ...any) []any {
	Use(log.Default(), "Output")
	return Printed(args...)
}

// LoggedFormat is Logged with a format.
func LoggedFormat(format string, args ...any) []any {
	Use(log.Default(), "Output")
	return Formatted(format, args...)
}

// A verb is one of a format.
type verb struct {
	letter  rune
	isSharp bool
	arg     int
}

// verbs returns the verbs of a format for n arguments. Arguments without one are printed behind as if by %v, unless
// the format says itself in which order they come.
func verbs(format string, n int) (vs []verb) {
	next, ordered := 0, false
	number := func() { // [n] says which argument is next
		if i := strings.IndexByte(format, ']'); strings.HasPrefix(format, "[") && i > 0 {
			arg := 0
			if _, err := fmt.Sscan(format[1:i], &arg); err == nil {
				next, ordered = arg-1, true
			}
			format = format[i+1:]
		}
	}
	size := func() {
		number()
		if strings.HasPrefix(format, "*") {
			next++
			format = format[1:]
		}
		format = strings.TrimLeft(format, "0123456789")
	}
	for {
		_, after, ok := strings.Cut(format, "%")
		if !ok {
			break
		}
		format = strings.TrimLeft(after, "+-# 0")
		v := verb{isSharp: strings.Contains(after[:len(after)-len(format)], "#")}
		size()
		if strings.HasPrefix(format, ".") {
			format = format[1:]
			size()
		}
		number()
		letter, width := utf8.DecodeRuneInString(format)
		format = format[width:]
		if letter == '%' || width == 0 {
			continue
		}
		v.letter, v.arg = letter, next
		if next++; v.arg >= 0 && v.arg < n {
			vs = append(vs, v)
		}
	}
	for ; next < n && !ordered; next++ {
		vs = append(vs, verb{letter: 'v', arg: next})
	}
	return vs
}

// print adds what package fmt looks at in its printValue: elements, fields and maps all the way down, but of the
// pointers only one that is an argument. Where there is a method that says how to print a value, that is called.
func (a *accesses) print(v reflect.Value, how verb, depth int) {
	if !v.IsValid() || len(a.loads) >= mostAccesses {
		return
	}
	if (depth == 0 || v.CanInterface()) && a.method(v, how) {
		return
	}
	if v.Kind() == reflect.Pointer && depth > 0 || a.isAgain(v) {
		return
	}
	switch v.Kind() {
	case reflect.Map:
		a.mapOf(sched.Load, v)
		a.entries(v, func(v reflect.Value) { a.print(v, how, depth+1) })
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			if isShim(v.Type()) {
				break // a lock has no value
			}
			if f.Kind() == reflect.Interface {
				f = f.Elem()
			}
			a.print(f, how, depth+1)
		}
	case reflect.Interface:
		a.print(v.Elem(), how, depth+1)
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice {
			a.elems(sched.Load, v)
		}
		for i := range v.Len() {
			if !leads(v.Type().Elem()) {
				break
			}
			a.print(v.Index(i), how, depth+1)
		}
	case reflect.Pointer:
		switch v.Elem().Kind() { // Invalid of nil
		case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
			a.access(sched.Load, v.Elem())
			a.print(v.Elem(), how, depth+1)
		}
	}
}

// entries calls f with the keys and values of a map, in an order that is the same in all executions.
func (a *accesses) entries(m reflect.Value, f func(v reflect.Value)) {
	if !leads(m.Type().Key()) && !leads(m.Type().Elem()) {
		return
	}
	keys := m.MapKeys()
	slices.SortFunc(keys, func(k, l reflect.Value) int { return compare(a.x, k, l) })
	for _, k := range keys {
		f(k)
		f(m.MapIndex(k))
	}
}

// isAgain says whether a map, a slice or a pointer has been met before.
func (a *accesses) isAgain(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.Pointer:
		type place struct {
			t reflect.Type
			p uintptr
			n int
		}
		at := place{t: v.Type(), p: v.Pointer()}
		if v.Kind() == reflect.Slice {
			at.n = v.Len()
		}
		again := a.met[at]
		a.met[at] = true
		return again
	}
	return false
}

// leads says whether a value of type t may lead to other memory.
func leads(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Map, reflect.Slice, reflect.Pointer, reflect.Interface:
		return true
	case reflect.Array:
		return leads(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if leads(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

var (
	formatter  = reflect.TypeFor[fmt.Formatter]()
	goStringer = reflect.TypeFor[fmt.GoStringer]()
	stringer   = reflect.TypeFor[fmt.Stringer]()
	failure    = reflect.TypeFor[error]()
)

// method says whether package fmt calls a method of v instead of looking at it, as its handleMethods does. What the
// method does is seen if it is rewritten.
func (a *accesses) method(v reflect.Value, how verb) bool {
	methods := []reflect.Type{formatter}
	switch {
	case how.isSharp && how.letter == 'v':
		methods = append(methods, goStringer)
	case strings.ContainsRune("vsxXqw", how.letter):
		methods = append(methods, failure, stringer)
	}
	return a.calls(v, methods...)
}

// calls says whether v has the methods of one of the interfaces, and adds what it takes to call one.
func (a *accesses) calls(v reflect.Value, methods ...reflect.Type) bool {
	for _, m := range methods {
		if !v.Type().Implements(m) {
			continue
		}
		if v.Kind() == reflect.Pointer && !v.IsNil() && v.Type().Elem().Implements(m) {
			a.access(sched.Load, v.Elem()) // which the method gets a copy of
		}
		a.use(v, m.Method(0).Name)
		return true
	}
	return false
}
