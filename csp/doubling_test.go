package csp_test

import "runtime"

// A doubling is a message that asks for twice the number.
type doubling struct {
	number int
	reply  func(int)
}

func double(d doubling) { d.reply(2 * d.number) }

// twice makes the message.
func twice(number int) func(reply func(int)) doubling {
	return func(reply func(int)) doubling { return doubling{number, reply} }
}

// exitsAt1 returns a handler that counts, and whose goroutine is ended by the message 1.
func exitsAt1(handled *int) func(int) {
	return func(message int) {
		if message == 1 {
			runtime.Goexit()
		}
		*handled++
	}
}
