package guwah

// Arrival is one testimony as it arrives, with all that is stored with it in one act.
type Arrival struct {
	Act       Act        `json:"-"` // given by the write door
	Testimony Testimony  `json:"testimony"`
	Consents  []Consent  `json:"consents,omitempty"`
	Envelopes []Envelope `json:"-"`
}

// Envelope is sealed words that are small enough to lie in the register itself, beside the record that names them. Larger ones, and files, are blobs.
type Envelope struct {
	Hash   string // hexadecimal SHA-256 of Sealed
	Sealed []byte
}
