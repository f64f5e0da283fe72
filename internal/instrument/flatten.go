package instrument

import (
	"go/scanner"
	"go/token"
	"strconv"
	"strings"
)

// flatten returns Go text in one line, without its comments.
func flatten(text string) string {
	if !strings.ContainsAny(text, "\n") && !strings.Contains(text, "//") {
		return text
	}
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(text)), []byte(text), nil, 0)
	var out strings.Builder
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return strings.TrimSuffix(strings.TrimSpace(out.String()), ";")
		case tok == token.SEMICOLON:
			out.WriteString("; ")
		case tok == token.STRING && strings.HasPrefix(lit, "`"):
			value, _ := strconv.Unquote(lit)
			out.WriteString(strconv.Quote(value) + " ")
		case lit != "":
			out.WriteString(lit + " ")
		default:
			out.WriteString(tok.String() + " ")
		}
	}
}
