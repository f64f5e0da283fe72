package runner

import (
	"os"
	"testing"
)

// Several processes may come to the same tests. The first of them to make this file explores the test.
func claimFile(folder, importPath, test string) string {
	return resultFile(folder, importPath, test) + ".claim"
}

// claim says whether this is the process to explore the test.
func (s *Settings) claim(t *testing.T) bool {
	f, err := os.OpenFile(claimFile(s.Folder, packagePath(), t.Name()), os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return !os.IsExist(err)
	}
	_ = f.Close() // nothing was written
	return true
}

// IsClaimed says whether a process has begun to explore the test. A test that was left as it is, and not rewritten, is
// not.
func IsClaimed(folder, importPath, test string) bool {
	_, err := os.Stat(claimFile(folder, importPath, test))
	return err == nil
}
