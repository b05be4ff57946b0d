package evidence

import (
	"image"
	"image/color"
	"image/draw"
)

// shrunk is the picture on white, at most LongSide pixels long. It reads the picture in strips, so that it takes hardly more memory than the picture itself.
func shrunk(picture image.Image) *image.RGBA {
	from := picture.Bounds()
	width, height := from.Dx(), from.Dy()
	if long := max(width, height); long > LongSide {
		width, height = max(1, width*LongSide/long), max(1, height*LongSide/long)
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	if width == from.Dx() && height == from.Dy() {
		onWhite(to, picture, from.Min)
		return to
	}
	strip := image.NewRGBA(image.Rect(0, 0, from.Dx(), from.Dy()/height+2))
	for y := range height {
		first, after := spread(y, from.Dy(), height)
		rows := strip.SubImage(image.Rect(0, 0, from.Dx(), after-first)).(*image.RGBA)
		onWhite(rows, picture, image.Pt(from.Min.X, from.Min.Y+first))
		average(to, y, rows)
	}
	return to
}

func onWhite(to *image.RGBA, picture image.Image, at image.Point) {
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(to, to.Bounds(), picture, at, draw.Over)
}

// average fills a row with the mean of the pixels above it.
func average(to *image.RGBA, y int, rows *image.RGBA) {
	width, height := to.Bounds().Dx(), rows.Bounds().Dy()
	for x := range width {
		first, after := spread(x, rows.Bounds().Dx(), width)
		var red, green, blue, count int
		for row := range height {
			pixels := rows.Pix[row*rows.Stride+4*first : row*rows.Stride+4*after]
			for i := 0; i < len(pixels); i += 4 {
				red, green, blue, count = red+int(pixels[i]), green+int(pixels[i+1]), blue+int(pixels[i+2]), count+1
			}
		}
		to.SetRGBA(x, y, color.RGBA{uint8(red / count), uint8(green / count), uint8(blue / count), 0xff})
	}
}

// spread is which of many pixels fall on one of few.
func spread(one, many, few int) (first, after int) {
	return one * many / few, (one*many + many + few - 1) / few
}
