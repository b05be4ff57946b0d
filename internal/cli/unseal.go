package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"guwah.example/guwah/internal/seal"
)

type unsealCommand struct {
	Identity string   `required:"" placeholder:"FILE" type:"existingfile" help:"The identity file that guwah keygen wrote."`
	Out      string   `placeholder:"DIR" type:"path" help:"Write each file into this folder instead of to standard output."`
	Files    []string `arg:"" optional:"" name:"sealed-file" help:"Sealed files, as they lie in the data folder or in an export. Without any, standard input is opened."`
}

// Help stands below the flags in `guwah unseal --help`.
func (unsealCommand) Help() string {
	return `The offline way to read what was told: needs no server and no network. Run it on a computer you trust, best one that is
never online; what it writes is in clear.`
}

func (c unsealCommand) Run(s streams) error {
	keys, err := readIdentities(c.Identity)
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := os.MkdirAll(c.Out, 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
	}
	if len(c.Files) == 0 {
		return c.unseal("stdin", s.in, keys, s.out)
	}
	failed := 0
	for _, path := range c.Files {
		if err := c.unsealFile(path, keys, s.out); err != nil {
			fmt.Fprintf(s.err, "%s: %v\n", path, err)
			failed++
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d files not opened", failed, len(c.Files))
	}
	return nil
}

func readIdentities(path string) ([]seal.Identity, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open identity file: %w", err)
	}
	defer file.Close()
	return seal.ParseIdentities(file)
}

func (c unsealCommand) unsealFile(path string, keys []seal.Identity, out io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return c.unseal(strings.TrimSuffix(filepath.Base(path), ".age"), file, keys, out)
}

// unseal opens one sealed file. Nothing is left in the folder of a file that turns out damaged half-way.
func (c unsealCommand) unseal(name string, sealed io.Reader, keys []seal.Identity, out io.Writer) error {
	plain, err := seal.Open(sealed, keys...)
	if err != nil {
		return err
	}
	if c.Out == "" {
		_, err := io.Copy(out, plain)
		return err
	}
	part, err := os.CreateTemp(c.Out, ".part-*")
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	defer os.Remove(part.Name())
	start := make([]byte, 512)
	n, err := io.ReadFull(plain, start)
	if err == nil || errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		_, err = io.Copy(part, io.MultiReader(bytes.NewReader(start[:n]), plain))
	}
	if closed := part.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Link(part.Name(), filepath.Join(c.Out, name+extensionOf(start[:n])))
}

// extensionOf is the file name's ending for what the first bytes show.
func extensionOf(start []byte) string {
	trimmed := bytes.TrimSpace(start)
	if bytes.HasPrefix(trimmed, []byte(`{"format":"guwah `)) || json.Valid(trimmed) {
		return ".json"
	}
	kind, _, _ := strings.Cut(http.DetectContentType(start), ";")
	endings := map[string]string{
		"application/ogg": ".ogg", "application/pdf": ".pdf", "audio/mpeg": ".mp3", "audio/wave": ".wav", "image/gif": ".gif",
		"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "text/plain": ".txt", "video/mp4": ".mp4", "video/webm": ".webm",
	}
	if ending, known := endings[kind]; known {
		return ending
	}
	return ".bin"
}
