package verdict

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestCheck(t *testing.T) {
	run := func(*T) {}
	good := Row{Name: "Good", Mistake: "none", Run: run, Want: SeenBy()}
	assert.NoError(t, check([]Row{good}))
	assert.EqualError(t, check(nil), "the table has no rows")

	tests := []struct {
		row  func(r *Row)
		want string
	}{
		{func(r *Row) { r.Name = "" }, `row 0 ("none") has no name`},
		{func(r *Row) { r.Name = "a b" }, "row a b has a slash or a space in its name, which -run could not select"},
		{func(r *Row) { r.Name = "a/b" }, "row a/b has a slash or a space in its name, which -run could not select"},
		{func(r *Row) { r.Mistake = "" }, "row Good does not say what its Mistake is"},
		{func(r *Row) { r.Run = nil }, "row Good has neither Run nor Program"},
		{func(r *Row) { r.Program = "testdata/x" }, "row Good has both Run and Program"},
		{func(r *Row) { r.Run, r.Forced, r.Program = nil, run, "testdata/x" }, "row Good has Forced but no Run"},
		{func(r *Row) { r.Deadline = -time.Second }, "row Good has the negative Deadline -1s"},
		{func(r *Row) { r.Want = nil }, "row Good has no expectations: write Want: verdict.SeenBy(...), or verdict.SeenBy() where every tool is silent"},
		{func(r *Row) { r.Want = Want{}.NA(Race) }, "row Good does not say what it wants of vet"},
		{func(r *Row) { r.Want = SeenBy("gdb") }, `row Good names the unknown tool "gdb"; the tools are race, vet, runtime, go-deadlock, deadlock, goleak, assert, explore`},
		{func(r *Row) { r.Want[Race] = "maybe" }, `row Good wants "maybe" of race; the answers are sees, silent and n/a`},
		{func(r *Row) { r.Run, r.Program = nil, "x" }, "row Good is a Program, which go-deadlock cannot look into: want .NA(go-deadlock)"},
		{func(r *Row) { r.Run, r.Program, r.Want = nil, "x", SeenBy().NA(GoDeadlock) }, "row Good is a Program, which deadlock cannot look into: want .NA(deadlock)"},
		{func(r *Row) { r.Run, r.Program, r.Want = nil, "x", SeenBy().NA(GoDeadlock, Deadlock) }, "row Good is a Program, which goleak cannot look into: want .NA(goleak)"},
		{func(r *Row) { r.Run, r.Program, r.Want = nil, "x", SeenBy().NA(GoDeadlock, Deadlock, Goleak) }, "row Good is a Program, which explore cannot look into: want .NA(explore)"},
		{func(r *Row) { r.Bound = -1 }, "row Good has the negative Bound -1"},
		{func(r *Row) { r.Says = map[Tool]string{Race: "x"} }, "row Good says what race says, but does not want it to see anything"},
	}
	for _, test := range tests {
		row := good
		row.Want = SeenBy()
		test.row(&row)
		assert.EqualError(t, check([]Row{row}), test.want)
	}
	assert.EqualError(t, check([]Row{good, good}), `two rows are called "Good"; a name is how a row is run and shown alone`)
}

func TestWant(t *testing.T) {
	silent := SeenBy()
	seen := SeenBy(Race, Assert)
	for _, tool := range Tools() {
		assert.Equal(t, Silent, silent[tool])
	}
	without := seen.NA(Assert, Vet)
	assert.Equal(t, Want{Race: Sees, Vet: NA, Runtime: Silent, GoDeadlock: Silent, Deadlock: Silent, Goleak: Silent, Assert: NA, Explore: Silent}, without)
	assert.Equal(t, Sees, seen[Assert], "NA works on a copy")
	assert.Equal(t, Want{Race: NA}, Want(nil).NA(Race))
}
