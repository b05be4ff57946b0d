package cli

import (
	"context"
	"fmt"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

type initCommand struct {
	registerFlags
	TeamKey string `required:"" placeholder:"KEY" help:"The public key that guwah keygen printed, or @FILE, a file that holds it. The secret key stays away from this machine."`
	Origin  string `default:"http://localhost:8080" placeholder:"URL" help:"The address visitors use (${default})."`
	Name    string `default:"Guwah" placeholder:"TEXT" help:"Who runs this register, as visitors will read it."`
	Contact string `default:"mailto:contact@guwah.example" placeholder:"URL" help:"Where people can write to, as visitors will read it (${default}: change it)."`
	Country string `placeholder:"TEXT" help:"Whose courts can order this machine to hand something over."`
}

// Help stands below the flags in `guwah init --help`.
func (initCommand) Help() string {
	return `Makes the data folder, its databases and guwah.json, and prints one-time sign-in links for two founders: nothing is published by one person alone.
Telling opens in a language once a native speaker has reviewed the words on risk and consent, or when guwah.json lists it under "open_unreviewed".`
}

func (c initCommand) Run(ctx context.Context, s streams) error {
	key, err := publicKey(c.TeamKey)
	if err != nil {
		return err
	}
	founders, err := app.Init(ctx, c.options(s), config.Config{
		TeamKey: key, Origin: c.Origin, Operator: config.Operator{Name: c.Name, Contact: c.Contact, Country: c.Country},
	})
	if err != nil {
		return err
	}
	if team, err := seal.ParseRecipient(key); err == nil {
		fmt.Fprintf(s.out, "Fingerprint of the team's public key, which must be the one that guwah keygen printed: %s\n", team.Fingerprint())
	}
	fmt.Fprintf(s.out, "A register is in %s. Next: guwah serve %s\n\nSign-in links for two founders; each works once:\n", c.Data, c.flags())
	return printInvitations(s.out, founders)
}
