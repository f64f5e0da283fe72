package instrument_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

func TestSwapImport(t *testing.T) {
	const path = `"example.com/twin"`
	tests := map[string]struct{ in, want string }{
		"alone":        {`package p; import "sync"; var mu sync.Mutex`, `package p; import sync ` + path + `; var mu sync.Mutex`},
		"in a group":   {"package p\n\nimport (\n\t\"fmt\"\n\t\"sync\" // locks\n)\n", "package p\n\nimport (\n\t\"fmt\"\n\tsync " + path + " // locks\n)\n"},
		"renamed":      {`package p; import s "sync"`, `package p; import s ` + path},
		"dotted":       {`package p; import . "sync"`, `package p; import . ` + path},
		"blank":        {`package p; import _ "sync"`, `package p; import _ ` + path},
		"sync/atomic":  {`package p; import "sync/atomic"`, `package p; import "sync/atomic"`},
		"twice":        {`package p; import ("sync"; s "sync")`, `package p; import (sync ` + path + `; s ` + path + `)`},
		"in backticks": {"package p; import `sync`", `package p; import sync ` + path},
		"none":         {`package p`, `package p`},
		"in a comment": {"package p // import \"sync\"", "package p // import \"sync\""},
	}
	for name, test := range tests {
		in := []byte(test.in)
		got, err := instrument.SwapImport("p.go", in, "sync", "example.com/twin")
		require.NoError(t, err, name)
		assert.Equal(t, test.want, string(got), name)
		assert.Equal(t, test.in, string(in), "%s: the source itself does not change", name)
	}
	_, err := instrument.SwapImport("p.go", []byte("package"), "sync", "example.com/twin")
	assert.ErrorContains(t, err, "p.go:1:")
}
