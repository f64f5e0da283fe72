package topic

import "testing"

func TestTopic(t *testing.T) {
	var topic Topic
	s := topic.Subscribe(1)
	got := make(chan string)
	go func() {
		message := <-s.messages
		topic.Leave(1, s)
		got <- message
	}()
	topic.Publish("first")
	topic.Publish("second")
	if m := <-got; m != "first" {
		t.Errorf("got %q", m)
	}
}
