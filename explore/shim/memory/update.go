package memory

// What follows is for generated code: assignments that are a load and a store. The pointer is there before the
// argument is evaluated, and the load comes after that.

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type numeric interface {
	integer | ~float32 | ~float64 | ~complex64 | ~complex128
}

// Inc is *p++.
func Inc[T numeric](p *T) { Store(p, Load(p)+1) }

// Dec is *p--.
func Dec[T numeric](p *T) { Store(p, Load(p)-1) }

// IncAt is m[k]++.
func IncAt[K comparable, V numeric](e Entry[K, V]) { e.Store(e.Load() + 1) }

// DecAt is m[k]--.
func DecAt[K comparable, V numeric](e Entry[K, V]) { e.Store(e.Load() - 1) }

// Add is *p += v.
func Add[T numeric | ~string](p *T, v T) { Store(p, Load(p)+v) }

// AddAt is m[k] += v.
func AddAt[K comparable, V numeric | ~string](e Entry[K, V], v V) { e.Store(e.Load() + v) }

// Sub is *p -= v.
func Sub[T numeric](p *T, v T) { Store(p, Load(p)-v) }

// SubAt is m[k] -= v.
func SubAt[K comparable, V numeric](e Entry[K, V], v V) { e.Store(e.Load() - v) }

// Mul is *p *= v.
func Mul[T numeric](p *T, v T) { Store(p, Load(p)*v) }

// MulAt is m[k] *= v.
func MulAt[K comparable, V numeric](e Entry[K, V], v V) { e.Store(e.Load() * v) }

// Quo is *p /= v.
func Quo[T numeric](p *T, v T) { Store(p, Load(p)/v) }

// QuoAt is m[k] /= v.
func QuoAt[K comparable, V numeric](e Entry[K, V], v V) { e.Store(e.Load() / v) }

// Rem is *p %= v.
func Rem[T integer](p *T, v T) { Store(p, Load(p)%v) }

// RemAt is m[k] %= v.
func RemAt[K comparable, V integer](e Entry[K, V], v V) { e.Store(e.Load() % v) }

// And is *p &= v.
func And[T integer](p *T, v T) { Store(p, Load(p)&v) }

// AndAt is m[k] &= v.
func AndAt[K comparable, V integer](e Entry[K, V], v V) { e.Store(e.Load() & v) }

// Or is *p |= v.
func Or[T integer](p *T, v T) { Store(p, Load(p)|v) }

// OrAt is m[k] |= v.
func OrAt[K comparable, V integer](e Entry[K, V], v V) { e.Store(e.Load() | v) }

// Xor is *p ^= v.
func Xor[T integer](p *T, v T) { Store(p, Load(p)^v) }

// XorAt is m[k] ^= v.
func XorAt[K comparable, V integer](e Entry[K, V], v V) { e.Store(e.Load() ^ v) }

// AndNot is *p &^= v.
func AndNot[T integer](p *T, v T) { Store(p, Load(p)&^v) }

// AndNotAt is m[k] &^= v.
func AndNotAt[K comparable, V integer](e Entry[K, V], v V) { e.Store(e.Load() &^ v) }

// Shl is *p <<= n.
func Shl[T, N integer](p *T, n N) { Store(p, Load(p)<<n) }

// ShlAt is m[k] <<= n.
func ShlAt[K comparable, V, N integer](e Entry[K, V], n N) { e.Store(e.Load() << n) }

// Shr is *p >>= n.
func Shr[T, N integer](p *T, n N) { Store(p, Load(p)>>n) }

// ShrAt is m[k] >>= n.
func ShrAt[K comparable, V, N integer](e Entry[K, V], n N) { e.Store(e.Load() >> n) }
