package app

import "runtime/debug"

// Version is the program's version: that of the module it was built from, or "development".
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}
