package explore

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// methods are what the operations are called in the source.
var methods = map[string]string{
	"variable":  "Load|Store",
	"atomic":    "Load|Store|Add|And|Or|Swap|CompareAndSwap",
	"mutex":     "Lock|Unlock|TryLock",
	"rwmutex":   "R?Lock|R?Unlock|TryR?Lock",
	"waitgroup": "Add|Done|Go|Wait",
	"once":      "Do",
	"cond":      "Wait|Signal|Broadcast",
}

// called matches calls of the methods and functions, by what they are called of.
var called = func() map[string]*regexp.Regexp {
	patterns := map[string]*regexp.Regexp{}
	for class, names := range methods {
		patterns[class] = regexp.MustCompile(`([\w.\[\]]+)\.(?:` + names + `)\(`)
	}
	patterns["channel"] = regexp.MustCompile(`\bchannel\.(?:Send|Recv2?|Close|Len|All|To)\(([\w.\[\]]+)`)
	return patterns
}()

// spelled matches what the language has instead of calls, in code that was rewritten.
var spelled = map[sched.Kind]*regexp.Regexp{
	sched.Store:   regexp.MustCompile(`(?:^|[;{}])\s*([\w.\[\]]+)(?:\+\+|--|\s*(?:<<|>>|&\^|[-+*/%&|^])?=(?:[^=]|$))`),
	sched.Send:    regexp.MustCompile(`([\w.\[\]]+)\s*<-`),
	sched.Receive: regexp.MustCompile(`(?:<-|\brange)\s*([\w.\[\]]+)(?:$|[^\w.(\[])`),
	sched.Close:   regexp.MustCompile(`\bclose\(([\w.\[\]]+)\)`),
	sched.Len:     regexp.MustCompile(`\blen\(([\w.\[\]]+)\)`),
}

// variableName returns what the source calls what is somewhere in a variable: a.balances[2].mu, say.
func variableName(v sched.Variable, at uintptr) string {
	name := v.Name
	if name == "" {
		return ""
	}
	for t := v.Type; ; {
		switch {
		case strings.HasPrefix(t.PkgPath(), ourPath+"/shim/"): // a lock, or the like, is one object
			return name
		case t.Kind() == reflect.Array:
			i := at / t.Elem().Size()
			name, at, t = fmt.Sprintf("%s[%d]", name, i), at-i*t.Elem().Size(), t.Elem()
		case t.Kind() == reflect.Struct:
			i := t.NumField() - 1
			for i > 0 && t.Field(i).Offset > at {
				i--
			}
			f := t.Field(i)
			if !f.Anonymous {
				name += "." + f.Name
			}
			at, t = at-f.Offset, f.Type
		default:
			return name
		}
	}
}

// nameOn returns what the line calls the object that it does something to, "" if that is not clear.
func nameOn(line string, kind sched.Kind) string {
	for _, pattern := range []*regexp.Regexp{called[classes[kind]], spelled[kind]} {
		if pattern == nil {
			continue
		}
		if name := only(pattern.FindAllStringSubmatch(line, -1)); name != "" {
			return name
		}
	}
	if kind == sched.Load {
		return onlyOperand(line)
	}
	return ""
}

// only returns what all matches have found, "" if they differ or there are none.
func only(found [][]string) string {
	if len(found) == 0 {
		return ""
	}
	if slices.ContainsFunc(found, func(f []string) bool { return f[1] != found[0][1] }) {
		return ""
	}
	return found[0][1]
}

var (
	notOperands = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)*'|//.*|^[\\w., ]*:=")
	operand     = regexp.MustCompile(`([A-Za-z_][\w.]*)(\(?)`)
	words       = regexp.MustCompile(`^(?:break|case|continue|default|defer|else|fallthrough|for|func|go|goto|if|range|return|select|switch|var|nil|true|false|iota)$`)
)

// onlyOperand returns the variable that is read in the line, "" if there may be several.
func onlyOperand(line string) string {
	var found [][]string
	for _, f := range operand.FindAllStringSubmatch(notOperands.ReplaceAllString(line, " "), -1) {
		if f[2] == "" && !words.MatchString(f[1]) {
			found = append(found, f)
		}
	}
	return only(found)
}
