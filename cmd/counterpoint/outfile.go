package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An outFile is the file that a flag names, nil without that.
type outFile struct{ flag, name string }

// newOutFile says what is wrong with the name before anything is run.
func newOutFile(flag, name string, isAsked bool) (*outFile, error) {
	if !isAsked {
		return nil, nil
	}
	if name == "" {
		return nil, fmt.Errorf("--%s wants the name of a file to write", flag)
	}
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("--%s %s: that is a folder: name a file in it", flag, name)
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("--%s %s: that is no ordinary file: name one", flag, name)
	case err == nil: // what a link leads to is replaced, and not the link
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, fmt.Errorf("--%s: %w", flag, err)
		}
	}
	f := &outFile{flag, name}
	try, err := f.create()
	if err != nil {
		return nil, err
	}
	return f, errors.Join(try.Close(), os.Remove(try.Name()))
}

// create makes a new file beside the one that is to be written.
func (f *outFile) create() (*os.File, error) {
	file, err := os.OpenFile(fmt.Sprintf("%s.%d.new", f.name, os.Getpid()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		return nil, fmt.Errorf("--%s %s: cannot write there: %w", f.flag, f.name, pathErr.Err)
	}
	return file, err
}

// write writes what put has for it: the file is whole as soon as it is there.
func (f *outFile) write(put func(w io.Writer) error) error {
	if f == nil {
		return nil
	}
	file, err := f.create()
	if err != nil {
		return err
	}
	defer os.RemoveAll(file.Name()) // unless it has got its name
	if err := errors.Join(put(file), file.Close()); err != nil {
		return fmt.Errorf("--%s %s: %w", f.flag, f.name, err)
	}
	return os.Rename(file.Name(), f.name)
}
