package litmus_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
)

// The tests without data races, one a function, for the command to explore; go test samples them. See package
// internal/explored, which compares what is met there with the grades.

func TestExploredSBatomic(t *testing.T)            { runNamed(t, "SB/atomic") }
func TestExploredMPatomic(t *testing.T)            { runNamed(t, "MP/atomic") }
func TestExploredMPflag(t *testing.T)              { runNamed(t, "MP/flag") }
func TestExploredCoRRatomic(t *testing.T)          { runNamed(t, "CoRR/atomic") }
func TestExploredLBatomic(t *testing.T)            { runNamed(t, "LB/atomic") }
func TestExploredLostUpdateloadstore(t *testing.T) { runNamed(t, "LostUpdate/loadstore") }
func TestExploredLostUpdateadd(t *testing.T)       { runNamed(t, "LostUpdate/add") }
func TestExploredTornInterfaceatomic(t *testing.T) { runNamed(t, "TornInterface/atomic") }
func runNamed(t *testing.T, name string) {
	for _, test := range litmus.Tests() {
		if test.Name == name {
			litmus.Run(t, test, litmus.Rounds(10_000))
			return
		}
	}
	require.FailNow(t, "there is no test "+name)
}
