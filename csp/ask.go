package csp

import "context"

// Ask sends the actor a message that asks for something, and waits for the reply. The message is what the
// function makes of reply, which the handler calls, or whoever it gives it to, at any time; the
// first call counts.
//
//	balance, err := csp.Ask(ctx, account, func(reply func(int)) message { return message{deposit: 10, reply: reply} })
//
// The error is a [PanicError] if the handler panics before it has replied; ErrClosed if the actor is closed
// already, drops the message, or ends without having replied; and ctx's error if that is done before. A message
// that the handler has not begun with by then is withdrawn.
//
// It panics if message is nil. The handler must not Ask its own actor, see [Actor].
func Ask[M, R any](ctx context.Context, a *Actor[M], message func(reply func(R)) M) (reply R, err error) {
	if message == nil {
		panic("csp: Ask(nil): no function that makes the message; pass one that puts its argument into it")
	}
	q := &ask[R]{question: newQuestion()}
	if err := a.send(ctx, letter[M]{message(q.answer), q.question}); err != nil {
		return reply, err
	}
	select {
	case <-q.settled:
		return q.reply, q.result()
	case <-ctx.Done():
		err = ctx.Err()
	case <-a.worker.done:
		err = ErrClosed
	}
	if q.abandon() {
		return reply, err
	}
	<-q.settled
	return q.reply, q.result()
}

// An ask is a question with room for the reply.
type ask[R any] struct {
	*question
	reply R // written by who has settled the question, before the close of settled
}

// answer is the reply function.
func (q *ask[R]) answer(reply R) {
	if q.settle() {
		q.reply = reply
		close(q.settled)
	}
}
