package seal

import (
	"fmt"
	"math/big"
	"strings"
)

// The code in digits, for those who don't read Latin letters: 39 digits, as many as 128 bits need, and three check digits, the
// rest of dividing the number by 997. 997 is the largest prime below a thousand, so one wrong digit and two swapped neighbours
// are always noticed.
const (
	codeDigits  = 39
	checkDigits = 3
	checkPrime  = 997
	digitGroup  = 3
)

// Digits is the code as 42 ASCII digits in fourteen groups of three. It is the same code as Words.
func (c Code) Digits() string {
	number := new(big.Int).SetBytes(c[:])
	all := fmt.Sprintf("%0*s%0*d", codeDigits, number.String(), checkDigits, checkOf(number))
	groups := make([]string, 0, len(all)/digitGroup)
	for start := 0; start < len(all); start += digitGroup {
		groups = append(groups, all[start:start+digitGroup])
	}
	return strings.Join(groups, " ")
}

func checkOf(number *big.Int) int64 {
	return new(big.Int).Mod(number, big.NewInt(checkPrime)).Int64()
}

func codeFromDigits(digits string) (Code, error) {
	if len(digits) != codeDigits+checkDigits {
		return Code{}, ErrNotACode
	}
	number, ok := new(big.Int).SetString(digits[:codeDigits], 10)
	if !ok || number.BitLen() > 128 || fmt.Sprintf("%0*d", checkDigits, checkOf(number)) != digits[codeDigits:] {
		return Code{}, ErrNotACode
	}
	var code Code
	number.FillBytes(code[:])
	return code, nil
}

// digitOf is the value of a decimal digit in any of the scripts the register's readers write: ASCII, Arabic-Indic, its eastern
// form, full width.
func digitOf(r rune) (value byte, ok bool) {
	for _, zero := range [...]rune{'0', 0x0660, 0x06F0, 0xFF10} {
		if r >= zero && r <= zero+9 {
			return byte(r - zero), true
		}
	}
	return 0, false
}
