// Package instrument rewrites the files of a package so that an exploration sees what they do: every goroutine,
// channel operation, lock, atomic, timer and access to shared memory becomes a call of a package below
// explore/shim. The rewritten package does what the original does when it runs outside of an exploration.
//
// # How
//
// The rewriter inserts and replaces text at the offsets of the original, and prints no syntax tree. What it inserts
// holds no line break, and what it takes away leaves its line breaks behind, so that every line keeps its number; a
// //line directive at the top makes positions those of the original file. What has to move (the cases of a select
// statement go to its head) is written in one line there.
//
// Where the rules of the language leave it open when a variable is read, the original's order is that of gc, which
// reads variables when it has made the calls in the expression. A read of a shared x in x + f() is therefore left
// where it is, and its step is announced right behind the call.
//
// # What is shared
//
// A goroutine can be seen to access what others can get at: variables of a package, local ones that a function
// literal captures or whose address is taken, what is behind a pointer or in a slice, and maps. Variables that are
// set once, where they are declared, are no steps.
//
// # What is not rewritten
//
// What functions of the standard library do to memory that is shared is announced where they are called, behind the
// arguments: a call of sort.Ints(s) stores to the elements of s, one of fmt.Println(m) loads the map m, and one of
// buf.WriteString(x) stores to the buffer. Which function does what is a table. Behind an interface it is the type of
// the value that says it, when the call is made. A method or function that is kept and called as a value is not seen,
// nor is what is not in the table.
//
// # What is refused
//
// See [Refusal]. The text of what was refused is left as it is. A test that would not compile beside what is
// rewritten is left out, and a package that would not is left as it is.
package instrument
