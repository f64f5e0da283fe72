package explore

import (
	"fmt"
	"reflect"
	"strings"
)

// valueText returns a value as reports show it. What pointers point to may have changed since, and has an address
// that is another one in each execution: so they are shown by their types. Methods of the user's are not called:
// they would run outside of the execution, and wait perhaps for what is locked for ever.
func valueText(v any) string { return textOf(reflect.ValueOf(v), 0) }

// deepest is how deep in a value parts are shown, and most how many.
const deepest, most = 3, 8

func textOf(v reflect.Value, depth int) string {
	if !v.IsValid() {
		return "nil"
	}
	if isStandard(v.Type()) && v.CanInterface() {
		return fmt.Sprint(v.Interface())
	}
	switch v.Kind() {
	case reflect.Interface:
		return textOf(v.Elem(), depth)
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		if v.IsNil() {
			return "nil"
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		return "&" + v.Type().Elem().String()
	case reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return v.Type().String()
	case reflect.Slice, reflect.Array:
		return partsText("[", "]", v.Len(), depth, v.Index)
	case reflect.Struct:
		if strings.HasPrefix(v.Type().PkgPath(), ourPath+"/shim/") { // a lock, or the like
			return v.Type().String()
		}
		return partsText("{", "}", v.NumField(), depth, v.Field)
	}
	return fmt.Sprint(basic(v))
}

func partsText(begin, end string, n, depth int, part func(int) reflect.Value) string {
	if depth == deepest && n > 0 {
		return begin + "..." + end
	}
	var parts []string
	for i := range min(n, most) {
		parts = append(parts, textOf(part(i), depth+1))
	}
	if n > most {
		parts = append(parts, "...")
	}
	return begin + strings.Join(parts, " ") + end
}

// isStandard says whether a type is one of the standard library's that has a text by itself: an error, or a time.
func isStandard(t reflect.Type) bool {
	pkg := t.PkgPath()
	if t.Kind() == reflect.Pointer {
		pkg = t.Elem().PkgPath()
	}
	switch pkg {
	case "context", "errors", "fmt", "io", "io/fs", "os", "strconv", "time":
	default:
		return false
	}
	return t.Implements(reflect.TypeFor[error]()) || t.Implements(reflect.TypeFor[fmt.Stringer]())
}

// basic returns a value of a basic kind, without the methods of its type.
func basic(v reflect.Value) any {
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		return v.Uint()
	case v.CanFloat():
		return v.Float()
	case v.CanComplex():
		return v.Complex()
	case v.Kind() == reflect.Bool:
		return v.Bool()
	}
	return v.String()
}
