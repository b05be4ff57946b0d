package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

// told is how many testimonies the register holds; half of them are erased.
const told = 40

// register is one in a temporary folder, with a clock that can be put forward.
type register struct {
	app      *app.App
	founders []guwah.StaffID
	ahead    atomic.Int64 // nanoseconds
}

func openRegister(ctx context.Context, folder string) (*register, error) {
	reg := &register{}
	options := app.Options{
		Data: folder, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return time.Now().Add(time.Duration(reg.ahead.Load())) },
	}
	team, err := seal.NewTeamIdentity()
	if err != nil {
		return nil, err
	}
	founders, err := app.Init(ctx, options, config.Config{
		TeamKey: team.Recipient().String(), Origin: "http://localhost", Operator: config.Operator{Name: "Bench", Contact: "mailto:bench@guwah.example"}, OpenUnreviewed: guwah.Langs,
	})
	if err != nil {
		return nil, err
	}
	reg.founders = []guwah.StaffID{founders[0].Staff, founders[1].Staff}
	reg.app, err = app.Open(ctx, options)
	return reg, err
}

// codes has people tell things, erases half of it, and gives codes of every kind that opens nothing.
func (reg *register) codes(ctx context.Context, origin string) (map[string][]string, error) {
	kinds := map[string][]string{}
	var given, erased []seal.Code
	for i := range told {
		code, err := tell(origin, i)
		if err != nil {
			return nil, err
		}
		if i%2 == 0 {
			given = append(given, code)
			continue
		}
		erased = append(erased, code)
		kinds["erased"] = append(kinds["erased"], code.Words())
		if err := withdraw(origin, code); err != nil {
			return nil, err
		}
	}
	if err := reg.erase(ctx, erased); err != nil {
		return nil, err
	}
	for i := range told {
		never, err := seal.NewCode(rand.Reader)
		if err != nil {
			return nil, err
		}
		kinds["never given"] = append(kinds["never given"], never.Words())
		kinds["half right"] = append(kinds["half right"], halfRight(given[i%len(given)], never))
		kinds["no code"] = append(kinds["no code"], strings.Repeat("words that are none ", 3))
	}
	return kinds, nil
}

var (
	words  = regexp.MustCompile(`<li>([a-z]+)</li>`)
	ticket = regexp.MustCompile(`name="ticket" value="([^"]+)"`)
)

// tell tells something without scripts and returns the code.
func tell(origin string, i int) (seal.Code, error) {
	page, err := post(origin+"/en/tell", url.Values{"token": {fmt.Sprint(i)}, "name": {"Somebody (invented)"}, "level": {"off"}})
	if err != nil {
		return seal.Code{}, err
	}
	var found []string
	for _, word := range words.FindAllStringSubmatch(page, -1) {
		found = append(found, word[1])
	}
	return seal.ParseCode(strings.Join(found, " "))
}

func withdraw(origin string, code seal.Code) error {
	page, err := post(origin+"/en/mine", url.Values{"code": {code.Words()}})
	if err != nil {
		return err
	}
	found := ticket.FindStringSubmatch(page)
	if found == nil {
		return errors.New("the mailbox has no ticket")
	}
	_, err = post(origin+"/en/mine/withdraw", url.Values{"ticket": {found[1]}})
	return err
}

func post(address string, form url.Values) (page string, err error) {
	answer, err := http.PostForm(address, form)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read whole
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %d", address, answer.StatusCode)
	}
	return string(body), err
}

// erase puts the clock forward over the fourteen days, and has two people erase what was withdrawn.
func (reg *register) erase(ctx context.Context, withdrawn []seal.Code) error {
	reg.ahead.Store(int64(15 * 24 * time.Hour))
	for _, code := range withdrawn {
		mailbox := code.Keys().LookupHash()
		t, err := reg.app.Store.TestimonyByMailbox(ctx, hex.EncodeToString(mailbox[:]))
		if err != nil {
			return err
		}
		if err := reg.app.Register.ProposeErasing(ctx, reg.founders[0], t.ID); err != nil {
			return err
		}
		if err := reg.app.Register.Erase(ctx, reg.founders[1], t.ID); err != nil {
			return err
		}
	}
	return nil
}

// trimmed leaves the slowest hundredth out.
func trimmed(times []float64) []float64 {
	slices.Sort(times)
	return times[:len(times)-len(times)/100]
}
