package instrument

import (
	"go/types"
	"strconv"
	"strings"
)

// A row says what functions do to memory.
type row struct {
	functions string // as go/types has their full names, where {a b} is one after the other
	effects   []effect
}

// table holds the functions of which it is known. Each effect is a sentence of the function's documentation, or what its
// source does where that says nothing; for how deep one looks, see package memory. What is not in the table is taken
// not to look at memory that is shared: a race that it has is not found.
var table = expand([]row{
	// "Println formats using the default formats for its operands": see (*pp).printValue and handleMethods.
	{"fmt.{Print Println Sprint Sprintln}", prints(0)},
	{"fmt.{Printf Sprintf Errorf}", formats(0)},
	{"fmt.{Fprint Fprintln}", all(uses(0, "Write"), prints(1))},
	{"fmt.Fprintf", all(uses(0, "Write"), formats(1))},
	{"fmt.{Append Appendln}", prints(1)},
	{"fmt.Appendf", formats(1)},
	// "Scan scans text, storing successive values into successive arguments"
	{"fmt.{Scan Scanln}", on("Scanned", 0)},
	{"fmt.{Scanf Sscan Sscanln}", on("Scanned", 1)},
	{"fmt.Sscanf", on("Scanned", 2)},
	{"fmt.{Fscan Fscanln}", all(uses(0, "Read"), on("Scanned", 1))},
	{"fmt.Fscanf", all(uses(0, "Read"), on("Scanned", 2))},

	// "Arguments are handled in the manner of fmt.Printf". "Each logging operation makes a single call to the Writer's Write
	// method. A Logger can be used simultaneously from multiple goroutines; it guarantees to serialize access to the Writer."
	{"log.{Print Println Fatal Fatalln Panic Panicln}", on("Logged", 0)},
	{"log.{Printf Fatalf Panicf}", on("LoggedFormat", 0, 1)},
	{"(*log.Logger).{Print Println Fatal Fatalln Panic Panicln}", all(uses(-1, "Output"), prints(0))},
	{"(*log.Logger).{Printf Fatalf Panicf}", all(uses(-1, "Output"), formats(0))},
	// A T's are formatted as by fmt.Println and fmt.Printf.
	{"(*testing.common).{Log Error Fatal Skip}", prints(0)},
	{"(*testing.common).{Logf Errorf Fatalf Skipf}", formats(0)},

	// "Ints sorts a slice of ints in increasing order."
	{"sort.{Slice SliceStable Sort Stable}", on("Reorder", 0)},
	{"sort.{IntsAreSorted Float64sAreSorted StringsAreSorted SearchInts SearchFloat64s SearchStrings}", reads(0)},

	{"slices.All", instead("All")},
	{"slices.Backward", instead("Backward")},
	{"slices.Contains", instead("Contains")},
	{"slices.ContainsFunc", instead("ContainsFunc")},
	{"slices.Delete", instead("Delete")},
	{"slices.Equal", instead("Equal")},
	{"slices.Index", instead("Index")},
	{"slices.IndexFunc", instead("IndexFunc")},
	{"slices.Insert", instead("Insert")},
	{"slices.Values", instead("Values")},
	{"{slices.Sort sort.Ints sort.Float64s sort.Strings}", instead("Sort")},
	{"maps.All", instead("MapAll")},
	{"maps.Keys", instead("Keys")},
	{"maps.Values", instead("MapValues")},
	{"slices.{SortFunc SortStableFunc Reverse}", on("Reorder", 0)},
	// "Compact modifies the contents of the slice s"
	{"slices.{Compact CompactFunc DeleteFunc}", writes(0)},
	{"slices.{BinarySearch BinarySearchFunc Clone IsSorted IsSortedFunc Max MaxFunc Min MinFunc Repeat}", reads(0)},
	{"slices.{Compare CompareFunc}", reads(0, 1)},

	{"maps.{Clone EqualFunc}", on("ReadMap", 0)},
	{"maps.{DeleteFunc Insert}", on("WriteMap", 0)},
	{"maps.Equal", all(on("ReadMap", 0), on("ReadMap", 1))},
	{"maps.Copy", all(on("ReadMap", 1), on("WriteMap", 0))},

	{"strings.{Join NewReplacer}", reads(0)},
	{"bytes.Equal", instead("EqualBytes")},
	{"bytes.{Clone Count Fields Runes Title ToLower ToTitle ToUpper ToValidUTF8 Repeat}", reads(0)},
	{"bytes.{Compare Contains EqualFold Index LastIndex Split SplitN SplitAfter}", reads(0, 1)},
	{"bytes.{ContainsAny ContainsRune IndexAny IndexByte IndexRune LastIndexByte}", reads(0)},
	{"bytes.{Replace ReplaceAll}", reads(0, 1, 2)},
	// Bytes "is valid for use only until the next buffer modification": what it returned earlier is written over.
	{"(*bytes.Buffer).WriteString", all(uses(-1, "WriteString"), by("AppendedTo", -1, 0))},
	{"(*bytes.Buffer).Write", all(by("ReadBy", 0, -1), uses(-1, "Write"), by("AppendedTo", -1, 0))},

	// "Marshal traverses the value v recursively"; "stores the result in the value pointed to by v".
	{"encoding/json.{Marshal MarshalIndent}", on("Marshalled", 0)},
	{"encoding/json.Unmarshal", all(reads(0), on("Unmarshalled", 1))},
	{"encoding/json.Valid", reads(0)},
	{"(*encoding/json.Encoder).Encode", all(uses(-1, "Encode"), on("Marshalled", 0))},
	{"(*encoding/json.Decoder).Decode", all(uses(-1, "Decode"), on("Unmarshalled", 0))},

	{"encoding/binary.Write", all(uses(0, "Write"), on("ReadData", 2))},
	{"encoding/binary.Read", all(uses(0, "Read"), on("WriteData", 2))},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).Uint16", first("ReadFirst", 2)},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).Uint32", first("ReadFirst", 4)},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).Uint64", first("ReadFirst", 8)},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).PutUint16", first("WriteFirst", 2)},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).PutUint32", first("WriteFirst", 4)},
	{"(encoding/binary.{littleEndian bigEndian ByteOrder}).PutUint64", first("WriteFirst", 8)},
	{"encoding/binary.{PutUvarint PutVarint}", first("WriteFirst", 1)}, // at least
	{"encoding/hex.EncodeToString", reads(0)},
	{"(*encoding/base64.Encoding).EncodeToString", reads(0)},
	// "Encode encodes src using the encoding enc, writing EncodedLen(len(src)) bytes to dst": which is all there is room for.
	{"encoding/hex.{Encode Decode}", all(reads(1), writes(0))},
	{"(*encoding/base64.Encoding).{Encode Decode}", all(reads(1), writes(0))},

	{"io.{ReadFull ReadAtLeast}", all(uses(0, "Read"), by("WrittenBy", 1, 0))},
	{"io.{Copy CopyN}", all(uses(1, "Read"), uses(0, "Write"))},
	{"io.CopyBuffer", all(uses(1, "Read"), uses(0, "Write"))},
	{"io.ReadAll", uses(0, "Read")},
	{"io.WriteString", uses(0, "WriteString")},
	{"os.WriteFile", reads(1)},
	{"{crypto/rand math/rand}.Read", writes(0)},

	// "IntVar defines an int flag [...]. The argument p points to an int variable in which to store the value": the
	// default one is stored at once.
	{"flag.{BoolVar DurationVar Float64Var Int64Var IntVar StringVar Uint64Var UintVar}", on("WriteData", 0)},
	{"(*flag.FlagSet).{BoolVar DurationVar Float64Var Int64Var IntVar StringVar Uint64Var UintVar}", on("WriteData", 0)},

	// "DeepEqual reports whether x and y are “deeply equal”": see deepValueEqual, which follows all pointers.
	{"reflect.DeepEqual", on("Compared", 1, 0)},
	// "Equal asserts that two objects are equal": ObjectsAreEqual is reflect.DeepEqual, or bytes.Equal.
	{"github.com/stretchr/testify/{assert require}.{Equal NotEqual EqualValues NotEqualValues Exactly}", on("Compared", 2, 1)},
	{"(*github.com/stretchr/testify/{assert require}.Assertions).{Equal NotEqual EqualValues NotEqualValues Exactly}", on("Compared", 1, 0)},
	{"github.com/stretchr/testify/{assert require}.{Len Empty NotEmpty}", on("ReadMap", 1)},
	{"(*github.com/stretchr/testify/{assert require}.Assertions).{Len Empty NotEmpty}", on("ReadMap", 0)},
	{"github.com/stretchr/testify/{assert require}.{Contains NotContains}", on("ReadContents", 1)},
	{"github.com/stretchr/testify/{assert require}.ElementsMatch", all(on("ReadContents", 1), on("ReadContents", 2))},

	// Receivers of package math/big are written, see package memory, and operands read; but for these.
	{"(*math/big.Int).{DivMod QuoRem}", all(uses(0, "Cmp"), uses(1, "Cmp"), uses(2, "Set"), uses(-1, "Set"))},
	{"(*math/big.Int).GCD", all(uses(2, "Cmp"), uses(3, "Cmp"), uses(0, "Set"), uses(1, "Set"), uses(-1, "Set"))},
})

// The kinds of effects.
func on(function string, operands ...int) []effect {
	return []effect{{function: function, operands: operands}}
}
func prints(from int) []effect              { return on("Printed", from) }
func formats(format int) []effect           { return on("Formatted", format, format+1) }
func by(function string, i, j int) []effect { return on(function, i, j) }
func instead(function string) []effect      { return []effect{{more: function}} }
func uses(i int, method string) []effect {
	return []effect{{"Use", []int{i}, strconv.Quote(method)}}
}
func first(function string, n int) []effect {
	return []effect{{function, []int{0}, strconv.Itoa(n)}}
}

func reads(operands ...int) (es []effect) {
	for _, i := range operands {
		es = append(es, on("ReadElems", i)...)
	}
	return es
}

func writes(operand int) []effect { return on("WriteElems", operand) }

func all(lists ...[]effect) (es []effect) {
	for _, l := range lists {
		es = append(es, l...)
	}
	return es
}

// expand returns the rows by the name of the function.
func expand(rows []row) map[string][]effect {
	byName := map[string][]effect{}
	for _, r := range rows {
		for _, name := range alternatives(r.functions) {
			byName[name] = r.effects
		}
	}
	return byName
}

// alternatives returns the texts that one with braces stands for.
func alternatives(text string) (all []string) {
	before, rest, ok := strings.Cut(text, "{")
	if !ok {
		return []string{text}
	}
	list, after, _ := strings.Cut(rest, "}")
	for one := range strings.FieldsSeq(list) {
		for _, end := range alternatives(after) {
			all = append(all, before+one+end)
		}
	}
	return all
}

// dynamic are the methods of interfaces that may be those of a type that is not rewritten, which is known when they are
// called.
var dynamic = set("Write WriteString WriteByte WriteRune WriteTo Read ReadByte ReadRune ReadString ReadFrom " +
	"Reset Flush Sum Sum32 Sum64 Seek Uint64 Int63 Seed Encode Decode")

// kept are the packages with types whose values keep to themselves what their methods change. Which they are, and what
// of them, is a table of package memory.
var kept = set("archive/tar archive/zip bufio bytes compress/flate compress/gzip container/list container/ring encoding/csv " +
	"encoding/json encoding/xml hash/maphash math/big math/rand math/rand/v2 net/http/httptest strings text/scanner text/tabwriter")

func set(names string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// effectsOf returns the effects of a function or method.
func (r *rewriting) effectsOf(fun *types.Func) []effect {
	path := fun.Pkg().Path()
	_, isSwapped := swapped[path]
	recv := fun.Signature().Recv()
	isDynamic := recv != nil && types.IsInterface(recv.Type())
	if !isDynamic && !isSwapped && (fun.Pkg() == r.Types || r.isRewritten(path)) {
		return nil
	}
	if effects, ok := table[fun.Origin().FullName()]; ok {
		return effects
	}
	if recv == nil || isDynamic && !dynamic[fun.Name()] {
		return nil
	}
	effects := ofArguments(fun)
	_, isMap := recv.Type().Underlying().(*types.Map)
	if isDynamic || isMap || kept[path] {
		effects = append(effects, uses(-1, fun.Name())...)
	}
	return effects
}

// ofArguments returns what a method of the standard library does to memory that its arguments lead to.
func ofArguments(fun *types.Func) (effects []effect) {
	params := fun.Signature().Params()
	for i := range params.Len() {
		t := types.TypeString(params.At(i).Type(), nil)
		switch name := fun.Name(); {
		case t == "[]byte" && strings.HasPrefix(name, "Write"):
			effects = append(effects, by("ReadBy", i, -1)...)
		case t == "[]byte" && strings.HasPrefix(name, "Read"):
			effects = append(effects, by("WrittenBy", i, -1)...)
		case t == "io.Writer":
			effects = append(effects, uses(i, "Write")...)
		case t == "io.Reader" && name == "ReadFrom":
			effects = append(effects, uses(i, "Read")...)
		case fun.Pkg().Path() == "math/big" && strings.HasPrefix(t, "*math/big."):
			effects = append(effects, uses(i, "Cmp")...)
		}
	}
	return effects
}
