// The return code, as internal/seal makes it: 128 random bits, written as twelve words or as 42 digits, and the keys derived from it.
import { identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex } from "./seal.js";
import list from "../internal/seal/words.txt";

const words = list.trim().split("\n");
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
  const box = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", derive(code, "box key")).toUpperCase();
  return { mailbox: hex(sha256(derive(code, "lookup id"))), box: await identityToRecipient(box) };
}

function derive(code, label) {
  const text = new TextEncoder();
  return hkdf(sha256, code, text.encode("guwah return code 1"), text.encode(label), 32);
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
