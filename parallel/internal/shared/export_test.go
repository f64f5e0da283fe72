package shared

// SetDirectories has files be made in other directories, until it is undone.
func SetDirectories(dirs ...string) (undo func()) {
	before := directories
	directories = func() []string { return dirs }
	return func() { directories = before }
}
