package faults

import (
	"context"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// holders are people who come back with their codes.
type holders struct {
	tellers *tellers
}

// crowd has n people come back, one after another, to testimonies that were acknowledged, to add something or to withdraw, until ctx ends.
func (hs *holders) crowd(ctx context.Context, origin string, n int, random *mathrand.Rand) {
	crowd(n, random, func(r *mathrand.Rand) {
		for ctx.Err() == nil {
			if hs.visit(ctx, origin, r) != nil {
				time.Sleep(5 * time.Millisecond)
			}
		}
	})
}

// visit has one person come back.
func (hs *holders) visit(ctx context.Context, origin string, r *mathrand.Rand) error {
	promised := hs.tellers.promises()
	if len(promised) == 0 {
		time.Sleep(10 * time.Millisecond)
		return nil
	}
	one := promised[r.IntN(len(promised))]
	page, err := hs.tellers.openMailbox(ctx, origin, one)
	if err != nil {
		return err
	}
	if r.IntN(8) == 0 {
		return hs.withdraw(ctx, origin, one, page)
	}
	return hs.add(ctx, origin, one, page, fmt.Sprintf("(invented) added %x", r.Uint64()))
}

// add adds something to a testimony, and notes it before it is answered: it may be there then, and must be once it was acknowledged.
func (hs *holders) add(ctx context.Context, origin string, one *telling, page []byte, text string) error {
	hs.note(func() { one.add(text, 0) })
	_, err := hs.tellers.post(ctx, origin+"/en/mine/add", url.Values{"ticket": {hidden(page, "ticket")}, "token": {hidden(page, "token")}, "text": {text}})
	if err == nil {
		hs.note(func() { one.add(text, 1) })
	}
	return err
}

func (hs *holders) withdraw(ctx context.Context, origin string, one *telling, page []byte) error {
	_, err := hs.tellers.post(ctx, origin+"/en/mine/withdraw", url.Values{"ticket": {hidden(page, "ticket")}})
	if err == nil {
		hs.note(func() { one.withdrawn = true })
	}
	return err
}

func (hs *holders) note(what func()) {
	hs.tellers.mu.Lock()
	defer hs.tellers.mu.Unlock()
	what()
}

func (one *telling) add(text string, atLeast int) {
	if one.added == nil {
		one.added = map[string]int{}
	}
	one.added[text] = atLeast
}

// openMailbox opens a mailbox with its code, as a person types it.
func (ts *tellers) openMailbox(ctx context.Context, origin string, one *telling) ([]byte, error) {
	page, err := ts.post(ctx, origin+"/en/mine", url.Values{"code": {one.code.Words()}})
	if err == nil && hidden(page, "ticket") == "" {
		err = fmt.Errorf("the code of %s opens no mailbox: %.200s", one.marker, said(page))
	}
	return page, err
}

// hidden is a hidden field of a page.
func hidden(page []byte, name string) string {
	found := regexp.MustCompile(`name="` + name + `" value="([^"]+)"`).FindSubmatch(page)
	if found == nil {
		return ""
	}
	return string(found[1])
}

// post sends a form and returns the page that says it was done.
func (ts *tellers) post(ctx context.Context, to string, form url.Values) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := ts.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	page, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("the answer is %s: %.200s", answer.Status, said(page))
	}
	return page, err
}

// choose changes what may be shown.
func (hs *holders) choose(ctx context.Context, origin string, page []byte, level string, agreed []string) error {
	form := url.Values{"ticket": {hidden(page, "ticket")}, "text_version": {"1"}, "level": {level}, "agree": agreed}
	_, err := hs.tellers.post(ctx, origin+"/en/mine/consent", form)
	return err
}
