package guwah

// Audience is whom a view is for.
type Audience string

// The audiences, from the widest to the narrowest.
const (
	Public   Audience = "public"
	Partners Audience = "partners"
	Team     Audience = "team"
	CaseLead Audience = "case_lead"
)

// Dossier is one case with everything the register holds on it in clear, loaded in one snapshot. After a merge it holds the claims of both records.
type Dossier struct {
	Person      Person
	Case        Case
	Merged      []Person // records merged into this one
	Merges      []Merge  // how they came to be merged, those undone left out
	Claims      []Claim  // in any state; the view selects
	Sources     []Source
	Testimonies []Testimony // those that Claims were drawn from or that are about this person
	Consents    []Consent
	Clearances  []Clearance
	Evidence    []Evidence
	Demands     []Demand
	Responses   []Response
	Assessments []Assessment
	Authorities []Authority // those the above name, and their parents
	Campaigns   []Campaign  // those the case is in
	Corrections []Correction
	Challenges  []Challenge
	Relatives   []Related // people that relation claims point to
}

// Related is another person a relation claim points to, with as much as the team needs to name them. Whether outsiders may know any of it only the
// relative's own dossier can tell.
type Related struct {
	Person PersonID
	Case   CaseID
	Level  Level // as two people decided; what goes out may be less
	Name   string
}
