package memory

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"container/list"
	"container/ring"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"log"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"text/scanner"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
)

// samples are values of all classes.
var samples = []any{
	&bytes.Buffer{}, &bytes.Reader{}, &strings.Builder{}, &strings.Reader{},
	&bufio.Reader{}, &bufio.Scanner{}, &bufio.Writer{},
	&list.List{}, &list.Element{}, &ring.Ring{},
	&rand.Rand{}, &randv2.Rand{}, &rand.Zipf{}, &randv2.Zipf{}, rand.NewSource(1), &randv2.PCG{}, &randv2.ChaCha8{},
	&big.Int{}, &big.Rat{}, &big.Float{},
	&csv.Reader{}, &csv.Writer{}, &json.Decoder{}, &json.Encoder{}, &xml.Decoder{}, &xml.Encoder{},
	&scanner.Scanner{}, &tabwriter.Writer{},
	&flate.Writer{}, &gzip.Reader{}, &gzip.Writer{}, &tar.Reader{}, &tar.Writer{}, &zip.Writer{},
	http.Header{}, textproto.MIMEHeader{}, url.Values{}, &httptest.ResponseRecorder{}, &log.Logger{},
	hmac.New(sha256.New, nil), md5.New(), sha1.New(), sha256.New(), sha3.New256(), sha512.New(), //nolint:gosec // whatever they are good for
	adler32.New(), crc32.NewIEEE(), crc64.New(crc64.MakeTable(crc64.ISO)),
	fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a(), fnv.New128(), fnv.New128a(), &maphash.Hash{},
}

// What the table says of a type is there: its name, the methods that read, and the field.
func TestClassesAreReal(t *testing.T) {
	met := map[string]bool{}
	for _, sample := range samples {
		full := reflect.TypeOf(sample)
		of := full
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		name := of.PkgPath() + "." + of.Name()
		class, ok := classes[name]
		assert.True(t, ok, "%s is not known", name)
		met[name] = true
		if class.behind != "" {
			_, ok := of.FieldByName(class.behind)
			assert.True(t, ok, "%s has no field %s", name, class.behind)
		}
		for method := range strings.FieldsSeq(class.reads) {
			_, ok := full.MethodByName(method)
			isOther := strings.HasPrefix(class.reads, hashes.reads) || name == "container/list.List"
			assert.True(t, ok || isOther, "%s has no method %s", name, method)
		}
	}
	for name := range classes {
		assert.True(t, met[name], "there is no sample of %s", name)
	}
}
