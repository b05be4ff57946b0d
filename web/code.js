// The return code, as internal/seal makes it: 128 random bits, written as twelve words or as 42 digits, and the keys derived from it.
import { identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex } from "./seal.js";
import list from "../internal/seal/words.txt";

export const words = list.trim().split("\n");
const checkPrime = 997n;

export function newCode() {
  return crypto.getRandomValues(new Uint8Array(16));
}

function numberOf(code) {
  return code.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

// wordsOf is the code as twelve words; the last holds four bits of checksum.
export function wordsOf(code) {
  let number = (numberOf(code) << 4n) | BigInt(sha256(code)[0] >> 4);
  const out = [];
  for (let i = 0; i < 12; i++, number >>= 11n) out.unshift(words[Number(number & 2047n)]);
  return out;
}

// digitsOf is the code as fourteen groups of three digits; the last is the check.
export function digitsOf(code) {
  const number = numberOf(code);
  const all = number.toString().padStart(39, "0") + (number % checkPrime).toString().padStart(3, "0");
  return all.match(/.{3}/g);
}

// keysOf derives what the server stores of a code: the hash of its lookup id, and the public half of its box key.
export async function keysOf(code) {
  return { mailbox: hex(sha256(derive(code, "lookup id"))), box: await identityToRecipient(identityOf(code)) };
}

// lookupOf is what the server is shown to find a code's mailbox, in hexadecimal.
export function lookupOf(code) {
  return hex(derive(code, "lookup id"));
}

// identityOf is the key that opens the letters in a code's mailbox.
export function identityOf(code) {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", derive(code, "box key")).toUpperCase();
}

function derive(code, label) {
  const text = new TextEncoder();
  return hkdf(sha256, code, text.encode("guwah return code 1"), text.encode(label), 32);
}

// codeIn reads a code as people write it: twelve words, in full or by their first four letters, or 42 digits of any script in use, with anything
// between them. It gives null for what is none.
export function codeIn(text) {
  const { words: given, digits } = tokens(text);
  const number = given.length > 0 ? numberOfWords(given) : numberOfDigits(digits);
  if (number === null || number >> 128n) return null;
  const code = new Uint8Array(16);
  for (let i = 15, rest = number; i >= 0; i--, rest >>= 8n) code[i] = Number(rest & 255n);
  const same = given.length > 0 ? wordsOf(code).every((word, i) => word.slice(0, 4) === given[i].slice(0, 4)) : digitsOf(code).join("") === digits;
  return same ? code : null;
}

function numberOfWords(given) {
  if (given.length !== 12) return null;
  let number = 0n;
  for (const word of given) {
    const index = words.findIndex((known) => known.slice(0, 4) === word.slice(0, 4));
    if (index < 0) return null;
    number = (number << 11n) | BigInt(index);
  }
  return number >> 4n;
}

function numberOfDigits(digits) {
  return digits.length === 42 ? BigInt(digits.slice(0, 39)) : null;
}

// tokens takes a text apart into its words, lower case, and its digits, as ASCII.
function tokens(text) {
  const narrow = text.replace(/[Ａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const digits = text.replace(/[^0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, "").replace(/[^0-9]/g, (c) => String(c.charCodeAt(0) & 15));
  return { words: narrow.toLowerCase().split(/[^\p{L}]+/u).filter(Boolean), digits };
}

// holds reports whether what somebody wrote is the word at this place of a code, counted from 1, or the group of digits there.
export function holds(code, place, written) {
  const { words: given, digits } = tokens(written);
  if (given.length === 0) return digits === digitsOf(code)[place - 1];
  return given.length === 1 && digits === "" && given[0].slice(0, 4) === wordsOf(code)[place - 1].slice(0, 4);
}

// holdsCode reports whether a text holds twelve words of the list in a row, or 42 digits: rather too often than too seldom.
export function holdsCode(text) {
  const known = new Set(words.map((word) => word.slice(0, 4)));
  let row = 0;
  for (const word of text.toLowerCase().split(/[^\p{L}]+/u)) {
    row = known.has(word.slice(0, 4)) ? row + 1 : 0;
    if (row === 12) return true;
  }
  return /\p{Nd}{42}/u.test(text.replace(/[\s.,/-]/g, ""));
}
