package gate

import "guwah.example/guwah/internal/pack"

var packer = pack.For[caseContent]()

// Packed is the case as it was let out, to be kept until anything it was made from changes.
func (c Case) Packed() []byte { return packer.Pack(&c.caseContent) }

// Unpack is the case that was packed. It fails with [pack.ErrOldShape] where another program packed it, in which a case had another shape.
func Unpack(packed string) (Case, error) {
	content, err := packer.Unpack(packed)
	if err != nil {
		return Case{}, err
	}
	return Case{*content}, nil
}
