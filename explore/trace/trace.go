// Package trace holds one execution of an explored program as plain data: what a report shows, what a page
// draws, what is written to a file as JSON.
package trace

// Version is that of the JSON form: it grows when the meaning of a field changes.
const Version = 1

// A Trace is one execution.
type Trace struct {
	Version    int         `json:"version"`
	Goroutines []Goroutine `json:"goroutines"` // those that were started, by number
	Steps      []Step      `json:"steps"`
	Stuck      []Stuck     `json:"stuck,omitempty"`
	Outcome    string      `json:"outcome,omitempty"`
	Logged     []string    `json:"logged,omitempty"` // by T.Log
	Replay     string      `json:"replay"`           // see explore.Replay
}

// A Goroutine is one of the program's.
type Goroutine struct {
	Number  int    `json:"number"`
	Name    string `json:"name"`
	Parent  int    `json:"parent"`  // who started it; -1 for the first
	Started int    `json:"started"` // how many steps there had been
	At      Place  `json:"at"`      // where
}

// A Step is one operation, or two that meet at a channel.
type Step struct {
	Goroutine int     `json:"goroutine"`
	With      int     `json:"with"` // the sender that a receiver meets; -1
	Operation string  `json:"operation"`
	Object    string  `json:"object,omitempty"`
	Value     string  `json:"value,omitempty"`
	States    []State `json:"states,omitempty"` // of the objects that it is about, once it is done
	// After are the steps of other goroutines that it happens after, those left out that come of others: with the
	// order in which each goroutine makes its steps, that is the happens-before of the Go memory model.
	After  []int `json:"after,omitempty"`
	At     Place `json:"at"`
	WithAt Place `json:"withAt,omitzero"` // where the sender is
}

// A State says in words how a lock, a channel or the like stands.
type State struct {
	Object string `json:"object"`
	Is     string `json:"is"`
}

// A Stuck goroutine cannot go on at the end of the execution.
type Stuck struct {
	Goroutine int    `json:"goroutine"`
	Operation string `json:"operation"`
	Object    string `json:"object,omitempty"`
	For       []int  `json:"for,omitempty"` // whom it waits for, where that is known
	Why       string `json:"why"`           // in words
	At        Place  `json:"at"`
}

// A Place is a line of source.
type Place struct {
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Function string `json:"function,omitempty"`
}
