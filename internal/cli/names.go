package cli

// namesCommands ask the names library directly, without a register.
type namesCommands struct {
	Compare namesCompareCommand `cmd:"" help:"Say how alike two names are, and why."`
	Rank    namesRankCommand    `cmd:"" help:"Rank the names of one file for each name of another."`
	Bench   namesBenchCommand   `cmd:"" help:"Build an index of invented names and time it; print JSON."`
}
