package main

import (
	"context"
	"time"

	"github.com/chromedp/chromedp"
)

// inChromium tells again and again in a real browser with scripts, each time from a new page.
func inChromium(ctx context.Context, f *honestFigures) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true))
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(ctx), options...)
	defer stop()
	tab, closeTab := chromedp.NewContext(allocator)
	defer closeTab()
	f.Failed = make(map[string]int)
	if err := chromedp.Do(tab); err != nil {
		f.Failed["chromium does not start"]++
		return
	}
	var took []time.Duration
	for ctx.Err() == nil {
		began := time.Now()
		if err := tellIn(tab); err != nil {
			f.Failed[err.Error()]++
			continue
		}
		f.Done++
		took = append(took, time.Since(began))
	}
	f.times(took)
}

func tellIn(tab context.Context) error {
	tab, cancel := context.WithTimeout(tab, longest)
	defer cancel()
	return chromedp.Do(
		tab,
		chromedp.Navigate("http://"+address+"/ug/tell"),
		chromedp.SetValue("#f-name", "invented name"),
		chromedp.SetValue("#f-story", "an invented story"),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.WaitVisible("[data-code-words] li:nth-child(12)"),
	)
}
