package litmus

import (
	"strconv"
	"sync/atomic"
)

// TornInterface replaces a value of one type by one of another in a variable that is read meanwhile. An interface value is two
// words, one for the type and one that points to the data, and gc stores and loads them one after the other on amd64; on arm64
// it stores them so, and loads them as a pair, whose halves may be of different moments.
// Who reads between the two stores, or is overtaken between the two loads, has the type of one with the data of the other.
//
// In most programs that is the end of them: a method is called on data that is not its own, or a string's length is taken from
// a number. Here it only says that water freezes at 20 °F. Both types are a float64, so that whichever of the data a torn value
// points to, eight bytes that are a float64 are read; and both data are constants of the program, which the garbage collector, who
// looks at the data word alone, has nothing to do with. Nothing is called through a torn value.
//
// The cure is to have one word to replace: a pointer to the interface value, of which each is written once, before the pointer
// is stored. (An atomic.Value is another; it wants all values to be of one type.)
func tornInterface() []Test {
	return []Test{
		{
			Name: "TornInterface/plain", About: "v = fahrenheit(68) | read v, which was celsius(20)", Racy: true,
			Program: Over[plainTemperature]{
				Start: func(s *plainTemperature) { s.v = celsius(20) },
				Actors: []func(*plainTemperature){
					func(s *plainTemperature) { s.v = fahrenheit(68) },
					func(s *plainTemperature) { s.seen = s.v },
				},
				Result: func(s *plainTemperature) string { return inWords(s.seen) },
			},
			Outcomes: []Outcome{
				{"20 °C", Acceptable, "the reader was earlier", Multiword},
				{"68 °F", Acceptable, "the writer was earlier", Multiword},
				{"68 °C", Interesting, "the old type with the new data: torn", Multiword},
				{"20 °F", Interesting, "the new type with the old data: torn", Multiword},
			},
		},
		{
			Name: "TornInterface/atomic", About: "v.Store(&fahrenheit(68)) | read *v.Load(), which was celsius(20)",
			Program: Over[atomicTemperature]{
				Start: func(s *atomicTemperature) {
					s.before, s.after = celsius(20), fahrenheit(68)
					s.v.Store(&s.before)
				},
				Actors: []func(*atomicTemperature){
					func(s *atomicTemperature) { s.v.Store(&s.after) },
					func(s *atomicTemperature) { s.seen = *s.v.Load() },
				},
				Result: func(s *atomicTemperature) string { return inWords(s.seen) },
			},
			Outcomes: []Outcome{
				{"20 °C", Acceptable, "the reader was earlier", SequentiallyConsistent},
				{"68 °F", Acceptable, "the writer was earlier", SequentiallyConsistent},
				{"68 °C", Forbidden, "no value that a pointer was stored to has these two halves", RaceFree},
				{"20 °F", Forbidden, "no value that a pointer was stored to has these two halves", RaceFree},
			},
		},
	}
}

type (
	celsius    float64
	fahrenheit float64
)

// inWords looks at the type word, by asking for it, and at the eight bytes that the data word points to.
func inWords(v any) string {
	switch v := v.(type) {
	case celsius:
		return strconv.Itoa(int(v)) + " °C"
	case fahrenheit:
		return strconv.Itoa(int(v)) + " °F"
	}
	return "neither"
}

type plainTemperature struct{ v, seen any }

type atomicTemperature struct {
	v                   atomic.Pointer[any]
	before, after, seen any
}
