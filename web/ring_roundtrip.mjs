// The other side of internal/seal's test of the team's keys: makes locks, wraps, an epoch and recovery cards for Go to check.
import { strict as assert } from "node:assert";
import { webcrypto } from "node:crypto";
import { combine } from "shamir-secret-sharing";
import { cardInDigits, cardInWords, hashOf, newCards, readCard } from "./recovery.js";
import { confirmation, current, held, identityFrom, lockFromPasskey, lockFromPassphrase, newSalt, nextEpoch, publicOf, recoveryConfirmation, recoveryWraps, strong, unwrap, Untrusted, verifyOf, wrapsFor } from "./ring.js";

globalThis.crypto ||= webcrypto;
const random = () => identityFrom(crypto.getRandomValues(new Uint8Array(32)));

assert.ok(strong("six words are enough of them ") && !strong("one two three four five") && !strong("a a a a a a a a a a a a a a a"));
const salt = newSalt();
assert.equal(await lockFromPassphrase("  Six words ARE enough of them", salt), await lockFromPassphrase("six words are  enough of them", salt));
const prf = crypto.getRandomValues(new Uint8Array(32)).buffer;
assert.notEqual(lockFromPasskey(prf, salt), lockFromPasskey(prf, newSalt()));

// Two members of one epoch.
const first = random();
const secrets = { a: lockFromPasskey(prf, salt), b: await lockFromPassphrase("six words are enough of them", salt) };
const ring = { me: "a", epochs: [{ no: 1, public: await publicOf(first), verify: verifyOf(first), since: "2026" }], locks: [], recoveries: [], wraps: [] };
const holding = await held(ring, [random(), first]);
for (const staff of ["a", "b"]) {
  const lock = { staff, credential: "c", salt, public: await publicOf(secrets[staff]), active: true, vouchers: {} };
  const { wraps: [wrap] } = await wrapsFor(ring, holding, lock);
  lock.vouchers[1] = wrap.voucher;
  ring.locks.push(lock);
  assert.equal((await unwrap(ring, [wrap], secrets[staff])).get(1), first);
}

// Recovery cards.
const recovery = random();
const set = await newCards(recovery);
for (const share of set.shares) {
  assert.deepEqual(readCard(cardInWords(share).join(" ")), share);
  assert.deepEqual(readCard(cardInDigits(share).join("-")), share);
  assert.equal(readCard(cardInWords(share).slice(1).join(" ")), null);
  const wrong = cardInDigits(share).join("");
  assert.equal(readCard((wrong[0] === "1" ? "2" : "1") + wrong.slice(1)), null);
}
assert.notEqual(identityFrom(await combine(set.shares.slice(0, 2))), recovery);
const recoveryWrap = (await recoveryWraps(ring, holding, 1, set.public))[0];
const inForce = { no: 1, public: set.public, vouchers: { 1: recoveryWrap.voucher }, since: "2026" };
recoveryConfirmation(ring, holding, inForce);
ring.recoveries.push(inForce);

// A lock that the server slipped in gets no wrap.
const theirs = { staff: "a", credential: "slipped in", salt, public: await publicOf(random()), active: true, vouchers: { 1: ring.locks[0].vouchers[1] } };
const next = await nextEpoch({ ...ring, locks: ring.locks.concat(theirs) }, holding);
assert.equal(next.wraps.length, 3);
assert.ok(next.wraps.every(({ credential }) => credential !== "slipped in"));

// The second person opens and confirms it, and sees through what was changed on the way.
const proposed = { no: next.no, public: next.public, verify: next.verify, signature: next.signature };
const seen = structuredClone(ring);
seen.me = "b";
seen.epochs.push(proposed);
for (const lock of seen.locks) lock.vouchers[2] = next.wraps.find(({ staff }) => staff === lock.staff).voucher;
seen.recoveries[0].vouchers[2] = next.wraps.find(({ staff }) => staff === "").voucher;
seen.wraps = next.wraps.filter(({ staff }) => staff === "b");
const secret = { credential: "c", identity: secrets.b };
const confirmed = await confirmation(seen, holding, proposed, secret);
const extra = structuredClone(seen);
extra.locks.push({ ...theirs, vouchers: { 2: seen.locks[0].vouchers[2] } });
await assert.rejects(confirmation(extra, holding, proposed, secret), Untrusted);
const other = random();
await assert.rejects(confirmation(seen, holding, { ...proposed, public: await publicOf(other), verify: verifyOf(other) }, secret), Untrusted);

// A key in force that the one held did not sign is not believed.
const after = structuredClone(seen);
after.epochs[1].since = "2026";
assert.equal(current(after, holding).no, 2);
after.epochs[1].public = await publicOf(other);
assert.throws(() => current(after, holding), Untrusted);

console.log(JSON.stringify({
  first, next: confirmed.identity, epoch: proposed, locks: ring.locks, secrets, wraps: next.wraps, confirmed: confirmed.signature,
  recovery: { identity: recovery, public: set.public, hashes: set.shares.map(hashOf), words: set.shares.map((s) => cardInWords(s).join(" ")), digits: set.shares.map((s) => cardInDigits(s).join(" ")), wrap: recoveryWrap.blob },
}));
