// Package evidence keeps pictures of persons: the original sealed, and the one copy made for the public, drawn anew from its pixels.
//
// A case-worker opens the sealed original in their browser and proposes a copy; [Pictures.Propose] takes nothing from it but the pixels. The picture is the
// claim "this image shows this person" (rule 13): it goes out once two people have accepted that, if consent allows.
package evidence
