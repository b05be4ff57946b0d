// Package seal encrypts what a relative said to those who may read it.
//
// A team makes its key once, away from the server, with NewTeamIdentity; the server is given the Recipient, the public half,
// and can seal to it but never open. Seal is a writer: what is written to it comes out encrypted and padded to one of a few
// sizes, so that neither words nor their length lie on a disk. Open is the way back, for whoever holds the Identity.
//
//	sealed, err := seal.Seal(file, seal.Text, team)
//	…
//	err = sealed.Close() // only now is the file whole
//
// A testimony is sealed as one Testimony document; each recording, scan or photograph is sealed apart and named in it by the
// hash of its sealed bytes.
//
// A relative comes back with a Code, twelve words or the same in digits. From it come a lookup id, of which the server keeps
// only a hash, and the mailbox's own Identity, so that answers are sealed to the code and to nobody else.
//
// Everything is age (age-encryption.org/v1) with the hybrid of X25519 and ML-KEM-768: safe as long as one of the two holds.
// Classic age keys are refused everywhere, because one classic recipient undoes the protection of all.
package seal
