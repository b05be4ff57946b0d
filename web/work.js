// Does the work that a register asks of a device when more people tell at once than it can serve: a number is looked for whose hash, with the challenge
// before it, begins with so many zero bits. It takes a second or so, and makes a flood dear to whoever makes one.
import { sha256 } from "@noble/hashes/sha2.js";

const slice = 30; // milliseconds of work between two moments for the page

// workFor gives challenge, point and number; internal/turn checks them.
export async function workFor(challenge) {
  const zeros = atob(challenge.slice(0, 4).replace(/-/g, "+").replace(/_/g, "/")).charCodeAt(0);
  const encoder = new TextEncoder();
  for (let number = 0; ; ) {
    for (const until = Date.now() + slice; Date.now() < until; number++) {
      const work = challenge + "." + number;
      if (zerosOf(sha256(encoder.encode(work))) >= zeros) return work;
    }
    await new Promise((go) => setTimeout(go));
  }
}

function zerosOf(hash) {
  let zeros = 0;
  for (const byte of hash) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24;
    zeros += 8;
  }
  return zeros;
}
