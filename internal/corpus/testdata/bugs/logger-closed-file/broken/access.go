package access

import (
	"errors"
	"log"
	"sync"
	"sync/atomic"
)

// ErrClosed says that a file is closed.
var ErrClosed = errors.New("access: write to a closed file")

// A File is written to until it is closed.
type File struct {
	closed atomic.Bool
	lost   atomic.Int32
}

func (f *File) Write(line []byte) (int, error) {
	if f.closed.Load() {
		f.lost.Add(1)
		return 0, ErrClosed
	}
	return len(line), nil
}

// A Server logs its requests.
type Server struct {
	file   File
	active sync.WaitGroup
}

// Handle handles a request in the background.
func (s *Server) Handle(path string) {
	s.active.Add(1)
	go func() {
		defer s.active.Done()
		log.New(&s.file, "access ", 0).Println(path)
	}()
}

// Close says how many lines are lost.
func (s *Server) Close() int {
	s.file.closed.Store(true)
	s.active.Wait()
	return int(s.file.lost.Load())
}
