// Package shared is a word of memory that several processes have in common. It stands in a file that all of them map,
// and that has no name by then: it is gone with the last process that has it open, however that ends.
//
// An exploration leaves this package as it is, for what the other processes do with the word is not its to schedule.
//
//explore:native
package shared

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Memory is a word that this process shares, or has inherited.
type Memory struct {
	name string
	file *os.File

	mapped sync.Once
	word   *int64 // in the file
	err    error
}

// known are the words that this process has made or inherited and not closed, by name.
var known struct {
	sync.RWMutex
	named map[string]*Memory
}

// Directories are where a file can be: where files are memory if there is such a place, and else anywhere. Only a test
// changes it.
var Directories = func() []string { return []string{"/dev/shm", os.TempDir()} }

// New makes a word that is 0. The error wraps errors.ErrUnsupported on a system that can't share memory.
func New() (*Memory, error) {
	if err := supported(); err != nil {
		return nil, err
	}
	file, err := newFile(Directories())
	if err != nil {
		return nil, err
	}
	m := &Memory{name: rand.Text(), file: file}
	if _, err := m.mapIn(); err != nil {
		_ = file.Close()
		return nil, err
	}
	known.Lock()
	defer known.Unlock()
	add(m)
	return m, nil
}

// newFile returns a file with a page of zeros in the first of the directories where there can be one. It has no name any
// more.
func newFile(directories []string) (*os.File, error) {
	var errs []error
	for _, dir := range slices.Compact(directories) {
		file, err := os.CreateTemp(dir, "counterpoint-shared-")
		if err != nil {
			errs = append(errs, err)
			continue
		}
		err = os.Remove(file.Name())
		if err == nil {
			// Written, and not merely of the length: memory that can't be had is an error now and not a signal later.
			_, err = file.Write(make([]byte, os.Getpagesize()))
		}
		if err == nil {
			return file, nil
		}
		_ = file.Close()
		errs = append(errs, err)
	}
	return nil, fmt.Errorf("there is no directory for a file that is to be shared memory, set TMPDIR to one: %w", errors.Join(errs...))
}

func add(m *Memory) {
	if known.named == nil {
		known.named = map[string]*Memory{}
	}
	known.named[m.name] = m
}

// Named returns the word of that name.
func Named(name string) (*Memory, error) {
	known.RLock()
	m := known.named[name]
	known.RUnlock()
	if m == nil {
		return nil, errors.New("the memory is not known to this process: it was closed, or was made by a worker, or by another program")
	}
	return m.mapIn()
}

// mapIn maps the file, once.
func (m *Memory) mapIn() (*Memory, error) {
	m.mapped.Do(func() {
		var data []byte
		if m.word, data, m.err = mapFile(m.file); m.err == nil {
			runtime.AddCleanup(m, unmap, data) // when nobody is using it, also of those who began before a Close
		}
	})
	return m, m.err
}

// Name returns what the word is known by, to this process and its workers.
func (m *Memory) Name() string { return m.name }

// Close makes the word unknown, and those that are started from now on do not inherit it. Who has the Memory can go on
// with it; it is given back when nobody has.
func (m *Memory) Close() error {
	known.Lock()
	defer known.Unlock()
	delete(known.named, m.name)
	return m.file.Close()
}

// Lend calls start with the known words' names and files, none of which is closed meanwhile.
func Lend(start func(names []string, files []*os.File) error) error {
	known.RLock()
	defer known.RUnlock()
	var names []string
	var files []*os.File
	for name, m := range known.named {
		names = append(names, name)
		files = append(files, m.file)
	}
	return start(names, files)
}

// Inherit makes known what a process was lent when it was started.
func Inherit(names []string) {
	known.Lock()
	defer known.Unlock()
	for i, name := range names {
		fd := 3 + i
		keep(fd)
		add(&Memory{name: name, file: os.NewFile(uintptr(fd), name)})
	}
}

// Add adds to the word, in one step.
func (m *Memory) Add(delta int64) {
	atomic.AddInt64(m.word, delta)
	runtime.KeepAlive(m)
}

// Value returns the word.
func (m *Memory) Value() int64 {
	defer runtime.KeepAlive(m)
	return atomic.LoadInt64(m.word)
}

// UnsafeLoad returns the word as a plain variable.
func (m *Memory) UnsafeLoad() int64 {
	defer runtime.KeepAlive(m)
	return *m.word
}

// UnsafeStore sets the word as a plain variable.
func (m *Memory) UnsafeStore(n int64) {
	*m.word = n
	runtime.KeepAlive(m)
}
