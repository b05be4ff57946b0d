package seal

import "errors"

// errShares is returned for shares that cannot be of one secret.
var errShares = errors.New("these cards do not belong together")

// combine brings a secret back from its shares: Shamir's scheme byte by byte over GF(256) with the polynomial of AES, as the npm package
// shamir-secret-sharing splits it. The last byte of a share is where the polynomials were taken, the others what they were there. Too few shares, or
// wrong ones, give another secret: whoever calls must know it when they see it.
func combine(shares [][]byte) ([]byte, error) {
	if len(shares) < 2 {
		return nil, errShares
	}
	size := len(shares[0])
	at := make([]byte, len(shares))
	seen := make(map[byte]bool)
	for i, share := range shares {
		if len(share) != size || size < 2 {
			return nil, errShares
		}
		at[i] = share[size-1]
		if at[i] == 0 || seen[at[i]] {
			return nil, errShares
		}
		seen[at[i]] = true
	}
	secret := make([]byte, size-1)
	for i, share := range shares {
		weight := weightAtZero(at, i)
		for b := range secret {
			secret[b] ^= times(share[b], weight)
		}
	}
	return secret, nil
}

// weightAtZero is Lagrange's weight of the i-th point for the value at zero.
func weightAtZero(at []byte, i int) byte {
	weight := byte(1)
	for j, x := range at {
		if j != i {
			weight = times(weight, times(x, inverse(x^at[i])))
		}
	}
	return weight
}

// times multiplies in GF(256), x⁸ + x⁴ + x³ + x + 1, in a time that does not hang on the values.
func times(a, b byte) byte {
	var product byte
	for range 8 {
		product ^= a & -(b & 1)
		a = a<<1 ^ 0x1b&-(a>>7)
		b >>= 1
	}
	return product
}

// inverse is a to the power of 254.
func inverse(a byte) byte {
	result := byte(1)
	for range 254 {
		result = times(result, a)
	}
	return result
}
