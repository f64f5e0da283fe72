package memory

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A class is what is known of a type that is not rewritten and not safe for concurrent use: a value of it is one
// variable, at its address, or that of the map that it is. Its methods change it, but for some.
type class struct {
	reads   string // the methods that do not
	behind  string // the field with what they use, in their turn
	through string // the method of that, if it is one for all; else they have the same name
	locks   bool   // what is behind is used one at a time, and nothing else of it is seen
	passive bool   // that is all they do: the object itself is not changed but by Read and Seed
}

// classes are those types. A type that documents nothing of the kind is not safe for concurrent use: "a data race
// occurs when one goroutine reads or writes a variable while another writes it", and what is there are variables.
// That a method changes nothing is from the source, where its documentation does not say so. Not in the table, since
// safe: os.File, regexp.Regexp, strings.Replacer, the encoder and decoder of gob, templates, net.Conn.
var classes = map[string]class{
	"bytes.Buffer":    {reads: "Available AvailableBuffer Bytes Cap Len String"},
	"bytes.Reader":    {reads: "Len Size ReadAt"}, // ReadAt of an io.ReaderAt may be called in parallel
	"strings.Builder": {reads: "Cap Len String"},
	"strings.Reader":  {reads: "Len Size ReadAt"},

	"bufio.Reader":  {reads: "Buffered Size"},
	"bufio.Scanner": {reads: "Bytes Err Text"},
	"bufio.Writer":  {reads: "Available AvailableBuffer Buffered Size"},

	"container/list.List":    {reads: "Back Front Len Next Prev"}, // these two are of an element
	"container/list.Element": {behind: "list", passive: true},
	"container/ring.Ring":    {reads: "Do Len Move Next Prev"},

	// "A Source is not safe for concurrent use by multiple goroutines." A Rand is what its source is; "Read should not
	// be called concurrently with any other Rand method", nor Seed.
	"math/rand.Rand":       {behind: "src", passive: true},
	"math/rand/v2.Rand":    {behind: "src", passive: true},
	"math/rand.Zipf":       {behind: "r", passive: true},
	"math/rand/v2.Zipf":    {behind: "r", passive: true},
	"math/rand.rngSource":  {},
	"math/rand/v2.PCG":     {reads: "AppendBinary MarshalBinary"},
	"math/rand/v2.ChaCha8": {reads: "AppendBinary MarshalBinary"},

	"math/big.Int": {reads: "Append AppendText BitLen Bit Bits Bytes Cmp CmpAbs FillBytes Float64 Format GobEncode Int64 IsInt64 " +
		"IsUint64 MarshalJSON MarshalText ProbablyPrime Sign String Text TrailingZeroBits Uint64"},
	"math/big.Rat": {reads: "AppendText Cmp Denom Float32 Float64 FloatPrec FloatString GobEncode IsInt MarshalText Num " +
		"RatString Sign String"},
	"math/big.Float": {reads: "Acc Append AppendText Cmp Float32 Float64 Format GobEncode Int Int64 IsInf IsInt MantExp " +
		"MarshalText MinPrec Mode Prec Rat Sign Signbit String Text Uint64"},

	"encoding/csv.Reader":   {reads: "FieldPos InputOffset"},
	"encoding/csv.Writer":   {},
	"encoding/json.Decoder": {reads: "Buffered InputOffset", behind: "r", through: "Read"},
	"encoding/json.Encoder": {behind: "w", through: "Write"},
	"encoding/xml.Decoder":  {reads: "InputOffset InputPos"},
	"encoding/xml.Encoder":  {},
	"text/scanner.Scanner":  {reads: "Pos TokenText"},
	"text/tabwriter.Writer": {},

	"compress/flate.Writer": {},
	"compress/gzip.Reader":  {},
	"compress/gzip.Writer":  {},
	"archive/tar.Reader":    {},
	"archive/tar.Writer":    {},
	"archive/zip.Writer":    {},

	// "A Logger can be used simultaneously from multiple goroutines; it guarantees to serialize access to the Writer."
	"log.Logger": {behind: "out", through: "Write", locks: true, passive: true},

	"net/http.Header":                    {reads: "Clone Get Values Write WriteSubset"},
	"net/textproto.MIMEHeader":           {reads: "Get Values"},
	"net/url.Values":                     {reads: "Encode Get Has"},
	"net/http/httptest.ResponseRecorder": {reads: "Header"},

	"crypto/internal/fips140/hmac.HMAC":     hashes, // whose Sum changes it: it is not among those that read
	"crypto/internal/fips140/sha256.Digest": hashed,
	"crypto/internal/fips140/sha512.Digest": hashed,
	"crypto/sha3.SHA3":                      hashed,
	"crypto/md5.digest":                     hashed,
	"crypto/sha1.digest":                    hashed,
	"hash/adler32.digest":                   hashed,
	"hash/crc32.digest":                     hashed,
	"hash/crc64.digest":                     hashed,
	"hash/fnv.sum128":                       hashed,
	"hash/fnv.sum128a":                      hashed,
	"hash/fnv.sum32":                        hashed,
	"hash/fnv.sum32a":                       hashed,
	"hash/fnv.sum64":                        hashed,
	"hash/fnv.sum64a":                       hashed,
	"hash/maphash.Hash":                     {reads: "BlockSize Seed Size"}, // Sum may choose the seed
}

var (
	hashes = class{reads: "AppendBinary BlockSize MarshalBinary Size"}
	// "Sum appends the current hash to b and returns the resulting slice. It does not change the underlying hash state."
	hashed = class{reads: hashes.reads + " Sum Sum32 Sum64"}
)

// Use is for a call of v's method. It returns v.
func Use[T any](v T, method string) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.use(v, method) })
}

// use adds what a method of v does to v, if that is an object.
func (a *accesses) use(v reflect.Value, method string) {
	if !v.IsValid() {
		return
	}
	t := v.Type()
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		t = t.Elem()
	case v.Kind() != reflect.Map || v.IsNil():
		return
	}
	o, ok := classes[t.PkgPath()+"."+t.Name()]
	if !ok {
		return
	}
	kind := sched.Store
	if strings.Contains(" "+o.reads+" ", " "+method+" ") {
		kind = sched.Load
	}
	if o.behind != "" && kind == sched.Store {
		f := v.Elem().FieldByName(o.behind)
		if f.Kind() == reflect.Interface {
			f = f.Elem()
		}
		inner := accesses{x: a.x}
		inner.use(f, cmp.Or(o.through, method))
		if o.locks {
			a.serialized = append(a.serialized, serialized{v.UnsafePointer(), inner.stores})
		} else {
			a.loads, a.stores = append(a.loads, inner.loads...), append(a.stores, inner.stores...)
		}
	}
	if !o.passive || method == "Read" || method == "Seed" {
		a.one(kind, v.UnsafePointer())
	}
}

// ReadBy is ReadElems for what a method of v is given that looks at it, unless it is rewritten and seen to do so.
func ReadBy[T any](p T, v any) T {
	if isStandard(v) {
		ReadElems(p)
	}
	return p
}

// WrittenBy is WriteElems for what a method of v is given that fills it: "Even if Read returns n < len(p), it may use
// all of p as scratch space during the call."
func WrittenBy[T any](p T, v any) T {
	if isStandard(v) {
		WriteElems(p)
	}
	return p
}

// AppendedTo is for the bytes or the string p that is written to v, if that is a buffer: to where it has room behind what
// it holds, if there is enough, and else to an array that nobody has seen. That room may be what Bytes returned before.
func AppendedTo[T any](v T, p any) T {
	b, ok := any(v).(*bytes.Buffer)
	if p := reflect.ValueOf(p); ok && b != nil && p.IsValid() && p.Len() <= b.Available() {
		WriteElems(b.AvailableBuffer()[:p.Len()])
	}
	return v
}

// isStandard says whether v has the methods of a type of the standard library that reads and writes bytes.
func isStandard(v any) bool {
	t := reflect.TypeOf(v)
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil {
		return false
	}
	first, _, _ := strings.Cut(t.PkgPath(), "/")
	return slices.Contains(streams, first)
}

// streams are the folders of the packages with such types. The names of the standard library are not those of modules.
var streams = []string{
	"archive", "bufio", "bytes", "compress", "crypto", "encoding", "hash", "io", "math", "mime", "net", "os", "strings",
	"syscall", "text",
}
