// Package measure finds out what concurrency costs on this machine, and what it brings: what it takes to start a
// goroutine, a thread and a process, and in memory to have one; a round trip between two of them, and a switch from one to
// another; what writing to the same cache line costs; and how much sooner work is done by 1, 2, ... workers of each kind,
// with Amdahl's law fitted to that.
//
// # How
//
// The rows of a group take turns, in rounds, see package sample. A figure is the median of its samples, with the
// confidence interval of that. A speed-up is taken round by round, against the work done one after the other in the same
// round, and its median told. A round is short; there are as many of them as the time allows.
//
// What can't be measured on a machine, or makes no sense there, says why in its place, and the rest goes on.
package measure
