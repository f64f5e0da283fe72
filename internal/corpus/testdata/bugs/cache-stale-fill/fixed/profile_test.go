package profile

import "testing"

func TestRename(t *testing.T) {
	db := &DB{names: map[int]string{1: "Joan"}}
	c := &Cache{db: db, names: make(map[int]string)}
	seen := make(chan string)
	go func() { seen <- c.Name(1) }()
	c.Rename(1, "Juana")
	if name := <-seen; name != "Joan" && name != "Juana" {
		t.Errorf("the name was %q", name)
	}
	if name := c.Name(1); name != "Juana" {
		t.Errorf("the name is %q, want Juana", name)
	}
}
