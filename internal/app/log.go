package app

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
)

// NewLog makes the log of a register. Its lines can hold texts, numbers, times and errors; of anything else only its type is written, so no claim, testimony or name gets
// in by being handed over whole. Network addresses are taken out of what is written: the errors of a connection hold the visitor's.
func NewLog(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		a.Value = loggable(a.Value)
		return a
	}}))
}

func loggable(v slog.Value) slog.Value {
	switch v.Kind() {
	case slog.KindString:
		return slog.StringValue(withoutAddresses(v.String()))
	case slog.KindAny:
		switch held := v.Any().(type) {
		case error:
			return slog.StringValue(withoutAddresses(held.Error()))
		case slog.Level, *slog.Source, nil:
			return v
		default:
			return slog.StringValue(fmt.Sprintf("(%T)", held))
		}
	}
	return v
}

// address is an IPv4 or IPv6 address, with its port where it has one. It also takes a time of day written like the one or the other, which does no harm.
var address = regexp.MustCompile(`\[[0-9A-Fa-f:.%a-z]*:[0-9A-Fa-f:.%a-z]*\](:\d+)?|\b\d{1,3}(\.\d{1,3}){3}\b(:\d+)?|(\b[0-9A-Fa-f]{1,4})?(::?[0-9A-Fa-f]{1,4}){2,7}\b|\b[0-9A-Fa-f]{1,4}::|::1\b`)

func withoutAddresses(text string) string { return address.ReplaceAllString(text, "(address)") }
