// Package litmus asks the machine what it really does: it runs two or more short functions at the same moment, on the
// same variables, millions of times, and counts what came of it.
//
//	type cell struct{ x, y, a, b int }
//
//	func TestStoreBuffering(t *testing.T) {
//		litmus.Run(t, litmus.Test{
//			Name: "store buffering",
//			Racy: true, // plain variables, on purpose
//			Program: litmus.Over[cell]{
//				Actors: []func(*cell){
//					func(c *cell) { c.x = 1; c.a = c.y },
//					func(c *cell) { c.y = 1; c.b = c.x },
//				},
//				Result: func(c *cell) string { return fmt.Sprint(c.a, c.b) },
//			},
//			Outcomes: []litmus.Outcome{
//				{Result: "0 1", Grade: litmus.Acceptable, Why: "the first was earlier"},
//				{Result: "1 0", Grade: litmus.Acceptable, Why: "the second was earlier"},
//				{Result: "1 1", Grade: litmus.Acceptable, Why: "both stored before either loaded"},
//				{Result: "0 0", Grade: litmus.Interesting, Why: "neither saw the other's store"},
//			},
//		})
//	}
//
// Every outcome is graded before the run, by what the Go memory model allows and not by what a machine was seen to
// do. An outcome that is forbidden, or that nobody has thought of, fails the test. How often one is met is printed, and
// never asserted: it differs from machine to machine and from run to run. An interesting outcome that is not met may be
// met tomorrow, or on another processor, or with another version of the compiler.
//
// The same test is explored by the command counterpoint explore, in every interleaving of its steps: Run notices. It finds
// the data race of a Racy one. Of one without, it meets all the outcomes that there are, while a sample may lack some; what
// is sampled is always among what is explored, or the machine, the compiler or the explorer is wrong.
//
// # The tables
//
// [Tests] are the six shapes that everybody should have seen once, each with plain variables and with atomic ones:
//
//   - SB, store buffering: each stores into one variable and then looks at the other. Neither may see the other's store.
//   - MP, message passing: data is written, then a flag. Who sees the flag may not see the data.
//   - CoRR, coherence of two reads: one variable, read twice. The second read may be the older one.
//   - LB, load buffering: each loads what the other stores later. Both may see it.
//   - LostUpdate: two increments make 1.
//   - TornInterface: the type of one value with the data of another.
//
// "May" is of the plain ones, which all have data races; see the atomic ones for the cure. LostUpdate is the exception: with
// an atomic load and an atomic store there is no data race, and the update is lost as before. The race detector is silent
// then, for it is package atomic's lesson: see UnsafeLoadStore there. The command runs them on your machine:
//
//	counterpoint litmus
//
// # How they are sampled
//
// In the way of litmus7 (Jade Alglave, Luc Maranget, Susmit Sarkar and Peter Sewell, "Litmus: Running Tests Against Hardware",
// TACAS 2011) and of jcstress (Aleksey Shipilёv, https://github.com/openjdk/jcstress), from which the grades are too. A goroutine
// for each actor goes through a batch of states in lockstep: before each round it waits, spinning, until all others have come
// to it. When the batch is done, each goroutine reads and resets a part of it, so that in the next round the variables
// are in this processor's cache or in that one's. Two actors on two processors make one to four million
// rounds a second.
//
// The goroutines yield when they have spun for some time, and so nothing hangs where there are fewer processors than
// actors. Then they don't meet in each round, but go through the batch one after the other, and meet where the scheduler
// takes the processor from one in the middle of a round: hardly ever. It is the same with the race detector, and for the rest of a
// batch in which the operating system was seen to have other plans for a processor. The table says so.
//
// # What the compiler may do to them
//
// An actor is called by way of a func value, once a round, and what it has stored or loaded has been by the time it returns:
// gc inlines no such call, and moves no access of memory across it. Inside of an actor gc may do what the language allows,
// as in any program: it is the compiler together with the processor that is sampled. Of each test that comes with the package
// the comment says what is left of it in machine code, for amd64 and arm64, as seen with
//
//	go build -gcflags=-S ./atomic/litmus
package litmus
