package rebuild

// Flags returns the flags that have the go command build what is rewritten, as it is now. Env has to be set, too.
func (b *Building) Flags() (flags []string, err error) {
	overlay, err := b.write()
	if err != nil {
		return nil, err
	}
	// What is told of the program is told of lines of source, which are looked up where it says that they are: no -trimpath.
	flags = append([]string{"-vet=off", "-trimpath=false", "-overlay=" + overlay}, b.added...)
	if !isSet(b.GOFLAGS, "ldflags") {
		flags = append(flags, "-ldflags=-w") // nobody debugs it, and linking is quicker without
	}
	return flags, nil
}
