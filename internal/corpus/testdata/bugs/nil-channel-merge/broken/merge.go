package merge

// Merge sends what comes from two channels to one, and closes it when both are closed.
func Merge(a, b <-chan string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for {
			select {
			case v, ok := <-a:
				if !ok {
					a = nil
					if b == nil {
						return
					}
					continue
				}
				out <- v
			case v, ok := <-b:
				if !ok {
					b = nil
					continue
				}
				out <- v
			}
		}
	}()
	return out
}
