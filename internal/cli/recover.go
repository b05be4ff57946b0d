package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

type recoverCommand struct {
	Key  recoverKeyCommand  `cmd:"" help:"Bring the team's key back from three recovery cards, into an identity file."`
	Test recoverTestCommand `cmd:"" help:"Test one recovery card alone: is it whole, and of which set?"`
	File recoverFileCommand `cmd:"" help:"Print the recovery file of a register or a backup."`
}

type recoverKeyCommand struct {
	File string `required:"" placeholder:"FILE" type:"existingfile" help:"The recovery file: from the desk's page of the key, or guwah recover file."`
	Out  string `required:"" placeholder:"FILE" type:"path" help:"Where to write the identity file. An existing file is never overwritten."`
}

// Help stands below the flags in `guwah recover key --help`.
func (recoverKeyCommand) Help() string {
	return `Needs no server and no network: run it on a computer you trust, best one that is never online. It reads the cards from standard
input, each on a line of its own: its 25 words or its 84 digits. Then: guwah unseal --identity FILE …`
}

func (c recoverKeyCommand) Run(s streams) error {
	file, err := readRecoveryFile(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "Type %d of the %d cards, each on a line of its own: 25 words or 84 digits.\n", guwah.RecoveryNeeds, guwah.RecoveryCards)
	cards, err := readCards(s.in, guwah.RecoveryNeeds, func(card seal.Card) error { return sayCard(s.err, file, card) })
	if err != nil {
		return err
	}
	keys, err := file.Recover(cards)
	if err != nil {
		return err
	}
	if err := writeIdentity(c.Out, keys...); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "The secret keys of %d epochs are in %s, readable by you alone. Whoever has it can read every testimony.\n", len(keys), c.Out)
	return nil
}

type recoverTestCommand struct {
	File string `required:"" placeholder:"FILE" type:"existingfile" help:"The recovery file."`
}

// Help stands below the flags in `guwah recover test --help`.
func (recoverTestCommand) Help() string {
	return "Reads one card from standard input. It is held against the hash in the file; nothing is brought back, and nothing is sent."
}

func (c recoverTestCommand) Run(s streams) error {
	file, err := readRecoveryFile(c.File)
	if err != nil {
		return err
	}
	_, err = readCards(s.in, 1, func(card seal.Card) error { return sayCard(s.out, file, card) })
	return err
}

type recoverFileCommand struct{ registerFlags }

func (c recoverFileCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	file, err := a.Register.RecoveryFile(ctx)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(file)
}

func readRecoveryFile(path string) (seal.RecoveryFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return seal.RecoveryFile{}, fmt.Errorf("open recovery file: %w", err)
	}
	defer file.Close()
	return seal.ParseRecoveryFile(file)
}

// readCards reads cards a line each, and tells of each as soon as it is read.
func readCards(from io.Reader, n int, each func(seal.Card) error) ([]seal.Card, error) {
	var cards []seal.Card
	lines := bufio.NewScanner(from)
	for len(cards) < n && lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		card, err := seal.ParseCard(lines.Text())
		if err == nil {
			err = each(card)
		}
		if err != nil {
			return nil, fmt.Errorf("card %d: %w", len(cards)+1, err)
		}
		cards = append(cards, card)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read cards: %w", err)
	}
	if len(cards) < n {
		return nil, fmt.Errorf("%d cards of %d were given", len(cards), n)
	}
	return cards, nil
}

// sayCard says which card of the set it is; one of another set is an error.
func sayCard(to io.Writer, file seal.RecoveryFile, card seal.Card) error {
	no := file.Which(card)
	if no == 0 {
		return fmt.Errorf("whole, but not of set %d, which this recovery file is for", file.No)
	}
	_, err := fmt.Fprintf(to, "Whole: card %d of set %d.\n", no, file.No)
	return err
}
