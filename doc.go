// Package guwah is the words of the field as types, and the rules that need no storage.
package guwah
