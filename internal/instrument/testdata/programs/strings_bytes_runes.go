// Strings are values: their bytes and runes, conversions that copy, and building them from shared parts.
package main

import (
	"fmt"
	"strings"
)

var word = "héllo"

func main() {
	bs, rs := []byte(word), []rune(word)
	see := func() string { return string(bs) + "|" + string(rs) + "|" + word }
	bs[0], rs[1] = 'H', 'E'
	fmt.Println(see())
	old := word
	word += "!"
	word = word[:1] + "a" + word[3:]
	fmt.Println(old, word, len(old), len(rs), old[1], old[1:3])
	i := 0
	next := func() int { i++; return i }
	fmt.Println(word[next()], word[next():], string(word[i]), word[i] == 'l')
	var sb strings.Builder
	write := func(s string) { sb.WriteString(s); i += sb.Len() }
	write("ab")
	write("cd")
	fmt.Println(sb.String(), i)
	m := map[string]int{}
	m[string(bs[:2])]++
	m[string(rs)]--
	fmt.Println(m[string(bs[:2])], len(m))
	bs = append(bs[:1], word...)
	n := copy(bs[2:], "ZZ")
	fmt.Println(string(bs), n)
	fmt.Println(strings.Map(func(r rune) rune { i++; return r + 1 }, "abc"), i)
	fmt.Println(strings.Compare(word, old), word < old, word+old > old+word)
	switch word[0] {
	case 'h':
		word = ""
	}
	fmt.Printf("%q %q\n", word, see())
}

// Output:
// Héllo|hEllo|héllo
// héllo hallo! 6 5 195 é
// 97 llo! l true
// abcd 8
// 1 2
// HhZZlo! 2
// bcd 11
// -1 true false
// "" "HhZZlo!|hEllo|"
