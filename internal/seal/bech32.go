package seal

import "strings"

// bech32Letters are the letters of five bits each.
const bech32Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32Encode writes bytes in Bech32 (BIP 173, without its limit of 90 characters), as age writes its keys.
func bech32Encode(prefix string, data []byte) string {
	groups := fiveBitGroups(data)
	var out strings.Builder
	out.WriteString(prefix + "1")
	for _, group := range append(groups, bech32Checksum(prefix, groups)...) {
		out.WriteByte(bech32Letters[group])
	}
	return out.String()
}

func fiveBitGroups(data []byte) []byte {
	var groups []byte
	var held uint32
	var bits uint
	for _, b := range data {
		held, bits = held<<8|uint32(b), bits+8
		for bits >= 5 {
			bits -= 5
			groups = append(groups, byte(held>>bits)&31)
		}
	}
	if bits > 0 {
		groups = append(groups, byte(held<<(5-bits))&31)
	}
	return groups
}

func bech32Checksum(prefix string, groups []byte) []byte {
	var values []byte
	for _, c := range []byte(prefix) {
		values = append(values, c>>5)
	}
	values = append(values, 0)
	for _, c := range []byte(prefix) {
		values = append(values, c&31)
	}
	values = append(values, groups...)
	values = append(values, 0, 0, 0, 0, 0, 0)
	sum := bech32Polymod(values) ^ 1
	checksum := make([]byte, 6)
	for i := range checksum {
		checksum[i] = byte(sum>>(5*(5-i))) & 31
	}
	return checksum
}

func bech32Polymod(values []byte) uint32 {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	sum := uint32(1)
	for _, value := range values {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ uint32(value)
		for i, g := range generator {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	return sum
}
