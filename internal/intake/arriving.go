package intake

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"guwah.example/guwah"
)

// broken marks what is wrong with a form itself as the sender's to mend: a body that ends too soon, or is not what its header says. Such an
// error may repeat words of the form, so it must never be logged as a fault of ours. A form that is too large stays that.
func broken(err error) error {
	var large *http.MaxBytesError
	if err == nil || errors.As(err, &large) {
		return err
	}
	return fmt.Errorf("%w: %w", guwah.ErrInvalid, err)
}

// arriving is a part of a form while it streams in.
type arriving struct{ io.Reader }

// Read reads on; what fails here is the form, not the disk it is written to.
func (a arriving) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = broken(err)
	}
	return n, err
}
