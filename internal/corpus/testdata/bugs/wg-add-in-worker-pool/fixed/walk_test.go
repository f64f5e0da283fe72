package walk

import "testing"

func TestCount(t *testing.T) {
	root := &Dir{1, []*Dir{{2, nil}, {3, []*Dir{{4, nil}}}}}
	if n := Count(root, 3); n != 10 {
		t.Errorf("%d files, want 10", n)
	}
}
