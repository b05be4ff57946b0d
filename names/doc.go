// Package names says how alike two names are across scripts, and finds the known names one could be.
package names
