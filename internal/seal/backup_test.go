package seal

import (
	"archive/tar"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"
)

// TestAnEncryptedBackupFromElsewhereWritesNothingBesideItself opens files that somebody who knows the recipient made up: whoever can write where backups are
// kept can send one.
func TestAnEncryptedBackupFromElsewhereWritesNothingBesideItself(t *testing.T) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for what, header := range map[string]tar.Header{
		"a way up":        {Name: "../../out"},
		"an absolute way": {Name: "/tmp/guwah-out"},
		"a link":          {Name: "link", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		"a device":        {Name: "device", Typeflag: tar.TypeChar},
		"no name":         {Name: ""},
	} {
		folder := t.TempDir()
		forged, parent := filepath.Join(folder, "forged.age"), filepath.Join(folder, "parent", "deeper")
		if err := os.MkdirAll(parent, 0o700); err != nil {
			t.Fatal(err)
		}
		file, err := os.Create(forged)
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := age.Encrypt(file, identity.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		packed := tar.NewWriter(sealed)
		if err := packed.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		for _, c := range []interface{ Close() error }{packed, sealed, file} {
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := (BackupKey{[]age.Identity{identity}}).Folder(t.Context(), forged, filepath.Join(parent, "new")); err == nil {
			t.Errorf("%s is taken for a backup", what)
		}
		if left, err := filepath.Glob(filepath.Join(folder, "*", "*", "*")); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v behind (%v)", what, left, err)
		}
		if _, err := os.Lstat(filepath.Join(folder, "parent", "out")); err == nil {
			t.Errorf("%s was written outside its folder", what)
		}
	}
}
