// A range over a string decodes it; the string may be changed meanwhile.
package main

import "fmt"

func main() {
	s := "aé\xff世"
	for i, r := range s {
		s = "gone"
		fmt.Printf("%d %U;", i, r)
	}
	fmt.Println(s)
	n := 0
	count := func() { n++ }
	for range "né\xe4\xb8" {
		count()
	}
	for i := range "日本" {
		n += i * 10
	}
	fmt.Println(n)
	for i, b := range []byte("é!") {
		fmt.Print(i, b, ";")
	}
	fmt.Println("end")
	bs := []byte("abc")
	for i, r := range string(bs) {
		bs[2] = 'z'
		fmt.Print(i, string(r), ";")
	}
	fmt.Println(string(bs))
	rs := []rune("żó")
	for i, r := range rs {
		rs[1] = 'o'
		fmt.Print(i, string(r), ";")
	}
	fmt.Println(string(rs))
}

// Output:
// 0 U+0061;1 U+00E9;3 U+FFFD;4 U+4E16;gone
// 34
// 0 195;1 169;2 33;end
// 0a;1b;2c;abz
// 0ż;1o;żo
