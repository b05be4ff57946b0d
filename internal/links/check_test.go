package links

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"code.dny.dev/ssrf"
)

// trap is a server on every loopback address that nobody may reach, and a door on another one that stands for the public web.
type trap struct {
	port   string
	hits   atomic.Int64 // connections to the trap
	beyond atomic.Int64 // connections that were let through to anywhere else but trap and door
	door   *httptest.Server
	leads  atomic.Value // where the door leads, a string
}

// doorAddress is on the loopback, as everything in a test, and let through as if it were public.
const doorAddress = "127.77.0.1"

func setTrap(t *testing.T) *trap {
	t.Helper()
	trapped := &trap{}
	first := listen(t, "127.0.0.1:0")
	_, trapped.port, _ = net.SplitHostPort(first.Addr().String())
	for _, l := range []net.Listener{first, listen(t, "127.0.0.2:"+trapped.port), listen(t, "127.255.255.254:"+trapped.port)} {
		go trapped.count(l)
	}
	if six, err := net.Listen("tcp6", "[::1]:"+trapped.port); err == nil {
		t.Cleanup(func() { six.Close() })
		go trapped.count(six)
	} else {
		t.Logf("SKIPPED for IPv6, which this machine has not: %v", err)
	}
	trapped.door = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to, _ := trapped.leads.Load().(string); to != "" && r.URL.Path != "/here" {
			w.Header().Set("Location", to)
			status := http.StatusFound
			if r.URL.Path == "/308" {
				status = http.StatusPermanentRedirect
			}
			w.WriteHeader(status)
		}
	}))
	trapped.door.Listener.Close()
	trapped.door.Listener = listen(t, doorAddress+":"+trapped.port)
	trapped.door.Start()
	t.Cleanup(trapped.door.Close)
	return trapped
}

func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func (t *trap) count(on net.Listener) {
	for {
		c, err := on.Accept()
		if err != nil {
			return
		}
		t.hits.Add(1)
		c.Close()
	}
}

// checker is the real one, but that the trap's port is let through as 80 and 443 are, and the door as a public address. Whether a link may be asked for as it is written
// is left out where bare is set, so that the guard at the dial stands alone.
func (t *trap) checker(bare bool, names map[string][]string, open ...netip.Prefix) *Checker {
	var port uint16
	_, _ = fmt.Sscan(t.port, &port)
	open = append(open, netip.MustParsePrefix(doorAddress+"/32"))
	guard := ssrf.New(ssrf.WithDeniedV4Prefixes(hostMetadata...), ssrf.WithPorts(80, 443, port), ssrf.WithAllowedV4Prefixes(open...))
	may := func(u *url.URL) error {
		if bare {
			return nil
		}
		plain := *u
		plain.Host = strings.TrimSuffix(u.Host, ":"+t.port)
		if plain.Host == doorAddress {
			return nil
		}
		return readable(&plain)
	}
	dialer := &net.Dialer{Timeout: 2 * time.Second, Resolver: resolver(names), Control: func(network, address string, c syscall.RawConn) error {
		if err := guard.Safe(network, address, c); err != nil {
			return err
		}
		if to := netip.MustParseAddrPort(address); !to.Addr().IsLoopback() {
			t.beyond.Add(1)
			return errors.New("a test connects to this machine only")
		}
		return nil
	}}
	return newChecker(Config{Timeout: 5 * time.Second}, may, dialer)
}

// hosts are ways to write, or to hide, an address inside.
func hosts() []string {
	all := []string{
		"127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "127.0.0.1.", "127.000.000.001",
		"0", "0.0.0.0", "0x0", "00", "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "a.localhost", "ip6-localhost", "\uff11\uff12\uff17.\uff10.\uff10.\uff11", "\u2460\u2461\u2466.0.0.1",
		"127\u30020\u30020\u30021", "loc\u0430lhost", "l\u2092calhost", "%31%32%37.0.0.1", "127.0.0.1%00.example.org", "localhost%09", "127%2e0%2e0%2e1",
		"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
		"[2002:7f00:1::]", "[2002:7f00:1::1]", "[2001:0:7f00:1::]", "[2001::1]", "[fe80::1]", "[fe80::1%25lo]", "[::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[2001:db8::1]",
		"[fec0::1]", "[::ffff:0:127.0.0.1]", "[0000:0000:0000:0000:0000:ffff:7f00:0001]", "[3fff::1]", "[5f00::1]",
		"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "100.100.100.200",
		"168.63.129.16", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "0.1.2.3",
		"[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376",
		"inside.example.org", "metadata.example.org", "six.example.org", "mapped.example.org", "both.example.org", "rebinds.example.org", "printer.local", "metadata.google.internal", "router.home.arpa", "intranet",
		"nas.lan", "xn--fsqu00a.localhost",
	}
	return all
}

// names are what the test's own name server answers.
var names = map[string][]string{
	"inside.example.org.": {"127.0.0.1"}, "metadata.example.org.": {"169.254.169.254"}, "six.example.org.": {"::1"}, "mapped.example.org.": {"::ffff:127.0.0.1"},
	"both.example.org.": {"127.0.0.1", "10.0.0.1", "::1"}, "rebinds.example.org.": {doorAddress, "127.0.0.1"}, "door.example.org.": {doorAddress},
}

// links are those hosts as links, and other ways to be led inside.
func links(port string) []string {
	var all []string
	for _, host := range hosts() {
		all = append(all, "http://"+host+":"+port+"/", "https://"+host+":"+port+"/")
	}
	for _, rest := range []string{
		"http://door.example.org@127.0.0.1:PORT/", "http://user:word@127.0.0.1:PORT/", "http://127.0.0.1:PORT#@door.example.org/", "http://127.0.0.1:PORT?@door.example.org/",
		"http://door.example.org:PORT@127.0.0.1:PORT/", "http://127.0.0.1:PORT\\@door.example.org/", "http://door.example.org\\@127.0.0.1:PORT/", "http://127.0.0.1\t:PORT/", " http://127.0.0.1:PORT/",
		"http:127.0.0.1:PORT/", "http:///127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT\\", "//127.0.0.1:PORT/", "HTTP://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_x", "ftp://127.0.0.1:PORT/", "dict://127.0.0.1:PORT/d:x",
		"ldap://127.0.0.1:PORT/", "tftp://127.0.0.1:PORT/x", "file:///etc/passwd", "file://127.0.0.1:PORT/x", "jar:http://127.0.0.1:PORT/!/", "ws://127.0.0.1:PORT/", "unix:///run/x.sock", "data:text/html,x",
		"javascript:fetch('http://127.0.0.1:PORT/')", "http://127.0.0.1:22/", "http://127.0.0.1:5432/", "http://[::1]:6379/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/", "http://127.0.0.1: PORT/",
	} {
		all = append(all, strings.ReplaceAll(rest, "PORT", port))
	}
	return all
}

func TestNoFormOfALinkConnectsInside(t *testing.T) {
	trapped := setTrap(t)
	forms := links(trapped.port)
	if len(forms) < 100 {
		t.Fatalf("only %d forms", len(forms))
	}
	for _, bare := range []bool{false, true} {
		checker := trapped.checker(bare, names)
		for _, link := range forms {
			if strings.Contains(link, "rebinds.") {
				continue // may reach the door, and has a test of its own
			}
			before := trapped.hits.Load()
			if got := checker.Check(t.Context(), link); got.Status != 0 {
				t.Errorf("%q is answered with %d", link, got.Status)
			}
			if trapped.hits.Load() != before {
				t.Errorf("%q connected (guard at the dial alone: %v)", link, bare)
			}
		}
	}
	if n := trapped.beyond.Load(); n != 0 {
		t.Errorf("%d connections would have been made to addresses inside a network", n)
	}
	t.Logf("%d forms, each with and without the look at how it is written", len(forms))
}

func TestNoRedirectLeadsInside(t *testing.T) {
	trapped := setTrap(t)
	for _, bare := range []bool{false, true} {
		checker := trapped.checker(bare, names)
		for _, to := range links(trapped.port) {
			if strings.Contains(to, "rebinds.") {
				continue
			}
			trapped.leads.Store(to)
			before := trapped.hits.Load()
			for _, path := range []string{"/302", "/308"} {
				got := checker.Check(t.Context(), "http://"+doorAddress+":"+trapped.port+path)
				if trapped.hits.Load() != before {
					t.Errorf("led to %q, it connected (%+v)", to, got)
				}
			}
		}
	}
	if n := trapped.beyond.Load(); n != 0 {
		t.Errorf("%d connections would have been made to addresses inside a network", n)
	}
}

// TestANameThatChangesItsMindIsJudgedByWhatIsDialled asks a name that answers with the door first and with the inside afterwards, or with both at once.
func TestANameThatChangesItsMindIsJudgedByWhatIsDialled(t *testing.T) {
	trapped := setTrap(t)
	checker := trapped.checker(false, names)
	for range 20 {
		checker.Check(t.Context(), "http://rebinds.example.org:"+trapped.port+"/")
	}
	if n := trapped.hits.Load(); n != 0 {
		t.Errorf("%d connections inside", n)
	}
}

func TestTheTrapSeesWhatIsLetThrough(t *testing.T) {
	trapped := setTrap(t)
	open := trapped.checker(true, names, netip.MustParsePrefix("127.0.0.0/8"))
	for _, link := range []string{"http://127.0.0.1:" + trapped.port + "/", "http://inside.example.org:" + trapped.port + "/"} {
		before := trapped.hits.Load()
		open.Check(t.Context(), link)
		if trapped.hits.Load() == before {
			t.Errorf("%s, with its address let through, did not connect: the trap sees nothing", link)
		}
	}
	if got := trapped.checker(false, names).Check(t.Context(), "http://door.example.org:"+trapped.port+"/here"); !got.Alive() {
		t.Errorf("a public page does not answer: %+v", got)
	}
}

func TestWhatAnAnswerSays(t *testing.T) {
	trapped := setTrap(t)
	checker, base := trapped.checker(false, names), "http://door.example.org:"+trapped.port
	trapped.leads.Store("/here")
	if got, want := checker.Check(t.Context(), base+"/old"), (Result{Link: base + "/old", Status: 200, Moved: base + "/here"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	trapped.leads.Store("/302")
	if got := checker.Check(t.Context(), base+"/302"); got.Status != 0 || !strings.Contains(got.Say, "on and on") {
		t.Errorf("a circle: %+v", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if got := checker.Check(ctx, base+"/here"); got.Alive() || got.Say == "" {
		t.Errorf("after it was told to stop: %+v", got)
	}
}

func TestOnlyASOCKSProxyIsTaken(t *testing.T) {
	for address, good := range map[string]bool{"socks5h://127.0.0.1:9050": true, "socks5://127.0.0.1:9050": true, "http://127.0.0.1:3128": false, "socks5h:": false} {
		proxy, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewChecker(Config{Proxy: proxy}); (err == nil) != good {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func FuzzReadable(f *testing.F) {
	for _, link := range links("80") {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		u, err := url.Parse(link)
		if err != nil || readable(u) != nil {
			return
		}
		if address, err := netip.ParseAddr(u.Hostname()); err == nil && (address.IsLoopback() || address.IsPrivate() || address.Is4In6()) {
			t.Errorf("%q may be asked for", link)
		}
	})
}
