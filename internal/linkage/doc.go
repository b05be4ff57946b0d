// Package linkage says which records could be one person, and why.
package linkage
