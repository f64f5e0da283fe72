package ring

// A Ring keeps the latest entries.
type Ring struct {
	entries chan string
}

// New returns a ring for n entries.
func New(n int) *Ring { return &Ring{make(chan string, n)} }

// Put adds an entry. If there is no room it drops the oldest one. There must be one producer.
func (r *Ring) Put(entry string) {
	if len(r.entries) == cap(r.entries) {
		<-r.entries
	}
	r.entries <- entry
}

// Take takes the oldest entry, if there is one.
func (r *Ring) Take() (string, bool) {
	select {
	case entry := <-r.entries:
		return entry, true
	default:
		return "", false
	}
}
