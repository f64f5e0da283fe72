//go:build !purego

#include "textflag.h"

// func word(offset uintptr) (place, value uintptr)
TEXT ·word(SB), NOSPLIT, $0-24
	MOVD offset+0(FP), R1
	MOVD (g)(R1), R1
	MOVD g, place+8(FP)
	MOVD R1, value+16(FP)
	RET

// See fast_amd64.s: a saved frame pointer has the return address above it here too.

// func path(max int) (hash uint64)
TEXT ·path(SB), NOSPLIT|NOFRAME, $0-16
	MOVD 8(g), R8              // the end of the stack
	SUB  $16, R8
	MOVD RSP, R9
	SUB  $16, R9               // what is above it has not been followed yet: a frame pointer
	MOVD R29, R2               // points just below its frame
	MOVD max+0(FP), R3
	MOVD $0x9E3779B97F4A7C15, R10
	MOVD ZR, R4
next:
	CMP  R9, R2
	BLS  done
	CMP  R8, R2
	BHI  done
	MOVD 8(R2), R5
	EOR  R5, R4
	MUL  R10, R4
	EOR  R4>>29, R4
	MOVD R2, R9
	MOVD (R2), R2
	SUBS $1, R3
	BNE  next
done:
	MOVD R4, hash+8(FP)
	RET
