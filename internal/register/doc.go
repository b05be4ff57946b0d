// Package register is what the team does with what it was told: testimonies become claims and cases; review, two people, merges, corrections, challenges.
//
// Everything that changes the register goes through [Register.Commit]: one act, one transaction, one row in the append-only acts.
// Everything that the public faces read comes from [Public], which loads a dossier in one snapshot, computes the view and passes it through the gate.
package register
