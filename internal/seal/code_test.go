package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

func codeOf(t testing.TB, digits string) Code {
	t.Helper()
	raw, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return Code(raw)
}

// The words are those of the published test vectors of BIP 39.
func TestACodeInWordsIsItsBIP39Mnemonic(t *testing.T) {
	for code, want := range map[string]string{
		"00000000000000000000000000000000": "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
		"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f": "legal winner thank year wave sausage worth useful legal winner thank yellow",
		"80808080808080808080808080808080": "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
		"ffffffffffffffffffffffffffffffff": "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
		"9e885d952ad362caeb4efe34a8e91bd2": "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
	} {
		if got := codeOf(t, code).Words(); got != want {
			t.Errorf("words of %s: %q, want %q", code, got, want)
		}
	}
}

func TestACodeIsReadInEveryFormPeopleWriteIt(t *testing.T) {
	file, err := os.ReadFile("testdata/code_forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := codeOf(t, "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f")
	for _, form := range strings.Split(string(file), "\n")[1:] {
		if form == "" {
			continue
		}
		if got, err := ParseCode(form); err != nil || got != want {
			t.Errorf("%s\nis not read: %v", form, err)
		}
	}
}

func TestWhatIsNoCodeIsRefusedWithOneError(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                "",
		"a word short":           "legal winner thank year wave sausage worth useful legal winner thank",
		"a word too many":        "legal winner thank year wave sausage worth useful legal winner thank yellow yellow",
		"a wrong checksum":       "legal winner thank year wave sausage worth useful legal winner thank thank",
		"a word not on the list": "legal winner thank year wave sausage worth useful legal winner thank guwah",
		"a digit short":          "169 470 990 762 233 451 471 904 571 556 752 139 703 16",
		"a number above 2^128":   strings.Repeat("9", 42),
		"a very long text":       strings.Repeat("legal ", 1000),
	} {
		if _, err := ParseCode(text); err != ErrNotACode {
			t.Errorf("%s: error %v, want ErrNotACode", name, err)
		}
	}
}

func TestEveryWrongDigitAndSwapIsNoticed(t *testing.T) {
	code, err := NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	right := strings.ReplaceAll(code.Digits(), " ", "")
	for at := range right {
		for wrong := byte('0'); wrong <= '9'; wrong++ {
			if wrong == right[at] {
				continue
			}
			changed := right[:at] + string(wrong) + right[at+1:]
			if _, err := ParseCode(changed); err == nil {
				t.Errorf("digit %d of %s changed to %c goes unnoticed", at, right, wrong)
			}
		}
		if at > 0 && right[at] != right[at-1] {
			swapped := right[:at-1] + string(right[at]) + string(right[at-1]) + right[at+1:]
			if _, err := ParseCode(swapped); err == nil {
				t.Errorf("digits %d and %d of %s swapped go unnoticed", at-1, at, right)
			}
		}
	}
}

func TestACodeOpensItsOwnBoxAndAlwaysTheSame(t *testing.T) {
	code := codeOf(t, "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f")
	keys, again := code.Keys(), code.Keys()
	if keys.Box.Reveal() != again.Box.Reveal() || keys.Lookup != again.Lookup {
		t.Error("a code gives other keys the second time")
	}
	// Pinned: were it to change, every code already given out would stop working.
	lookup := keys.LookupHash()
	if got, want := hex.EncodeToString(lookup[:8])+" "+keys.Box.Recipient().Fingerprint().String()[:9], "66a419cf96857ee8 2d0b 2f70"; got != want {
		t.Errorf("derived keys %s, want %s", got, want)
	}
	sealed, err := SealDocument(Message{Format: MessageFormat, Text: "is it your father?"}, keys.Box.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	message, err := OpenMessage(bytes.NewReader(sealed), again.Box)
	if err != nil || message.Text != "is it your father?" {
		t.Errorf("message %+v, error %v", message, err)
	}
}

func TestAMessageThatHoldsTheCodeIsRecognised(t *testing.T) {
	code := codeOf(t, "9e885d952ad362caeb4efe34a8e91bd2")
	for text, want := range map[string]bool{
		"my code is " + code.Words() + " please call":                        true,
		"code:\n" + strings.ReplaceAll(code.Words(), " ", "\n"):              true,
		"12 Nov, " + code.Digits():                                           true,
		strings.ReplaceAll(code.Digits(), " ", "-") + " is it":               true,
		"He was taken on 12.04.2017 and again on 3.1.2019, call 00905551234": false,
		"ozone drill grab fiber curtain grace pudding thank cruise":          false,
		"": false,
	} {
		if got := HoldsCode(text); got != want {
			t.Errorf("HoldsCode(%q) = %v", text, got)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("legal winner thank year wave sausage worth useful legal winner thank yellow")
	f.Add(Code{1, 2, 3}.Digits())
	f.Add("\xff1\u0661 \uff21")
	f.Fuzz(func(t *testing.T, text string) {
		HoldsCode(text)
		code, err := ParseCode(text)
		if err != nil {
			return
		}
		for _, form := range []string{code.Words(), code.Digits()} {
			if again, err := ParseCode(form); err != nil || again != code {
				t.Errorf("%q is read, but its own form %q is not", text, form)
			}
			if !HoldsCode("so " + form + " so") {
				t.Errorf("%q is not recognised in a message", form)
			}
		}
	})
}
