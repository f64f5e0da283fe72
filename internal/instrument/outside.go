package instrument

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// waitsOutside are functions of the standard library, and methods by their receiver, that goroutines wait in, or wait
// for in what they return, without a shim that could know it: an exploration would hang there.
var waitsOutside = map[string][]string{
	"io": {"Pipe"},
	"net": {
		"Dial", "DialIP", "DialTCP", "DialTimeout", "DialUDP", "DialUnix", "Dialer.Dial", "Dialer.DialContext", "Dialer.DialIP", "Dialer.DialTCP",
		"Dialer.DialUDP", "Dialer.DialUnix", "FileConn", "FileListener", "FilePacketConn", "Listen", "ListenConfig.Listen",
		"ListenConfig.ListenPacket", "ListenIP", "ListenMulticastUDP", "ListenPacket", "ListenTCP", "ListenUDP", "ListenUnix",
		"ListenUnixgram", "Pipe",
	},
	"net/http": {
		"Get", "Head", "ListenAndServe", "ListenAndServeTLS", "Post", "PostForm", "Serve", "ServeTLS", "Server.ListenAndServe",
		"Server.ListenAndServeTLS", "Server.Serve", "Server.ServeTLS", "Transport.RoundTrip",
	},
	"net/http/httptest": {"NewServer", "NewTLSServer", "NewUnstartedServer"},
	"testing":           {"Main", "RunTests"},
}

// outside has a call of such a function end the exploration, with a word about the place. It returns false if the call
// is another one.
func (f *file) outside(e *ast.CallExpr, operands func()) bool {
	id, ok := ast.Unparen(e.Fun).(*ast.Ident)
	if s, isSelector := ast.Unparen(e.Fun).(*ast.SelectorExpr); isSelector {
		id, ok = s.Sel, true
	}
	if !ok {
		return false
	}
	o, ok := f.Info.Uses[id].(*types.Func)
	if !ok || o.Pkg() == nil {
		return false
	}
	name := o.Name()
	if recv := o.Signature().Recv(); recv != nil {
		name = types.TypeString(recv.Type(), func(*types.Package) string { return "" }) + "." + name
		name = strings.TrimPrefix(name, "*")
	}
	if !slices.Contains(waitsOutside[o.Pkg().Path()], name) {
		return false
	}
	f.insert(e.Fun.Pos(), fmt.Sprintf("%sOutside(%q, ", f.shim("runner"), o.Pkg().Name()+"."+name))
	operands()
	f.insert(e.Fun.End(), ")")
	return true
}
