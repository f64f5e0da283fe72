//go:build !purego

#include "textflag.h"

// func word(offset uintptr) (place, value uintptr)
TEXT ·word(SB), NOSPLIT, $0-24
	MOVQ (TLS), AX
	MOVQ offset+0(FP), CX
	ADDQ AX, CX
	MOVQ (CX), CX
	MOVQ AX, place+8(FP)
	MOVQ CX, value+16(FP)
	RET

// A frame pointer points at the caller's frame pointer, and the word above it is the return address. They are
// followed only upwards and within the goroutine's own stack, of which a g begins with the bounds: what C has
// left there, under a callback, may point anywhere.

// func path(max int) (hash uint64)
TEXT ·path(SB), NOSPLIT|NOFRAME, $0-16
	MOVQ (TLS), AX
	MOVQ 8(AX), R8             // the end of the stack
	SUBQ $16, R8
	MOVQ SP, R9                // what is above it has not been followed yet
	MOVQ BP, SI
	MOVQ max+0(FP), CX
	MOVQ $0x9E3779B97F4A7C15, R10
	XORQ DX, DX
next:
	CMPQ SI, R9
	JLS  done
	CMPQ SI, R8
	JHI  done
	XORQ 8(SI), DX
	IMULQ R10, DX
	MOVQ DX, R11
	SHRQ $29, R11
	XORQ R11, DX
	MOVQ SI, R9
	MOVQ (SI), SI
	DECQ CX
	JNZ  next
done:
	MOVQ DX, hash+8(FP)
	RET
