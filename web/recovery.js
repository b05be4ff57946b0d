// Recovery cards: a key split 3 of 5, each share as 25 words or 84 digits. internal/seal/card.go reads what is written here.
import { combine, split } from "shamir-secret-sharing";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex } from "./seal.js";
import { words } from "./code.js";
import { identityFrom, publicOf, seedOf } from "./ring.js";

const cards = 5;
const needed = 3;
const shareBytes = 33;
const cardWords = 25;
const groups = 21; // of four digits, the last of them a check
const prime = 9973n; // the largest below ten thousand
const zeros = [0x30, 0x660, 0x6f0, 0xff10]; // the digits of any of the scripts in use

// newCards splits a secret key, and proves before it gives them out that any three of the cards bring it back.
export async function newCards(identity) {
  const shares = await split(seedOf(identity), cards, needed);
  for (const [a, b, c] of [[0, 1, 2], [2, 3, 4], [4, 0, 3]]) {
    if (identityFrom(await combine([shares[a], shares[b], shares[c]])) !== identity) throw new Error("not split");
  }
  return { public: await publicOf(identity), cards: shares.map(hashOf), shares };
}

// hashOf is what is published of a card, for testing it alone. A share is random throughout, so its hash gives nothing away.
export function hashOf(share) {
  return hex(digest(share));
}

function digest(share) {
  const label = new TextEncoder().encode("guwah recovery card 1\n");
  return sha256(Uint8Array.from([...label, ...share]));
}

function numberOf(share) {
  return share.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function shareOf(number) {
  if (number >> BigInt(8 * shareBytes)) return null;
  const digits = number.toString(16).padStart(2 * shareBytes, "0");
  return Uint8Array.from(digits.match(/../g), (byte) => parseInt(byte, 16));
}

function check(share) {
  const [first, second] = digest(share);
  return BigInt((first << 3) | (second >> 5));
}

export function cardInWords(share) {
  let number = (numberOf(share) << 11n) | check(share);
  const out = [];
  for (let i = 0; i < cardWords; i++, number >>= 11n) out.unshift(words[Number(number & 2047n)]);
  return out;
}

export function cardInDigits(share) {
  const number = numberOf(share);
  return (number.toString().padStart(4 * (groups - 1), "0") + (number % prime).toString().padStart(4, "0")).match(/.{4}/g);
}

// readCard gives the share that a text of words or digits is, or null.
export function readCard(text) {
  const given = text.toLowerCase().normalize("NFKC").match(/\p{L}+/gu) || [];
  return given.length ? fromWords(given) : fromDigits(text);
}

function fromWords(given) {
  if (given.length !== cardWords) return null;
  let number = 0n;
  for (const word of given) {
    const at = words.findIndex((known) => known.slice(0, 4) === word.slice(0, 4));
    if (at < 0) return null;
    number = (number << 11n) | BigInt(at);
  }
  const share = shareOf(number >> 11n);
  return share && check(share) === (number & 2047n) ? share : null;
}

function fromDigits(text) {
  const digits = Array.from(text, (letter) => {
    const zero = zeros.find((z) => letter.codePointAt(0) >= z && letter.codePointAt(0) <= z + 9);
    return zero === undefined ? "" : String(letter.codePointAt(0) - zero);
  }).join("");
  if (digits.length !== 4 * groups) return null;
  const number = BigInt(digits.slice(0, -4));
  const share = shareOf(number);
  return share && number % prime === BigInt(digits.slice(-4)) ? share : null;
}
