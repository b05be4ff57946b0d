package blob_test

import (
	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/register"
)

// What the use cases ask of a keeper of bytes, the disk does.
var (
	_ intake.Blobs      = (*blob.Disk)(nil)
	_ evidence.Blobs    = (*blob.Disk)(nil)
	_ register.Pictures = (*blob.Disk)(nil)
)
