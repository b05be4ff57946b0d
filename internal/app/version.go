package app

import (
	"crypto/rand"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
)

// Version is the program's version: that of the module it was built from, or "development".
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

// program tells this program from every other, one of the same version that was built anew included: by its file. Where that cannot be looked at, each run is another program.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return rand.Text()
	}
	file, err := os.Stat(path)
	if err != nil {
		return rand.Text()
	}
	return fmt.Sprintf("%s %d %d", Version(), file.Size(), file.ModTime().UnixNano())
})
