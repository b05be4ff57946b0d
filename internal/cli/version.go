package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"guwah.example/guwah/internal/app"
)

type versionCommand struct{}

func (versionCommand) Run(s streams) error {
	revision := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	_, err := fmt.Fprintf(s.out, "guwah %s (revision %s, %s %s/%s)\n", app.Version(), revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
