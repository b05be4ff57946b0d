package links

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// errGuarded is in every error of a link that must not be followed.
var errGuarded = errors.New("not a public address")

// hostMetadata are public addresses at which clouds tell a machine its own secrets.
var hostMetadata = []netip.Prefix{netip.MustParsePrefix("168.63.129.16/32"), netip.MustParsePrefix("100.100.100.200/32")}

// publicOnly refuses every address of the registries of special purposes, IPv4 inside IPv6 in each of its forms included, and every port but 80 and 443. It is asked
// about the very address that is about to be connected to, after the name was resolved.
func publicOnly() *ssrf.Guardian { return ssrf.New(ssrf.WithDeniedV4Prefixes(hostMetadata...)) }

// readable tells why a link is not asked at all: because it is written so that programs disagree on where it leads, or leads nowhere public.
func readable(u *url.URL) error {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: neither http nor https", errGuarded)
	case u.User != nil:
		return fmt.Errorf("%w: it names a user", errGuarded)
	case host == "":
		return fmt.Errorf("%w: it names no host", errGuarded)
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return fmt.Errorf("%w: port %s", errGuarded, u.Port())
	}
	if address, err := netip.ParseAddr(host); err == nil {
		if err := publicOnly().SafeAddr(address); err != nil || address.Zone() != "" {
			return fmt.Errorf("%w: %s", errGuarded, host)
		}
		return nil
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return fmt.Errorf("%w: %s is no name of a host", errGuarded, host)
	}
	end := ascii[strings.LastIndexByte(ascii, '.')+1:]
	switch {
	case !strings.Contains(ascii, "."), end == "local", end == "localhost", end == "internal", end == "home", end == "lan", strings.HasSuffix(ascii, ".home.arpa"):
		return fmt.Errorf("%w: %s is a name inside a network", errGuarded, host)
	case strings.Trim(end, "0123456789") == "", strings.HasPrefix(end, "0x"):
		return fmt.Errorf("%w: %s is a number", errGuarded, host) // 127.1, 0x7f.0.0.1: some resolvers read these as addresses
	}
	return nil
}
