// Encrypts and opens what internal/seal does in Go, byte for byte the same form: age with the hybrid of X25519 and ML-KEM-768,
// the plaintext padded as ISO/IEC 7816-4 to a few sizes.
import { Decrypter, Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";

const mark = 0x80;

// paddedSize is the size a plaintext is padded to: for "text" 4 KiB and its doublings, for "file" two sizes to each doubling
// from 32 KiB.
export function paddedSize(padding, length) {
  let size = padding === "file" ? 32 << 10 : 4 << 10;
  for (; size <= length; size *= 2) {
    if (padding === "file" && size * 1.5 > length) return size * 1.5;
  }
  return size;
}

// seal encrypts a Blob to the recipients and gives a Blob. A recipient that is not the hybrid is refused: one classic
// recipient would undo the protection of all, and the library itself would let it pass.
export async function seal(blob, padding, recipients) {
  const encrypter = new Encrypter();
  if (recipients.length === 0) throw new Error("no key to seal to");
  for (const recipient of recipients) {
    if (!recipient.startsWith("age1pq1")) throw new Error("not a post-quantum key");
    encrypter.addRecipient(recipient);
  }
  const fill = new Uint8Array(paddedSize(padding, blob.size) - blob.size);
  fill[0] = mark;
  const sealed = await encrypter.encrypt(new Blob([blob, fill]).stream());
  return new Response(sealed).blob();
}

// sealDocument seals an object as JSON and gives a Blob.
export function sealDocument(document, recipients) {
  return seal(new Blob([JSON.stringify(document) + "\n"]), "text", recipients);
}

// open gives the plaintext bytes of sealed ones. It throws WrongKey, or Damaged for what was cut or altered.
export async function open(sealed, identities) {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  let padded;
  try {
    padded = await decrypter.decrypt(sealed);
  } catch (error) {
    throw /no identity matched/.test(error.message) ? new WrongKey() : new Damaged();
  }
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  if (padded[end] !== mark) throw new Damaged();
  return padded.subarray(0, end);
}

export class WrongKey extends Error {}
export class Damaged extends Error {}

// identitiesIn reads the text of an identity file; older keys of the team may stand below the newest.
export function identitiesIn(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  if (lines.length === 0 || !lines.every((line) => line.startsWith("AGE-SECRET-KEY-PQ-1"))) throw new WrongKey();
  lines.forEach((line) => new Decrypter().addIdentity(line)); // throws on a key that was not copied whole
  return lines;
}

// hashOf is the SHA-256 of bytes in hexadecimal: the address of a sealed file.
export function hashOf(bytes) {
  return hex(sha256(bytes));
}

// fingerprintOf names a public key as seal.Fingerprint does: the first 16 bytes of the SHA-256 of its written form, in groups of four digits.
export function fingerprintOf(recipient) {
  return hashOf(new TextEncoder().encode(recipient)).slice(0, 32).match(/.{4}/g).join(" ");
}

// hashOfBlob is hashOf for a Blob, read piece by piece.
export async function hashOfBlob(blob) {
  const hash = sha256.create();
  const reader = blob.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  return hex(hash.digest());
}

export function hex(bytes) {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
