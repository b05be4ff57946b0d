package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
)

// Card is one recovery card: a share of the recovery key, the last byte of which says which one. It prints as a placeholder.
type Card [33]byte

// ErrNotACard is returned for a text that is no recovery card.
var ErrNotACard = errors.New("not a recovery card: 25 words or 84 digits, copied whole")

const (
	cardWords       = 25
	cardDigits      = 80
	cardCheckDigits = 4
	cardCheckPrime  = 9973 // the largest below ten thousand: one wrong digit and two swapped neighbours are always noticed
	cardLabel       = "guwah recovery card 1\n"
	maxCardText     = 2 << 10
)

// ParseCard reads a card as people copy it: its 25 words, or its 84 digits in any of the scripts in use, with any spaces and punctuation between.
func ParseCard(text string) (Card, error) {
	if len(text) > maxCardText {
		return Card{}, ErrNotACard
	}
	words, digits := tokens(text)
	if len(words) == 0 {
		return cardFromDigits(digits)
	}
	return cardFromWords(words)
}

// Hash is what is published of a card, in hexadecimal, so that one card can be tested alone.
func (c Card) Hash() string {
	sum := c.digest()
	return hex.EncodeToString(sum[:])
}

func (c Card) digest() [32]byte { return sha256.Sum256(append([]byte(cardLabel), c[:]...)) }

// check is the last of a card's words: eleven bits of its hash.
func (c Card) check() int64 {
	sum := c.digest()
	return int64(sum[0])<<3 | int64(sum[1])>>5
}

// String hides the card.
func (Card) String() string { return "(recovery card)" }

// GoString hides the card.
func (Card) GoString() string { return "(recovery card)" }

func cardFromWords(given []string) (Card, error) {
	if len(given) != cardWords {
		return Card{}, ErrNotACard
	}
	number := new(big.Int)
	for _, word := range given {
		index, known := words().index[prefixOf(word)]
		if !known {
			return Card{}, ErrNotACard
		}
		number.Lsh(number, bitsOfWord)
		number.Or(number, big.NewInt(index))
	}
	check := new(big.Int).And(number, big.NewInt(1<<bitsOfWord-1)).Int64()
	card := cardOf(number.Rsh(number, bitsOfWord))
	if card.check() != check {
		return Card{}, ErrNotACard
	}
	return card, nil
}

func cardFromDigits(digits string) (Card, error) {
	if len(digits) != cardDigits+cardCheckDigits {
		return Card{}, ErrNotACard
	}
	number, ok := new(big.Int).SetString(digits[:cardDigits], 10)
	if !ok || number.BitLen() > 8*len(Card{}) {
		return Card{}, ErrNotACard
	}
	check := new(big.Int).Mod(number, big.NewInt(cardCheckPrime)).Int64()
	if fmt.Sprintf("%0*d", cardCheckDigits, check) != digits[cardDigits:] {
		return Card{}, ErrNotACard
	}
	return cardOf(number), nil
}

func cardOf(number *big.Int) Card {
	var card Card
	number.FillBytes(card[:])
	return card
}

// Recover brings the recovery key back from cards and checks it against its public half. Too few cards, cards of another set, and wrong ones all give
// another key, and so an error.
func Recover(cards []Card, public Recipient) (Identity, error) {
	shares := make([][]byte, len(cards))
	for i := range cards {
		shares[i] = cards[i][:]
	}
	seed, err := combine(shares)
	if err != nil {
		return Identity{}, err
	}
	key := identityFromSeed([32]byte(seed))
	if key.Recipient().String() != public.String() {
		return Identity{}, errShares
	}
	return key, nil
}
