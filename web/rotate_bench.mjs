// Measures a change of the key: a new key wrapped and vouched for to every lock of a team, as the browser of the one who proposes it does, and opened and
// checked as the browser of the second person does. Run: web/run rotate_bench.mjs [MEMBERS] [LOCKS EACH]
import { webcrypto } from "node:crypto";
import { loadavg } from "node:os";
import { confirmation, held, identityFrom, lockFromPasskey, newSalt, nextEpoch, publicOf, verifyOf, wrapsFor } from "./ring.js";

globalThis.crypto ||= webcrypto;
const [members, each] = [Number(process.argv[2] || 50), Number(process.argv[3] || 3)];
const random = () => crypto.getRandomValues(new Uint8Array(32));
const first = identityFrom(random());
const ring = { me: "member 1", epochs: [{ no: 1, public: await publicOf(first), verify: verifyOf(first), since: "2026" }], locks: [], recoveries: [], wraps: [] };
const holding = await held(ring, [first]);
let mine;
for (let member = 0; member < members; member++) {
  for (let n = 0; n < each; n++) {
    const salt = newSalt();
    const secret = lockFromPasskey(random().buffer, salt);
    const lock = { staff: `member ${member}`, credential: `passkey-${n}`, salt, public: await publicOf(secret), active: true, vouchers: {} };
    lock.vouchers[1] = (await wrapsFor(ring, holding, lock)).wraps[0].voucher;
    if (member === 1 && n === 0) mine = { credential: lock.credential, identity: secret };
    ring.locks.push(lock);
  }
}

const timed = async (what) => {
  const began = performance.now();
  const value = await what();
  return [value, Math.round(performance.now() - began)];
};
const [next, propose_ms] = await timed(() => nextEpoch(ring, holding));
const proposed = { no: 2, public: next.public, verify: next.verify, signature: next.signature };
ring.epochs.push(proposed);
for (const { staff, credential, voucher } of next.wraps) ring.locks.find((l) => l.staff === staff && l.credential === credential).vouchers[2] = voucher;
ring.wraps = next.wraps.filter(({ staff }) => staff === "member 1");
const [, confirm_ms] = await timed(() => confirmation(ring, holding, proposed, mine));
console.log(JSON.stringify({ members, locks: next.wraps.length, propose_ms, confirm_ms, sent_bytes: JSON.stringify(next).length, node: process.version, load: loadavg()[0] }));
