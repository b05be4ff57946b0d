package evidence

import (
	"encoding/hex"
	"image"
	"math/bits"

	"golang.org/x/image/draw"
)

// hash is a perceptual hash of 256 bits in 64 hexadecimal digits: whether each of 16 × 16 cells is lighter than its right neighbour. Scaling and
// recompression hardly change it.
func hash(picture image.Image) string {
	small := image.NewGray(image.Rect(0, 0, 17, 16))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	var sum [32]byte
	for y := range 16 {
		for x := range 16 {
			if small.GrayAt(x, y).Y > small.GrayAt(x+1, y).Y {
				sum[(y*16+x)/8] |= 1 << (x % 8)
			}
		}
	}
	return hex.EncodeToString(sum[:])
}

// Near is up to what [Distance] two pictures may be one.
const Near = 24

// Distance is in how many of 256 bits two perceptual hashes differ; 256 where one of them is none.
func Distance(a, b string) int {
	x, errX := hex.DecodeString(a)
	y, errY := hex.DecodeString(b)
	if errX != nil || errY != nil || len(x) != 32 || len(y) != 32 {
		return 256
	}
	differ := 0
	for i := range x {
		differ += bits.OnesCount8(x[i] ^ y[i])
	}
	return differ
}
