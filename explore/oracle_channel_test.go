package explore_test

import "github.com/counterpoint-go/counterpoint/explore/shim/channel"

// channelFamilies send and receive. Where two goroutines meet, it is one step, of the receiver.
var channelFamilies = []family{
	{"ch_unbuf", func(w *world, n int) { produce(w, 0, n, n) }, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{3, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 6},
		{4, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 24},
	}},
	{"ch_buf1", func(w *world, n int) { produce(w, 1, n, n) }, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{3, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 6},
		{4, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 24},
	}},
	{"ch_leak", func(w *world, n int) { produce(w, 0, n, 1) }, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 2, 2, 0},
		{3, 3, bounds{3, 3, 3, 3}, 3, 3, 3, 0},
		{4, 4, bounds{4, 4, 4, 4}, 4, 4, 4, 0},
	}},
	{"ch_default", func(w *world, n int) {
		a := channel.Make[int64](1)
		w.Go(func() { channel.Send(a, 1) })
		w.Go(func() {
			for range n {
				chosen, _ := channel.Select(true, channel.RecvCase(a, nil))
				w.saw(0, int64(chosen))
			}
		})
	}, []instance{
		{1, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{2, 3, bounds{2, 3, 3, 3}, 3, 0, 0, 3},
		{3, 4, bounds{2, 4, 4, 4}, 4, 0, 0, 4},
	}},
	{"ch_select2", func(w *world, _ int) {
		a, b := channel.Make[int64](1), channel.Make[int64](1)
		w.Go(func() { channel.Send(a, 1) })
		w.Go(func() { channel.Send(b, 2) })
		w.Go(func() {
			for range 2 {
				var v int64
				channel.Select(false, channel.RecvCase(a, &v), channel.RecvCase(b, &v))
				w.saw(0, v)
			}
		})
	}, []instance{
		// Where a select depends on what is done to any of its channels there are 4 traces. It does so only
		// if it takes the default case; else it depends on what is done to the channel that it chooses.
		{0, 6, nil, 2, 0, 0, 2},
	}},
	{"ch_close", func(w *world, n int) {
		x, d := w.plain("x"), channel.Make[int64](0)
		w.Go(func() {
			x.Store(1)
			channel.Close(d)
		})
		w.each(n, func(i int) {
			channel.Recv(d)
			w.saw(i, x.Load())
		})
	}, []instance{
		// Where two receives from a closed channel depend on each other there are n! traces. They are reads.
		{1, 1, bounds{1, 1, 1, 1}, 1, 0, 0, 1},
		{2, 6, bounds{2, 4, 6, 6}, 1, 0, 0, 1},
		{3, 90, bounds{6, 24, 60, 90}, 1, 0, 0, 1},
	}},
}

// produce has n goroutines send, and one receive.
func produce(w *world, capacity, n, received int) {
	c := channel.Make[int64](capacity)
	w.each(n, func(i int) { channel.Send(c, int64(i+1)) })
	w.Go(func() {
		for range received {
			w.saw(0, channel.Recv(c))
		}
	})
}
