package draw

import (
	"fmt"
	"image/color"

	"github.com/skip2/go-qrcode"
)

// quietZone is the empty border a QR code needs to be read, in modules (ISO/IEC 18004).
const quietZone = 4

// QR draws content as a QR code that fills the square box, quiet border included, black on white, so that any telephone reads it off paper. It fails if
// content is longer than a QR code holds at medium correction, some 2,300 bytes.
func QR(c Canvas, box Box, content string) error {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("make qr code of %d bytes: %w", len(content), err)
	}
	code.DisableBorder = true
	rows := code.Bitmap()
	module := box.W / float64(len(rows)+2*quietZone)
	Rect(c, box, color.White)
	var dark Path
	for y, row := range rows {
		for x := 0; x < len(row); {
			end := x
			for end < len(row) && row[end] {
				end++
			}
			if end > x {
				dark.Add(Box{box.X + float64(quietZone+x)*module, box.Y + float64(quietZone+y)*module, float64(end-x) * module, module})
			}
			x = end + 1
		}
	}
	c.Fill(dark, color.Black)
	return nil
}
