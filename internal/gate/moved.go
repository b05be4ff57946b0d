package gate

import "guwah.example/guwah"

// Moved is what stands at the number of a case that was merged into the dossier's: a redirect where both pages were shown in full before the merge
// and the joint page is now (domain rule 14), else nothing that tells it from a number never given.
func Moved(number string, dossier guwah.Dossier, day guwah.Day) (Case, error) {
	view := guwah.NewView(dossier, guwah.Public, day)
	for _, merge := range dossier.Merges {
		if merge.DropCase == guwah.CaseID(number) && merge.DropLevel == guwah.LevelFull && merge.KeepLevel == guwah.LevelFull && view.Level == guwah.LevelFull {
			return Case{caseContent{ID: number, Level: guwah.LevelStub.String(), Day: int32(day), RedirectTo: string(view.Case)}}, nil
		}
	}
	return Case{}, guwah.ErrNotFound
}
