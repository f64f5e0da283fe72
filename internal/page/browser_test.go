//go:build !race

// What is written, and what a browser makes of it, is the same with the race detector.

package page

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var screenshots = flag.String("screenshots", "", "leave pictures of the page in this `folder`")

// A browser shows a page, and keeps what it asks for and complains of.
type browser struct {
	context.Context
	t *testing.T

	mu         sync.Mutex
	requests   []string
	complaints []string
}

// open opens a page from the disk, as one would who has been sent it.
func open(t *testing.T, p *Page) (*browser, string) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no browser: the page's script is not tested (Debian: apt-get install chromium)")
	}
	file := filepath.Join(t.TempDir(), "page ü.html")
	require.NoError(t, os.WriteFile(file, []byte(written(t, p)), 0o666))

	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU})
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{Context: ctx, t: t}
	require.NoError(t, chromedp.Listen(ctx, b.hear))
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	address := (&url.URL{Scheme: "file", Path: file}).String()
	b.do(chromedp.EmulateViewport(1300, 900), chromedp.Navigate(address))
	return b, address
}

// hear takes in what the browser tells.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text)
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, fmt.Sprint(e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	require.NoError(b.t, chromedp.Do(b, steps...))
}

// run returns what an action comes to.
func run[T any](b *browser, action chromedp.Action[T]) T {
	v, err := chromedp.Run(b, action)
	require.NoError(b.t, err)
	return v
}

// call runs a command of the protocol.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) {
	_, err := chromedp.Call(b, command, params)
	require.NoError(b.t, err)
}

// eval returns what a piece of script comes to, as text.
func (b *browser) eval(script string) string {
	return run(b, chromedp.Evaluate[string]("String("+script+")"))
}

// where returns the step of each schedule that is marked, from 1; - before the first.
func (b *browser) where() string {
	return b.eval(`[...document.querySelectorAll('.schedule')].map(s => {
		const row = s.querySelector('[aria-current=step]');
		return row ? Number(row.dataset.step) + 1 : '-';
	}).join(' ')`)
}

// text returns what is to be read at a selector.
func (b *browser) text(selector string) string {
	return b.eval(fmt.Sprintf("document.querySelector(%q).innerText", selector))
}

// The keys step through the schedules, and what is said of each step follows them. Nothing is asked of anybody.
func TestBrowser(t *testing.T) {
	b, address := open(t, shop(t))
	assert.Equal(t, "1 1", b.where())
	press := func(keys string) { b.do(chromedp.KeyEvent(keys)) }
	const first = "#test1-1 "

	assert.Equal(t, "Step 1 of 4: main receive c from g1 = 7, at shop.go:11", b.text(first+".where"))
	assert.Equal(t, "main\tmakes no more steps\ng1\tbefore step 2: load t.cash (shop.go:11)\ng2\tbefore step 4: load t.cash (shop.go:11)", b.text(first+".goroutines tbody"))
	assert.Equal(t, "c\tunbuffered", b.text(first+".objects tbody"))
	assert.Equal(t, "11", b.eval(`document.querySelector('.listing .made').dataset.line`))
	press(kb.ArrowLeft)
	assert.Equal(t, "- 1", b.where())
	assert.Contains(t, b.text(first+".goroutines tbody"), "g1\tbefore step 1: send c (shop.go:12)")
	assert.Contains(t, b.text(first+".goroutines tbody"), "g2\tnot started yet")
	assert.Equal(t, "true", b.eval(`document.querySelector('button.back').disabled`))
	press(kb.ArrowLeft)
	assert.Equal(t, "- 1", b.where(), "there is nothing before the beginning")
	for range 5 {
		press(kb.ArrowRight)
	}
	assert.Equal(t, "4 1", b.where(), "nor behind the end")
	assert.Equal(t, "Step 4 of 4: g2 load t.cash = 1, after 1, at shop.go:11", b.text(first+".where"))
	assert.Equal(t, "c\tunbuffered\nt.cash\t1", b.text(first+".objects tbody"))
	assert.Equal(t, "2", b.eval(`document.querySelectorAll('#test1-1 .arrows path.edge').length`), "who meet, and what is after")
	assert.Equal(t, "4", b.eval(`document.querySelectorAll('#test1-2 .arrows path.wait').length`), "main for both, and these for each other")
	b.picture("race")

	press("n")
	press(kb.ArrowRight)
	assert.Equal(t, "4 2", b.where())
	assert.Contains(t, b.text("#test1-2 .goroutines tbody"), "g1\twaits to lock b, which g2 holds (shop.go:27)")
	b.picture("deadlock")
	press("p")
	press(kb.ArrowLeft)
	assert.Equal(t, "3 2", b.where())
	b.do(chromedp.Click(chromedp.CSS("#test1-1 tr[data-step='1'] .does")))
	assert.Equal(t, "2 2", b.where())
	b.do(chromedp.Focus(chromedp.CSS("#test1-1 .slider")))
	press(kb.ArrowRight)
	assert.Equal(t, "3 2", b.where(), "the slider goes as far by itself")

	press("?")
	assert.Equal(t, "true", b.eval(`document.getElementById('keys').open`))
	press(kb.ArrowRight)
	assert.Equal(t, "3 2", b.where(), "the list of keys is in front")
	press(kb.Escape)
	assert.Equal(t, "false", b.eval(`document.getElementById('keys').open`))

	b.mu.Lock()
	defer b.mu.Unlock()
	assert.Equal(t, []string{address}, b.requests)
	assert.Empty(t, b.complaints)
}

// What a program is called or says is not run, and not taken for a file to be loaded.
func TestBrowserHostile(t *testing.T) {
	b, address := open(t, hostile(t))
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	assert.Equal(t, "1", b.where())
	assert.Equal(t, "undefined", b.eval("typeof hacked"))
	assert.Contains(t, b.text(".objects tbody"), "<img src=x")
	b.mu.Lock()
	defer b.mu.Unlock()
	assert.Equal(t, []string{address}, b.requests)
	assert.Empty(t, b.complaints)
}

// On a phone nothing but a schedule and a listing is wider than the screen; and paper and the dark have colours of their own.
func TestBrowserScreens(t *testing.T) {
	b, _ := open(t, shop(t))
	background := func() string { return b.eval(`getComputedStyle(document.body).backgroundColor`) }
	light := background()
	for _, width := range []int64{320, 390, 768} {
		b.do(chromedp.EmulateViewport(width, 800))
		assert.Equal(t, fmt.Sprint(width), b.eval(`document.documentElement.scrollWidth`))
	}
	b.do(chromedp.EmulateViewport(390, 800))
	b.picture("phone")
	dark := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: dark})
	assert.NotEqual(t, light, background())
	b.picture("phone-dark")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: dark})
	assert.Equal(t, "rgb(255, 255, 255)", background())
	assert.Equal(t, "none", b.eval(`getComputedStyle(document.querySelector('.controls')).display`))
	b.do(chromedp.EmulateViewport(800, 800))
	b.picture("print")
}

// picture leaves a picture of the whole page, if that is wanted.
func (b *browser) picture(name string) {
	if *screenshots == "" {
		return
	}
	png := run(b, chromedp.FullScreenshot(100))
	require.NoError(b.t, os.WriteFile(filepath.Join(*screenshots, strings.ToLower(b.t.Name())+"-"+name+".png"), png, 0o666))
}
