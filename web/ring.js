// The team's keys in the browser: locks derived from a passkey or a passphrase, wraps of an epoch's identity, and the vouchers that keep the server
// from slipping in a lock of its own. internal/register/key_*.go keeps the same rules on the other side; docs/adr/0009-team-keys.md says why.
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32, base64 } from "@scure/base";
import { wordsOf } from "./code.js";
import { fingerprintOf } from "./seal.js";

const utf8 = new TextEncoder();
const slowly = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 }; // OWASP's least for scrypt
export const passphrase = "passphrase";

export class Untrusted extends Error {}

// lockFromPasskey and lockFromPassphrase derive a lock's secret half: an age identity that is nowhere stored.
export function lockFromPasskey(output, salt) {
  return identityFrom(hkdf(sha256, new Uint8Array(output), base64.decode(salt), utf8.encode("guwah lock passkey 1"), 32));
}

export async function lockFromPassphrase(text, salt) {
  const stretched = await scryptAsync(utf8.encode(plain(text)), base64.decode(salt), slowly);
  return identityFrom(hkdf(sha256, stretched, base64.decode(salt), utf8.encode("guwah lock passphrase 1"), 32));
}

// plain is a passphrase without what people type differently each time.
function plain(text) {
  return text.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
}

// strong tells whether a passphrase may lock the key: six different words and twenty characters at least.
export function strong(text) {
  return plain(text).length >= 20 && new Set(plain(text).split(" ")).size >= 6;
}

// newPassphrase is seven words by chance: 77 bits.
export function newPassphrase(list) {
  return Array.from(crypto.getRandomValues(new Uint16Array(7)), (n) => list[n % 2048]).join(" ");
}

export function newSalt() {
  return base64.encode(crypto.getRandomValues(new Uint8Array(32)));
}

export function identityFrom(seed) {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();
}

export function seedOf(identity) {
  return bech32.decodeToBytes(identity.toLowerCase()).bytes;
}

export const publicOf = identityToRecipient;

// wordsOfKey is a public key's fingerprint in words, for comparing by voice.
export function wordsOfKey(recipient) {
  const digits = fingerprintOf(recipient).replaceAll(" ", "");
  return wordsOf(Uint8Array.from(digits.match(/../g), (byte) => parseInt(byte, 16)));
}

// signerOf derives what an epoch's holders sign with.
function signerOf(identity) {
  return hkdf(sha256, seedOf(identity), utf8.encode("guwah team key 1"), utf8.encode("sign"), 32);
}

export function verifyOf(identity) {
  return base64.encode(ed25519.getPublicKey(signerOf(identity)));
}

function sign(identity, statement) {
  return base64.encode(ed25519.sign(utf8.encode(statement), signerOf(identity)));
}

function signed(verify, signature, statement) {
  try {
    return ed25519.verify(base64.decode(signature), utf8.encode(statement), base64.decode(verify));
  } catch {
    return false;
  }
}

const lines = (...values) => values.join("\n") + "\n";
const epochStatement = ({ no, public: key, verify }) => lines("guwah epoch 1", no, key, verify);
const lockStatement = (epoch, lock) => lines("guwah lock 1", epoch, lock.staff, lock.credential, lock.salt, lock.public);
const confirmStatement = (what, no, key, by) => lines("guwah confirm 1", what, no, key, by);

// wrap seals an epoch's identity to a lock, and vouches for the lock with it.
export async function wrap(identity, epoch, lock) {
  if (!lock.public.startsWith("age1pq1")) throw new Error("not a post-quantum key");
  const encrypter = new Encrypter();
  encrypter.addRecipient(lock.public);
  const blob = base64.encode(await encrypter.encrypt(identity));
  return { epoch, staff: lock.staff, credential: lock.credential, blob, voucher: sign(identity, lockStatement(epoch, lock)) };
}

// unwrap opens wraps with a lock's secret half, and gives the identities of the epochs they are of. One that is not the epoch's is a lie, and fails.
export async function unwrap(ring, wraps, secret) {
  const found = new Map();
  for (const { epoch, blob } of wraps) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(secret);
    const identity = await decrypter.decrypt(base64.decode(blob), "text");
    if ((await identityToRecipient(identity)) !== ring.epochs.find(({ no }) => no === epoch)?.public) throw new Untrusted();
    found.set(epoch, identity);
  }
  return found;
}

// held sorts identities by the epoch whose public half is theirs.
export async function held(ring, identities) {
  const found = new Map();
  for (const identity of identities) {
    const key = await identityToRecipient(identity);
    for (const { no } of ring.epochs.filter((epoch) => epoch.public === key)) found.set(no, identity);
  }
  return found;
}

// current is the epoch in force, if whoever holds these identities can follow the chain of signatures to it.
export function current(ring, holding) {
  const epochs = ring.epochs.filter(({ since }) => since);
  const first = epochs.findIndex(({ no }) => holding.has(no));
  if (first < 0) throw new Untrusted();
  let verify = verifyOf(holding.get(epochs[first].no));
  for (let i = first; ; i++) {
    if (epochs[i].verify && epochs[i].verify !== verify) throw new Untrusted();
    if (holding.has(epochs[i].no) && verifyOf(holding.get(epochs[i].no)) !== verify) throw new Untrusted();
    if (i === epochs.length - 1) return { ...epochs[i], verify };
    if (!signed(verify, epochs[i + 1].signature, epochStatement(epochs[i + 1]))) throw new Untrusted();
    verify = epochs[i + 1].verify;
  }
}

// vouched lists the locks that an epoch vouches for, the recovery cards in force among them.
export function vouched(ring, epoch) {
  const cards = ring.recoveries.filter(({ since, ended }) => since && !ended).map(cardsLock);
  return ring.locks.concat(cards).filter((lock) => lock.active && signed(epoch.verify, lock.vouchers[epoch.no] || "", lockStatement(epoch.no, lock)));
}

function cardsLock({ no, public: key, vouchers }) {
  return { staff: "", credential: `recovery-${no}`, salt: "", public: key, vouchers, active: true };
}

// wrapsFor wraps everything held to one lock, the epoch in force vouching for it. Where the founding key has not signed anything yet, its signing half
// goes along, with the answer to the server's question.
export async function wrapsFor(ring, holding, lock) {
  const epoch = current(ring, holding);
  if (!holding.has(epoch.no)) throw new Untrusted();
  const wraps = [];
  for (const [no, identity] of holding) wraps.push(await wrap(identity, no, lock));
  if (!ring.question) return { wraps };
  const decrypter = new Decrypter();
  decrypter.addIdentity(holding.get(epoch.no));
  const padded = await decrypter.decrypt(base64.decode(ring.question));
  return { wraps, verify: epoch.verify, answer: new TextDecoder().decode(padded.subarray(0, padded.lastIndexOf(0x80))) };
}

// nextEpoch makes a new key, wrapped to every lock that the one in force vouches for and to no other.
export async function nextEpoch(ring, holding) {
  const epoch = current(ring, holding);
  if (!holding.has(epoch.no)) throw new Untrusted();
  const identity = await generateHybridIdentity();
  const next = { no: epoch.no + 1, public: await identityToRecipient(identity), verify: verifyOf(identity) };
  const wraps = [];
  for (const lock of vouched(ring, epoch)) wraps.push(await wrap(identity, next.no, lock));
  return { ...next, signature: sign(holding.get(epoch.no), epochStatement(next)), wraps };
}

// confirmation opens a proposed epoch with a lock and signs that it is the team's: signed by the key in force, and wrapped to the locks that one vouches
// for, no other. It gives the new identity too.
export async function confirmation(ring, holding, proposed, secret) {
  const epoch = current(ring, holding);
  if (!signed(epoch.verify, proposed.signature, epochStatement(proposed))) throw new Untrusted();
  const mine = ring.wraps.filter((one) => one.epoch === proposed.no && one.credential === secret.credential);
  const identity = (await unwrap(ring, mine, secret.identity)).get(proposed.no);
  if (!identity || verifyOf(identity) !== proposed.verify) throw new Untrusted();
  const named = (locks) => locks.map(({ staff, credential }) => staff + " " + credential).sort().join("\n");
  const made = ring.locks.filter((lock) => lock.vouchers[proposed.no]).concat(ring.recoveries.map(cardsLock).filter((lock) => lock.vouchers[proposed.no]));
  if (named(made) !== named(vouched(ring, epoch))) throw new Untrusted();
  if (!made.every((lock) => signed(proposed.verify, lock.vouchers[proposed.no], lockStatement(proposed.no, lock)))) throw new Untrusted();
  return { identity, signature: sign(identity, confirmStatement("epoch", proposed.no, proposed.public, ring.me)) };
}

// recoveryWraps wraps everything held to a new set of cards.
export async function recoveryWraps(ring, holding, no, key) {
  const { wraps } = await wrapsFor({ ...ring, question: "" }, holding, cardsLock({ no, public: key }));
  return wraps;
}

// recoveryConfirmation signs with the key in force that a set of cards counts.
export function recoveryConfirmation(ring, holding, set) {
  const epoch = current(ring, holding);
  const lock = cardsLock(set);
  if (!signed(epoch.verify, set.vouchers[epoch.no] || "", lockStatement(epoch.no, lock))) throw new Untrusted();
  return sign(holding.get(epoch.no), confirmStatement("recovery", set.no, set.public, ring.me));
}
