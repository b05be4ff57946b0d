// Package campaign makes what goes out about a case: the share card (PNG, 1200 by 630 pixels) and the placard (PDF, A4).
//
// A [Press] makes both. What they say comes from gate types only, in words of the catalogue, so that nothing withheld can be drawn. One layout serves
// every language: right to left it is mirrored, every size is fitted to the words, and what is lacking (a photo, a name, a clock) leaves no hole.
package campaign
