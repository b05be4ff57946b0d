package seal

import (
	"crypto/sha256"
	_ "embed"
	"math/big"
	"strings"
	"sync"
	"unicode"
)

// wordList is the English list of BIP 39: 2,048 words, sorted, told apart by their first four letters. See words.LICENSE.
//
//go:embed words.txt
var wordList string

const (
	codeWords     = 12
	bitsOfWord    = 11
	checksumBits  = codeWords*bitsOfWord - 128
	tellingPrefix = 4 // letters by which the list's words differ
)

type wordTable struct {
	words []string
	index map[string]int64 // by the first four letters
}

var words = sync.OnceValue(func() wordTable {
	table := wordTable{words: strings.Fields(wordList), index: make(map[string]int64, 2048)}
	for i, word := range table.words {
		table.index[prefixOf(word)] = int64(i)
	}
	return table
})

func prefixOf(word string) string {
	if len(word) <= tellingPrefix {
		return word
	}
	return word[:tellingPrefix]
}

// Words is the code as twelve words of the English BIP 39 list, the last of which holds four bits of checksum.
func (c Code) Words() string {
	number := new(big.Int).SetBytes(c[:])
	number.Lsh(number, checksumBits)
	number.Or(number, big.NewInt(checksumOf(c)))
	out := make([]string, codeWords)
	low := big.NewInt(1<<bitsOfWord - 1)
	for i := codeWords - 1; i >= 0; i-- {
		out[i] = words().words[new(big.Int).And(number, low).Int64()]
		number.Rsh(number, bitsOfWord)
	}
	return strings.Join(out, " ")
}

func checksumOf(c Code) int64 {
	sum := sha256.Sum256(c[:])
	return int64(sum[0] >> (8 - checksumBits))
}

func codeFromWords(given []string) (Code, error) {
	if len(given) != codeWords {
		return Code{}, ErrNotACode
	}
	number := new(big.Int)
	for _, word := range given {
		index, known := words().index[prefixOf(word)]
		if !known {
			return Code{}, ErrNotACode
		}
		number.Lsh(number, bitsOfWord)
		number.Or(number, big.NewInt(index))
	}
	checksum := new(big.Int).And(number, big.NewInt(1<<checksumBits-1)).Int64()
	var code Code
	number.Rsh(number, checksumBits).FillBytes(code[:])
	if checksumOf(code) != checksum {
		return Code{}, ErrNotACode
	}
	return code, nil
}

// tokens takes a text apart into its words, lower case, and its digits, as ASCII, in order.
func tokens(text string) (given []string, digits string) {
	var number strings.Builder
	for _, token := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(narrow(r)) }) {
		given = append(given, strings.ToLower(strings.Map(narrow, token)))
	}
	for _, r := range text {
		if digit, ok := digitOf(r); ok {
			number.WriteByte('0' + digit)
		}
	}
	return given, number.String()
}

// narrow turns a full-width letter, as East Asian keyboards write it, into the plain one.
func narrow(r rune) rune {
	if r >= 'Ａ' && r <= 'ｚ' {
		return r - 'Ａ' + 'A'
	}
	return r
}
