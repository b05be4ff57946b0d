package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"time"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/load"
	"guwah.example/guwah/internal/seal"
)

type benchIntakeCommand struct {
	Data     string `type:"path" placeholder:"DIR" help:"A new folder to make the register in; a temporary one that is deleted afterwards, unless given."`
	Database string `placeholder:"URL" help:"An empty postgres:// database, instead of SQLite. Its database of keys is the one with _keys after its name."`
	URL      string `name:"url" placeholder:"URL" help:"Send to a register that runs on this machine already, and verify nothing. Its people must be invented: it will be full of inventions."`
	NoJS     bool   `name:"no-js" help:"Send as browsers without scripts do: the server seals."`
	Clients  int    `default:"64" help:"How many send at a time (${default})."`
	Seconds  int    `default:"10" help:"For how long (${default}; at most 120)."`
	Most     int    `default:"0" help:"How many testimonies to prepare; by default 7,000 for each second, or 3,000 with --no-js. The run ends when they are used up."`
	Size     int    `default:"4096" help:"Bytes of each testimony before it is sealed (${default})."`
}

// Help stands below the flags in `guwah bench intake --help`.
func (benchIntakeCommand) Help() string {
	return `Makes a register, serves it on loopback in a process of its own, and sends it invented testimonies, each unlike every other and sealed beforehand.
Then it looks for each that was acknowledged in the register, and opens some with the team's key. Prints JSON.`
}

// intakeBench is the JSON the command prints.
type intakeBench struct {
	Rate         float64        `json:"rate"` // acknowledged a second
	P50          float64        `json:"p50_ms"`
	P99          float64        `json:"p99_ms"`
	Longest      float64        `json:"longest_ms"`
	Acknowledged int            `json:"acknowledged"`
	Failed       map[string]int `json:"failed,omitempty"`
	Verified     bool           `json:"verified"`
	Lost         int            `json:"lost"`                    // acknowledged, and not in the register
	Doubled      int            `json:"doubled"`                 // in the register more than once
	Opened       int            `json:"opened"`                  // of those looked into with the team's key
	Processor    float64        `json:"server_cpu_us,omitempty"` // processor time the serving process took for each, the putting away included
	Seconds      float64        `json:"seconds"`
	Clients      int            `json:"clients"`
	Size         int            `json:"size"`
	SealedBy     string         `json:"sealed_by"`
	Engine       string         `json:"engine,omitempty"`
	Machine      string         `json:"machine"`
	LoadAverage  string         `json:"load_average"`
	Date         string         `json:"date"`
}

func (c benchIntakeCommand) Run(ctx context.Context, s streams) error {
	if c.Seconds < 1 || c.Seconds > 120 || c.Clients < 1 || c.Clients > 1024 {
		return fmt.Errorf("%w: 1 to 120 seconds, 1 to 1,024 clients", errUsage)
	}
	out := intakeBench{
		Clients: c.Clients, Size: c.Size, SealedBy: "browser", Machine: machine(), LoadAverage: loadAverage(), Date: time.Now().UTC().Format(time.DateOnly),
	}
	if c.NoJS {
		out.SealedBy = "server"
	}
	run := c.runOwn
	if c.URL != "" {
		run = c.runAt
	}
	if err := run(ctx, s, &out); err != nil {
		return err
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return err
	}
	if out.Lost+out.Doubled > 0 {
		return fmt.Errorf("%d lost, %d doubled", out.Lost, out.Doubled)
	}
	return nil
}

// runOwn measures a register of its own and looks for what it promised.
func (c benchIntakeCommand) runOwn(ctx context.Context, s streams, out *intakeBench) (err error) {
	if c.Data == "" {
		if c.Data, err = os.MkdirTemp("", "guwah-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(c.Data) //nolint:errcheck // a temporary folder
	}
	out.Engine = "SQLite"
	if c.Database != "" {
		out.Engine = "PostgreSQL"
	}
	at := registerFlags{Data: c.Data, Database: c.Database}
	team, err := seal.NewTeamIdentity()
	if err != nil {
		return err
	}
	made := config.Config{
		TeamKey: team.Recipient().String(), Origin: "http://localhost:8080", OpenUnreviewed: []string{"en"},
		Operator: config.Operator{Name: "Invented", Contact: "mailto:invented@guwah.example"},
	}
	if _, err := app.Init(ctx, at.options(s), made); err != nil {
		return err
	}
	told, err := c.prepare(team.Recipient(), s)
	if err != nil {
		return err
	}
	register, err := serveApart(ctx, at, s.err)
	if err != nil {
		return err
	}
	sent := c.measure(ctx, register.address, told, out)
	if err := register.stop(); err != nil {
		return err
	}
	took := register.process.ProcessState.UserTime() + register.process.ProcessState.SystemTime()
	out.Processor = float64(took.Microseconds()) / float64(max(1, out.Acknowledged))
	if err := sent.ReadCodes(); err != nil {
		return err
	}
	return verifyIntake(ctx, at.options(s), sent, team, out)
}

// runAt measures a register that runs already. Only this machine is ever sent to.
func (c benchIntakeCommand) runAt(ctx context.Context, s streams, out *intakeBench) error {
	at, err := url.Parse(c.URL)
	if err != nil || at.Scheme != "http" || !isLoopback(at.Hostname()) {
		return fmt.Errorf("%w: --url must be an http:// address of this machine's loopback, such as http://127.0.0.1:8080", errUsage)
	}
	team, err := teamAt(ctx, c.URL)
	if err != nil {
		return err
	}
	told, err := c.prepare(team, s)
	if err != nil {
		return err
	}
	c.measure(ctx, at.Host, told, out)
	return nil
}

func isLoopback(host string) bool {
	address := net.ParseIP(host)
	return host == "localhost" || address != nil && address.IsLoopback()
}

var sealTeam = regexp.MustCompile(`data-seal-team="([^"]+)"`)

// teamAt reads the key to seal to where a browser finds it: on the page of the telling.
func teamAt(ctx context.Context, register string) (seal.Recipient, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, register+"/en/tell", nil)
	if err != nil {
		return seal.Recipient{}, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return seal.Recipient{}, fmt.Errorf("ask for the page of the telling: %w", err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return seal.Recipient{}, fmt.Errorf("read the page of the telling: %w", err)
	}
	found := sealTeam.FindSubmatch(page)
	if found == nil {
		return seal.Recipient{}, errors.New("the page of the telling names no key: telling may not be open in English there")
	}
	return seal.ParseRecipient(string(found[1]))
}

// prepare makes what is to be sent.
func (c benchIntakeCommand) prepare(team seal.Recipient, s streams) ([]*load.Telling, error) {
	n := c.Most
	if n == 0 {
		n = 7000 * c.Seconds
		if c.NoJS {
			n = 3000 * c.Seconds
		}
	}
	fmt.Fprintf(s.err, "guwah: preparing %d invented testimonies\n", n)
	if c.NoJS {
		return load.Plain(n, c.Size)
	}
	return load.Sealed(team, n, c.Size)
}

// measure sends and notes how it went.
func (c benchIntakeCommand) measure(ctx context.Context, address string, told []*load.Telling, out *intakeBench) load.Outcome {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(c.Seconds)*time.Second)
	defer cancel()
	sent := load.Send(ctx, address, told, c.Clients)
	milliseconds := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	out.Rate, out.Acknowledged, out.Failed, out.Seconds = sent.Rate(), len(sent.Waits), sent.Failed, sent.Took.Seconds()
	out.P50, out.P99, out.Longest = milliseconds(sent.Wait(0.5)), milliseconds(sent.Wait(0.99)), milliseconds(sent.Wait(1))
	return sent
}
