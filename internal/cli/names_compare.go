package cli

import (
	"encoding/json"
	"fmt"

	"guwah.example/guwah/names"
)

type namesCompareCommand struct {
	A    string `arg:"" help:"A name in any script."`
	B    string `arg:"" help:"Another."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// comparedNames is the JSON the command prints.
type comparedNames struct {
	Score     float64       `json:"score"`
	Cost      float64       `json:"cost"`
	A         comparedName  `json:"a"`
	B         comparedName  `json:"b"`
	Alignment []alignedPair `json:"alignment"`
	Reasons   []string      `json:"reasons"`
}

type comparedName struct {
	Name     string   `json:"name"`
	Script   string   `json:"script"`
	Readings []string `json:"readings"`
}

type alignedPair struct {
	A     string        `json:"a"`
	Via   string        `json:"via"`
	B     string        `json:"b"`
	Cost  float64       `json:"cost"`
	Steps []alignedStep `json:"steps"`
}

type alignedStep struct {
	A    string  `json:"a"`
	B    string  `json:"b"`
	Cost float64 `json:"cost"`
}

// Run prints the comparison.
func (c namesCompareCommand) Run(std streams) error {
	comparison := names.Compare(c.A, c.B, names.Default())
	if c.JSON {
		encoder := json.NewEncoder(std.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(compared(comparison))
	}
	fmt.Fprintf(std.out, "score\t%.4f\nreading\t%s = %s\nreading\t%s = %s\n", comparison.Score,
		comparison.A.Name, comparison.A, comparison.B.Name, comparison.B)
	for _, pair := range comparison.Alignment {
		fmt.Fprintf(std.out, "aligned\t%s\t%.2f\n", pair, pair.Cost)
	}
	for _, reason := range comparison.Reasons {
		fmt.Fprintf(std.out, "reason\t%s\t%s\n", reason.Kind, reason.Words)
	}
	return nil
}

func compared(c names.Comparison) comparedNames {
	out := comparedNames{
		Score: c.Score, Cost: c.Cost, A: read(c.A), B: read(c.B),
		Alignment: []alignedPair{}, Reasons: []string{},
	}
	for _, pair := range c.Alignment {
		aligned := alignedPair{A: pair.A, Via: pair.Via, B: pair.B, Cost: pair.Cost}
		for _, step := range pair.Steps {
			aligned.Steps = append(aligned.Steps, alignedStep(step))
		}
		out.Alignment = append(out.Alignment, aligned)
	}
	for _, reason := range c.Reasons {
		out.Reasons = append(out.Reasons, string(reason.Kind)+": "+reason.Words)
	}
	return out
}

func read(r names.Reading) comparedName {
	out := comparedName{Name: r.Name, Script: names.Detect(r.Name).String(), Readings: []string{}}
	for _, word := range r.Words {
		for _, spoken := range word.Spoken {
			out.Readings = append(out.Readings, fmt.Sprintf("%s = %s (%s)", word.Text, spoken, spoken.Spelling))
		}
	}
	return out
}
