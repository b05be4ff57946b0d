package intake

import (
	"testing"

	"guwah.example/guwah"
)

func TestRule18OfAnErasedTestimonyNoSealedByteIsKept(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := d.Forget(t.Context()); n != 0 || err != nil {
		t.Fatalf("%d testimonies were forgotten that nobody erased, error %v", n, err)
	}
	if len(d.kept.Kept) == 0 {
		t.Fatal("there is nothing to forget")
	}
	erased := d.register.Testimonies[mine.Testimony.ID]
	erased.State = guwah.TestimonyErased
	d.register.Testimonies[erased.ID] = erased
	d.register.Mail["m"] = guwah.Message{ID: "m", Testimony: erased.ID, Sealed: []byte("sealed")}
	if n, err := d.Forget(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d testimonies were forgotten, error %v", n, err)
	}
	if len(d.kept.Kept) != 0 || d.register.Mail["m"].Sealed != nil {
		t.Errorf("%d files and the letter %q are kept", len(d.kept.Kept), d.register.Mail["m"].Sealed)
	}
	if left := d.register.Testimonies[erased.ID]; left.Mailbox == mine.Testimony.Mailbox || left.MailboxKey != "" {
		t.Errorf("the mark of the code is kept: %+v", left)
	}
	if n, err := d.Forget(t.Context()); n != 0 || err != nil {
		t.Errorf("%d testimonies were forgotten twice, error %v", n, err)
	}
}
