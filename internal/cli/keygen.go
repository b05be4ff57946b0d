package cli

import (
	"fmt"
	"os"

	"guwah.example/guwah/internal/seal"
)

type keygenCommand struct {
	Out string `required:"" placeholder:"FILE" type:"path" help:"Where to write the secret key. An existing file is never overwritten."`
}

// Help stands below the flags in `guwah keygen --help`.
func (keygenCommand) Help() string {
	return `Run this on a computer that is not the server. The file it writes opens every testimony: keep it on two encrypted sticks, in
two places, and never copy it to the server. What is printed is the public key, two thousand letters long. Carry it in a file of its own:

    guwah keygen --out team-key.txt > team-key.pub      and on the server    guwah init --team-key @team-key.pub`
}

func (c keygenCommand) Run(s streams) error {
	key, err := seal.NewTeamIdentity()
	if err != nil {
		return err
	}
	if err := writeIdentity(c.Out, key); err != nil {
		return err
	}
	public := key.Recipient()
	fmt.Fprintf(s.err, "The secret key is in %s, readable by you alone. Whoever has it can read all that is sealed to it; without it nobody can.\n", c.Out)
	fmt.Fprintf(s.err, "Fingerprint of the public key, to compare by voice: %s\n", public.Fingerprint())
	_, err = fmt.Fprintln(s.out, public)
	return err
}

// writeIdentity writes the identity file as age does, the newest key first, and has it on the disk before it returns.
func writeIdentity(path string, keys ...seal.Identity) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return fmt.Errorf("%s exists: a key is never overwritten, name another file", path)
	}
	if err != nil {
		return fmt.Errorf("write identity: %w", err)
	}
	for _, key := range keys {
		if err == nil {
			_, err = fmt.Fprintf(file, "# Guwah team key: secret. Fingerprint of its public key: %s\n%s\n", key.Recipient().Fingerprint(), key.Reveal())
		}
	}
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write identity to %s: %w", path, err)
	}
	return nil
}
