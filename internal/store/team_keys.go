package store

import (
	"context"

	"guwah.example/guwah"
)

// TeamKeys lists the epochs of the team's key by number, a proposed one included.
func (s *Store) TeamKeys(ctx context.Context) ([]guwah.TeamKey, error) {
	const look = `select doc from team_keys order by no`
	return list[guwah.TeamKey](ctx, s, "the team's keys", look)
}

// KeyLocks lists the locks of all members, ended ones included.
func (s *Store) KeyLocks(ctx context.Context) ([]guwah.KeyLock, error) {
	const look = `select doc from key_locks order by staff, credential`
	return list[guwah.KeyLock](ctx, s, "the locks of the team's keys", look)
}

// KeyWraps lists the wraps of all epochs by epoch, member and credential.
func (s *Store) KeyWraps(ctx context.Context) ([]guwah.KeyWrap, error) {
	const look = `select doc from key_wraps order by epoch, staff, credential`
	return list[guwah.KeyWrap](ctx, s, "the wraps of the team's keys", look)
}

// KeyRecoveries lists the sets of recovery cards by number.
func (s *Store) KeyRecoveries(ctx context.Context) ([]guwah.KeyRecovery, error) {
	const look = `select doc from key_recoveries order by no`
	return list[guwah.KeyRecovery](ctx, s, "the sets of recovery cards", look)
}
