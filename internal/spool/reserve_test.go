package spool

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatIsHeldBackIsGivenUpOnAFullDiskAndHeldBackAgain(t *testing.T) {
	const mib = 1 << 20
	folder, free := t.TempDir(), int64(0)
	reserve := NewReserve(folder, mib, 2*mib, func() (int64, error) { return free, nil })
	for i, step := range []struct {
		free        int64
		short, held bool
	}{
		{4 * mib, true, false}, // nothing was held back yet, and there is too little to do so
		{5 * mib, false, true},
		{2 * mib, false, true},
		{2*mib - 1, true, false},
		{3*mib - 1, true, false}, // it was given up, and that makes no room to take anything in
		{5*mib - 1, true, false},
		{5 * mib, false, true},
	} {
		free = step.free
		short, err := reserve.Look()
		info, missing := os.Stat(filepath.Join(folder, ReserveFile))
		if held := missing == nil && info.Size() == mib; err != nil || short != step.short || held != step.held {
			t.Errorf("step %d, %d bytes free: short %v, held %v, error %v", i, free, short, held, err)
		}
	}
}

func TestWhereNobodyKnowsHowMuchIsFreeNothingIsRefused(t *testing.T) {
	unknown := errors.New("not known here")
	short, err := NewReserve(t.TempDir(), 1, 1, func() (int64, error) { return 0, unknown }).Look()
	if short || !errors.Is(err, unknown) {
		t.Errorf("short %v, error %v", short, err)
	}
}
