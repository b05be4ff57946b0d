package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func newIdentity(t testing.TB) Identity {
	t.Helper()
	key, err := NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sealBytes(t testing.TB, plain []byte, padding Padding, to ...Recipient) []byte {
	t.Helper()
	var sealed bytes.Buffer
	w, err := Seal(&sealed, padding, to...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return sealed.Bytes()
}

func TestWhatIsSealedOpensAsItWas(t *testing.T) {
	key := newIdentity(t)
	large := make([]byte, 200_000)
	rand.Read(large)
	for name, plain := range map[string][]byte{
		"nothing":                            {},
		"a word":                             []byte("guwah"),
		"a text that ends like padding":      {'a', 0x80, 0, 0},
		"zeros only":                         make([]byte, 70_000),
		"a mark, many zeros, then a letter":  append(append([]byte{0x80}, make([]byte, 70_000)...), 'z'),
		"marks only":                         bytes.Repeat([]byte{0x80}, 40_000),
		"a byte less than a bucket":          bytes.Repeat([]byte{'x'}, 4095),
		"a bucket":                           bytes.Repeat([]byte{'x'}, 4096),
		"random bytes":                       large,
		"random bytes and a bucket of zeros": append(large[:100:100], make([]byte, 32<<10)...),
	} {
		for _, padding := range []Padding{Text, File} {
			sealed := sealBytes(t, plain, padding, key.Recipient())
			opened, err := Open(bytes.NewReader(sealed), key)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got, err := io.ReadAll(iotest.OneByteReader(opened))
			if err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s: opened %d bytes, error %v; want %d bytes", name, len(got), err, len(plain))
			}
		}
	}
}

func TestTheLengthOfASealedFileTellsOnlyItsBucket(t *testing.T) {
	key := newIdentity(t)
	short := sealBytes(t, []byte("he is gone"), Text, key.Recipient())
	long := sealBytes(t, bytes.Repeat([]byte("x"), 4000), Text, key.Recipient())
	if len(short) != len(long) {
		t.Errorf("ten bytes seal to %d, four thousand to %d", len(short), len(long))
	}
}

func TestPaddedSizes(t *testing.T) {
	for _, test := range []struct {
		padding      Padding
		length, want int64
	}{
		{Text, 0, 4096},
		{Text, 4095, 4096},
		{Text, 4096, 8192},
		{Text, 50_000, 65536},
		{File, 0, 32 << 10},
		{File, 32 << 10, 48 << 10},
		{File, 48 << 10, 64 << 10},
		{File, 20 << 20, 24 << 20},
	} {
		if got := test.padding.Size(test.length); got != test.want {
			t.Errorf("padding %d of %d bytes is %d, want %d", test.padding, test.length, got, test.want)
		}
	}
}

func TestADocumentComesBackWhole(t *testing.T) {
	key := newIdentity(t)
	told := Testimony{
		Format: TestimonyFormat, Lang: "en", NameAsTold: "Testname (invented)", Story: "<b>as told</b>\n\"&\u2028",
		Agreed: []string{"publish_name"}, Attachments: []Attachment{{Blob: "00ff", Kind: "voice", Size: 12}},
		Entered: &Entry{How: "telephone", OralConsent: "yes to the name"},
	}
	sealed, err := SealDocument(told, key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenTestimony(bytes.NewReader(sealed), key)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told, got); diff != "" {
		t.Error(diff)
	}
	if _, err := OpenMessage(bytes.NewReader(sealed), key); !errors.Is(err, ErrDamaged) {
		t.Errorf("a testimony read as a message: error %v", err)
	}
}

func TestAnotherKeyDoesNotOpen(t *testing.T) {
	sealed := sealBytes(t, []byte("words"), Text, newIdentity(t).Recipient())
	if _, err := Open(bytes.NewReader(sealed), newIdentity(t)); !errors.Is(err, ErrWrongKey) {
		t.Errorf("error %v, want ErrWrongKey", err)
	}
}

func TestAnOlderKeyOfTheFileStillOpens(t *testing.T) {
	older, newer := newIdentity(t), newIdentity(t)
	sealed := sealBytes(t, []byte("words"), Text, older.Recipient())
	if _, err := Open(bytes.NewReader(sealed), newer, older); err != nil {
		t.Error(err)
	}
}

func TestDamageIsNoticed(t *testing.T) {
	key := newIdentity(t)
	sealed := sealBytes(t, bytes.Repeat([]byte("words "), 30_000), File, key.Recipient())
	for name, damaged := range map[string][]byte{
		"cut in the header":  sealed[:100],
		"cut in the payload": sealed[:len(sealed)-70_000],
		"one byte cut":       sealed[:len(sealed)-1],
		"one byte changed":   append(append([]byte{}, sealed[:len(sealed)-9]...), append([]byte{sealed[len(sealed)-9] ^ 1}, sealed[len(sealed)-8:]...)...),
		"not sealed at all":  []byte("words"),
		"empty":              {},
	} {
		opened, err := Open(bytes.NewReader(damaged), key)
		if err == nil {
			_, err = io.ReadAll(opened)
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want ErrDamaged", name, err)
		}
	}
}

func TestClassicKeysAreRefused(t *testing.T) {
	const classic = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
	if _, err := ParseRecipient(classic); !errors.Is(err, ErrClassicKey) {
		t.Errorf("recipient: error %v, want ErrClassicKey", err)
	}
	const secret = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWKXGEK"
	if _, err := ParseIdentities(strings.NewReader(secret)); !errors.Is(err, ErrClassicKey) {
		t.Errorf("identity: error %v, want ErrClassicKey", err)
	}
	if _, err := Seal(io.Discard, Text); err == nil {
		t.Error("sealing to nobody is no error")
	}
	if _, err := Seal(io.Discard, Text, newIdentity(t).Recipient(), Recipient{}); err == nil {
		t.Error("sealing to an empty key is no error")
	}
}

func TestKeysComeBackFromTheirWrittenForm(t *testing.T) {
	key := newIdentity(t)
	recipient, err := ParseRecipient(" " + key.Recipient().String() + "\n")
	if err != nil || recipient.Fingerprint() != key.Recipient().Fingerprint() {
		t.Errorf("recipient %v, error %v", recipient, err)
	}
	file := "# the team's key\n\n" + key.Reveal() + "\r\n"
	identities, err := ParseIdentities(strings.NewReader(file))
	if err != nil || len(identities) != 1 || identities[0].Reveal() != key.Reveal() {
		t.Errorf("identities %v, error %v", identities, err)
	}
}

func TestSecretsPrintAsPlaceholders(t *testing.T) {
	key, code := newIdentity(t), Code{1, 2, 3}
	digest, err := NewDigestKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		got := fmt.Sprintf(verb+" "+verb+" "+verb, key, code, digest)
		if got != "(secret key) (return code) (digest key)" {
			t.Errorf("printed with %s: %s", verb, got)
		}
	}
}

func TestNoErrorRepeatsAKey(t *testing.T) {
	key := newIdentity(t).Reveal()
	_, err := ParseIdentities(strings.NewReader(key[:len(key)-1]))
	if err == nil || strings.Contains(err.Error(), key[20:30]) {
		t.Errorf("error %v", err)
	}
}

func TestDigestsOfDifferentKindsDiffer(t *testing.T) {
	key := DigestKey{1}
	if key.Digest("a", []byte("b")) == key.Digest("ab", nil) {
		t.Error("digests do not tell kinds apart")
	}
}

func FuzzOpen(f *testing.F) {
	key := newIdentity(f)
	f.Add(sealBytes(f, []byte("words"), Text, key.Recipient()))
	f.Add([]byte("age-encryption.org/v1\n-> mlkem768x25519 A\n"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if opened, err := Open(bytes.NewReader(sealed), key); err == nil {
			io.Copy(io.Discard, opened)
		}
	})
}

func FuzzUnpad(f *testing.F) {
	f.Add([]byte{0x80, 0, 0}, uint8(1))
	f.Fuzz(func(t *testing.T, plain []byte, chunk uint8) {
		var padded bytes.Buffer
		p := &padder{to: nopCloser{&padded}, padding: Text}
		p.Write(plain)
		p.Close()
		var from io.Reader = &padded
		if chunk > 0 {
			from = chunked{&padded, int(chunk)}
		}
		got, err := io.ReadAll(&unpadder{from: from})
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%x came back as %x, error %v", plain, got, err)
		}
	})
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

type chunked struct {
	from io.Reader
	size int
}

func (c chunked) Read(into []byte) (int, error) { return c.from.Read(into[:min(c.size, len(into))]) }

func TestOnlyWhatIsSealedToHybridKeysAloneIsTakenFromOthers(t *testing.T) {
	key := newIdentity(t)
	sealed := sealBytes(t, []byte("words"), File, key.Recipient(), newIdentity(t).Recipient())
	whole, err := CheckSealed(bytes.NewReader(sealed))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(whole); err != nil || !bytes.Equal(got, sealed) {
		t.Errorf("what was checked came back as %d bytes of %d, error %v", len(got), len(sealed), err)
	}
	classic := bytes.Replace(sealed, []byte("\n--- "), []byte("\n-> X25519 abc\nabc\n--- "), 1)
	for name, test := range map[string]struct {
		given []byte
		want  error
	}{
		"a classic recipient beside the hybrids": {classic, ErrClassicKey},
		"words in clear":                         {[]byte("words"), ErrDamaged},
		"a header without recipients":            {[]byte("age-encryption.org/v1\n--- abc"), ErrDamaged},
		"a header cut short":                     {sealed[:500], ErrDamaged},
		"nothing":                                {nil, ErrDamaged},
	} {
		if _, err := CheckSealed(bytes.NewReader(test.given)); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", name, err, test.want)
		}
	}
}

func TestAKeyLooksLikeOneWhereItIsOneAndWhereOnlyReadingItTells(t *testing.T) {
	identity, err := NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	key := identity.Recipient().String()
	for text, want := range map[string]bool{
		key: true, key[:len(key)-1] + "q": true, // its checksum is not looked at
		"": false, key[:len(key)-1]: false, key + "q": false, strings.ToUpper(key): false, key[:900] + "b" + key[901:]: false, " " + key[1:]: false,
		"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p": false, "age1pq1" + strings.Repeat("é", 976): false,
	} {
		if got := LooksLikeRecipient(text); got != want {
			t.Errorf("%.30q…, %d bytes: %v, want %v", text, len(text), got, want)
		}
	}
}
