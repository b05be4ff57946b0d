package cli

import (
	"context"
	"fmt"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
)

type initCommand struct {
	registerFlags
	TeamKey string `required:"" placeholder:"KEY" help:"The public key that guwah keygen printed. The secret key stays away from this machine."`
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
	founders, err := app.Init(ctx, c.options(s), config.Config{
		TeamKey: c.TeamKey, Origin: c.Origin, Operator: config.Operator{Name: c.Name, Contact: c.Contact, Country: c.Country},
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "A register is in %s. Next: guwah serve %s\n\nSign-in links for two founders; each works once:\n", c.Data, c.flags())
	return printInvitations(s.out, founders)
}
