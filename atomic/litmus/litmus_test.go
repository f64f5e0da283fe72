package litmus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// None of the tests that come with the package meets what is forbidden, on this machine either.
func TestTables(t *testing.T) {
	for _, test := range litmus.Tests() {
		t.Run(test.Name, func(t *testing.T) { litmus.Run(t, test, litmus.Rounds(100_000)) })
	}
}

// Each outcome of a test that comes with the package says why, and quotes what decides; without a data race, what is not
// forbidden is acceptable, but for the lost update, which is the lesson.
func TestTablesAreGraded(t *testing.T) {
	names := map[string]bool{}
	for _, test := range litmus.Tests() {
		assert.False(t, names[test.Name], test.Name)
		names[test.Name] = true
		assert.NotEmpty(t, test.About, test.Name)
		for _, o := range test.Outcomes {
			assert.NotEmpty(t, o.Why, "%s: %s", test.Name, o.Result)
			assert.NotZero(t, o.Clause, "%s: %s", test.Name, o.Result)
			if test.Racy {
				assert.NotEqual(t, litmus.Forbidden, o.Grade, "%s: %s: what a racy program does is not for the model to forbid, where it is a written value", test.Name, o.Result)
			} else if test.Name != "LostUpdate/loadstore" {
				assert.NotEqual(t, litmus.Interesting, o.Grade, "%s: %s", test.Name, o.Result)
			}
		}
	}
}

// The words of the clauses are those of the memory model, of which Go brings a copy.
func TestClausesAreQuoted(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(runtime.GOROOT(), "doc", "go_mem.html")) //nolint:staticcheck // of the go command that runs the test
	if err != nil {
		t.Skip("this Go comes without its documents: ", err)
	}
	plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(text), "")
	plain = strings.Join(strings.Fields(plain), " ")
	quoted := map[litmus.Clause]bool{}
	for _, test := range litmus.Tests() {
		for _, o := range test.Outcomes {
			quoted[o.Clause] = true
		}
	}
	assert.Len(t, quoted, 7, "there is a clause that no test quotes")
	for clause := range quoted {
		assert.Contains(t, plain, clause.Words)
		_, id, ok := strings.Cut(clause.Source, "https://go.dev/ref/mem#")
		assert.True(t, ok, clause.Source)
		assert.Contains(t, string(text), ` id="`+id+`"`)
	}
}

// counting is a test whose result is always the same.
func counting(grades ...litmus.Outcome) litmus.Test {
	type state struct{ n atomic.Int64 }
	add := func(s *state) { s.n.Add(1) }
	return litmus.Test{
		Name: "counting",
		Program: litmus.Over[state]{
			Actors: []func(*state){add, add, add},
			Result: func(s *state) string { return string('0' + rune(s.n.Load())) },
		},
		Outcomes: grades,
	}
}

func TestAcceptable(t *testing.T) {
	table, err := litmus.Sample(t.Context(), counting(
		litmus.Outcome{Result: "2", Grade: litmus.Forbidden}, litmus.Outcome{Result: "3", Grade: litmus.Acceptable}), litmus.Rounds(5000))
	require.NoError(t, err)
	assert.NoError(t, table.Err())
	assert.Equal(t, 5000, table.Rounds)
	assert.Equal(t, 5000, table.Rows[1].Count)
	assert.Equal(t, 1.0, table.Rows[1].Frequency)
	assert.Equal(t, "100.00%", table.Rows[1].Percent())
	assert.Equal(t, "0%", table.Rows[0].Percent())
	assert.Equal(t, "<0.01%", litmus.Row{Count: 1, Frequency: 1e-9}.Percent())
	assert.Positive(t, table.Rate())
	assert.Contains(t, table.String(), "counting: 5000 rounds, ")
}

// An outcome that is forbidden, or that nobody has thought of, is an error, which names it.
func TestWrongMachine(t *testing.T) {
	table, err := litmus.Sample(t.Context(), counting(litmus.Outcome{Result: "3", Grade: litmus.Forbidden}), litmus.Rounds(100))
	require.NoError(t, err)
	assert.EqualError(t, table.Err(), `litmus: counting: the outcome "3" is forbidden, and was met in 100 of 100 rounds`)

	table, err = litmus.Sample(t.Context(), counting(litmus.Outcome{Result: "2", Grade: litmus.Acceptable}), litmus.Rounds(100))
	require.NoError(t, err)
	assert.EqualError(t, table.Err(), `litmus: counting: the outcome "3" is unexpected, and was met in 100 of 100 rounds; grade it`)
	assert.Equal(t, litmus.Unexpected, table.Rows[1].Grade)
}

// The counts are of as many rounds as there were, however many goroutines read them, and each round has a state of its own.
func TestEveryRoundCounts(t *testing.T) {
	type state struct{ n, started int64 }
	for actors := 2; actors <= 4; actors++ {
		for _, rounds := range []int{1, 2, 3, 1023, 1024, 1025, 5000} {
			program := litmus.Over[state]{
				Start:  func(s *state) { s.started += 7 },
				Result: func(s *state) string { return string(rune('0' + s.started + s.n)) },
			}
			program.Actors = append(program.Actors, func(s *state) { s.n++ })
			for range actors - 1 {
				program.Actors = append(program.Actors, func(*state) {})
			}
			test := litmus.Test{Name: "fresh", Program: program, Outcomes: []litmus.Outcome{{Result: "8", Grade: litmus.Acceptable}}}
			table, err := litmus.Sample(t.Context(), test, litmus.Rounds(rounds))
			require.NoError(t, err)
			assert.NoError(t, table.Err())
			assert.Equal(t, rounds, table.Rounds)
			assert.Equal(t, rounds, table.Rows[0].Count)
		}
	}
}

// All actors take part in each round, and what they do is over when the result is read.
func TestOneProcessor(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, test := range litmus.Tests() {
		table, err := litmus.Sample(t.Context(), test, litmus.Rounds(20_000))
		if errors.Is(err, litmus.ErrRacy) {
			continue
		}
		require.NoError(t, err)
		assert.NoError(t, table.Err())
		assert.Equal(t, 20_000, table.Rounds)
		assert.Equal(t, "of 2 actors 1 can run at a time: they seldom meet, and that an outcome was not met means little", table.Note())
		assert.Contains(t, table.String(), table.Note())
	}
}

// An actor that is late again and again holds the others up for a part of a batch, and no round is lost.
func TestLate(t *testing.T) {
	type state struct{ a, b int64 }
	late := 0
	table, err := litmus.Sample(t.Context(), litmus.Test{
		Name: "late",
		Program: litmus.Over[state]{
			Actors: []func(*state){
				func(s *state) { s.a = 1 },
				func(s *state) {
					if late++; late <= 100 {
						time.Sleep(200 * time.Microsecond)
					}
					s.b = 1
				},
			},
			Result: func(s *state) string { return string(rune('0' + s.a + s.b)) },
		},
		Outcomes: []litmus.Outcome{{Result: "2", Grade: litmus.Acceptable}},
	}, litmus.Rounds(5000))
	require.NoError(t, err)
	assert.NoError(t, table.Err())
	assert.Equal(t, 5000, table.Rounds)
	assert.Equal(t, 5000, table.Rows[0].Count)
	assert.LessOrEqual(t, table.Apart, 5000)
	t.Log(table.Apart, "rounds apart")
}

// panicking is a test with a function that panics, or ends its goroutine, in the hundredth round or so.
func panicking(where string, panics func()) litmus.Test {
	type state struct{ _ int }
	var n atomic.Int64
	in := func(here string) {
		if here == where && n.Add(1) == 100 {
			panics()
		}
	}
	return litmus.Test{
		Name: "panicking",
		Program: litmus.Over[state]{
			Start:  func(*state) { in("Start") },
			Actors: []func(*state){func(*state) { in("Actors[0]") }, func(*state) { in("Actors[1]") }},
			Result: func(*state) string { in("Result"); return "" },
		},
	}
}

// A panic in what was given ends the sample, all goroutines of it, and is handed back with its value.
func TestPanic(t *testing.T) {
	cause := errors.New("on purpose")
	for _, where := range []string{"Start", "Actors[0]", "Actors[1]", "Result"} {
		table, err := litmus.Sample(t.Context(), panicking(where, func() { panic(cause) }))
		assert.Nil(t, table)
		require.ErrorIs(t, err, cause)
		var p *litmus.Panic
		require.ErrorAs(t, err, &p)
		assert.Equal(t, where, p.Where)
		assert.Contains(t, string(p.Stack), "TestPanic")
		assert.Contains(t, err.Error(), "litmus: Sample(panicking): "+where+" panicked: on purpose\n")

		_, err = litmus.Sample(t.Context(), panicking(where, runtime.Goexit))
		require.Error(t, err)
		assert.Equal(t, "litmus: Sample(panicking): "+where+" has ended its goroutine (runtime.Goexit); what came of a round is for Result to say", err.Error())
		require.NoError(t, goleak.Find())
	}
}

// A context ends a sample that has no other end, and what was sampled is there.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	test := litmus.Tests()[1]
	over := test.Program.(interface{ Actor(func()) litmus.Program }) // see export_test.go
	var n atomic.Int64
	test.Program = over.Actor(func() {
		if n.Add(1) == 10_000 {
			cancel()
		}
	})
	table, err := litmus.Sample(ctx, test, litmus.For(time.Hour))
	require.ErrorIs(t, err, context.Canceled)
	require.NotNil(t, table)
	assert.GreaterOrEqual(t, table.Rounds, 10_000)
	assert.NoError(t, table.Err())

	table, err = litmus.Sample(ctx, test, litmus.For(time.Hour))
	require.ErrorIs(t, err, context.Canceled)
	assert.Zero(t, table.Rounds)
	assert.Zero(t, table.Rate())
	assert.Contains(t, table.String(), ": 0 rounds, ")
}

// A sample for some time has an end.
func TestFor(t *testing.T) {
	table, err := litmus.Sample(t.Context(), counting(litmus.Outcome{Result: "3", Grade: litmus.Acceptable}), litmus.For(time.Nanosecond))
	require.NoError(t, err)
	assert.Equal(t, 1024, table.Rounds, "it ends with a batch")
}

// What cannot be sampled is told in a line.
func TestBadTests(t *testing.T) {
	type state = struct{ _ int }
	two := []func(*state){func(*state) {}, func(*state) {}}
	result := func(*state) string { return "" }
	good := litmus.Over[state]{Actors: two, Result: result}
	for want, test := range map[string]litmus.Test{
		"there is no Program; make one with Over":                                             {},
		"the program has 1 actors; it takes two or more for a race":                           {Program: litmus.Over[state]{Actors: two[1:], Result: result}},
		"there is no function in Actors[1]":                                                   {Program: litmus.Over[state]{Actors: []func(*state){two[0], nil}, Result: result}},
		"the program has no Result; say how to read what came of a round":                     {Program: litmus.Over[state]{Actors: two}},
		`the outcome "1" is graded twice`:                                                     {Program: good, Outcomes: []litmus.Outcome{{Result: "1", Grade: litmus.Forbidden}, {Result: "1", Grade: litmus.Forbidden}}},
		`the outcome "1" has the grade ""; the grades are acceptable, interesting, forbidden`: {Program: good, Outcomes: []litmus.Outcome{{Result: "1"}}},
	} {
		test.Name = "bad"
		_, err := litmus.Sample(t.Context(), test)
		assert.EqualError(t, err, "litmus: Sample(bad): "+want)
	}
	_, err := litmus.Sample(t.Context(), litmus.Test{Name: "good", Program: good}, litmus.Rounds(-1))
	assert.EqualError(t, err, "litmus: Sample(good): Rounds(-1): there cannot be fewer than none")
	_, err = litmus.Sample(t.Context(), litmus.Test{Name: "good", Program: good}, litmus.For(-1))
	assert.EqualError(t, err, "litmus: Sample(good): For(-1ns): the time cannot be negative")
}
