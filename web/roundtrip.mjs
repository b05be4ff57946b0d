// The other side of internal/seal's test: opens what Go sealed, checks it, and seals the same for Go to open.
import { hashOf, identitiesIn, open, paddedSize, seal } from "./seal.js";
import { strict as assert } from "node:assert";
import { text } from "node:stream/consumers";

const given = JSON.parse(await text(process.stdin));
const identities = identitiesIn(given.identity);
const sealed = {};
for (const [name, { plain, sealed: fromGo, padding }] of Object.entries(given.cases)) {
  const want = Buffer.from(plain, "base64");
  const bytes = Buffer.from(fromGo, "base64");
  assert.deepEqual(Buffer.from(await open(new Uint8Array(bytes), identities)), want, name);
  const back = await seal(new Blob([want]), padding, [given.recipient]);
  assert.equal(back.size, bytes.length, `${name}: both sides pad to ${paddedSize(padding, want.length)}`);
  sealed[name] = Buffer.from(await back.arrayBuffer()).toString("base64");
  assert.match(hashOf(new Uint8Array(bytes)), /^[0-9a-f]{64}$/);
}
const classic = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
await assert.rejects(seal(new Blob(["x"]), "text", [given.recipient, classic]), /post-quantum/);
await assert.rejects(seal(new Blob(["x"]), "text", []), /no key/);
assert.throws(() => identitiesIn("AGE-SECRET-KEY-1QQQ"));
console.log(JSON.stringify(sealed));
