package runner

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// child says why a test is refused that starts its own program again. The tests of that are rewritten, and cannot be run
// as they are.
const child = "it starts its own test binary again, whose tests are rewritten: what that process does is not seen"

// adopt has the tests of processes that a test starts know of it, until the function that it returns is called.
func (s *Settings) adopt(t *testing.T) (restore func()) {
	mine := *s
	mine.Parent = t.Name()
	text, err := json.Marshal(mine)
	if err != nil {
		t.Fatal(err)
	}
	before := os.Getenv(Variable)
	_ = os.Setenv(Variable, string(text))
	return func() { _ = os.Setenv(Variable, before) }
}

// childFile is there if a process that the test has started has come to a test.
func (s *Settings) childFile(test string) string {
	return resultFile(s.Folder, packagePath(), test) + ".child"
}

// refuseChild tells the test that has started this process that it is not explored.
func (s *Settings) refuseChild(t *testing.T) {
	if err := os.WriteFile(s.childFile(s.Parent), nil, 0o666); err != nil {
		t.Error(err)
	}
	t.Skip(child)
}

func (s *Settings) hasChild(t *testing.T) bool {
	_, err := os.Stat(s.childFile(t.Name()))
	return !errors.Is(err, fs.ErrNotExist)
}
