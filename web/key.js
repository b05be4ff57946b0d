// Holds the team's key in the memory of one tab, and lends its use to the other tabs of the same origin: they hand over sealed
// bytes and get the plaintext, never the key. Nothing is written to the device. The key is dropped when it was not used for a
// while, when the tab closes, and in every tab at once when asked.
import { Stories } from "./alike.js";
import { identitiesIn, open, WrongKey } from "./seal.js";

const patience = 1500; // milliseconds to wait for another tab to say that it holds the key

export class Key {
  constructor({ idle, changed }) {
    this.idle = idle; // milliseconds
    this.changed = changed;
    this.identities = null;
    this.lock = null; // the member's lock that opened it, for what is wrapped to it later
    this.stories = new Stories(); // opened since the key was loaded
    this.until = 0; // when it is dropped, unless it is used
    this.waiting = new Map();
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("guwah key") : null;
    if (this.channel) this.channel.onmessage = (event) => this.hear(event.data);
  }

  // load takes the text of an identity file. It throws when the text is none.
  load(text) {
    this.hold(identitiesIn(text));
  }

  // hold takes identities, beside those already held, and the lock that opened them if one did.
  hold(identities, lock = null) {
    this.identities = Array.from(new Set(identities.concat(this.identities || [])));
    this.lock = lock || this.lock;
    this.touch();
    this.tell({ held: true });
    this.changed("held");
  }

  // drop forgets the key here and in every other tab.
  drop() {
    this.forget();
    this.tell({ drop: true });
  }

  // ask finds out whether another tab holds the key.
  ask() {
    this.tell({ who: true });
  }

  // open gives the plaintext of sealed bytes, from the key here or in another tab. It throws NoKey, WrongKey or Damaged.
  async open(sealed) {
    if (this.identities) {
      this.touch();
      return open(sealed, this.identities);
    }
    const reply = await this.askOther({ sealed });
    if (reply.failed) throw reply.failed === "wrong key" ? new WrongKey() : new Error("damaged");
    return reply.plain;
  }

  // alike gives the ids of the testimonies opened before that tell the same, with how many percent they share. Where nobody holds the key any more there are none.
  async alike(testimony, story) {
    if (this.identities) return this.stories.alike(testimony, story);
    return this.askOther({ testimony, story }).then((reply) => reply.alike || [], () => []);
  }

  askOther(request) {
    if (!this.channel) return Promise.reject(new NoKey());
    const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.answer(id, () => reject(new NoKey())), patience);
      this.waiting.set(id, { resolve, reject, timer });
      this.tell({ open: id, ...request });
    });
  }

  answer(id, settle) {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    settle(waiting);
  }

  async hear(message) {
    if (message.drop) this.forget();
    if (message.held) this.changed("elsewhere");
    if (message.gone && !this.identities) this.changed("none");
    if (message.taken) clearTimeout(this.waiting.get(message.taken)?.timer); // someone is at work on it: wait as long as it takes
    if (message.opened) this.answer(message.opened, ({ resolve }) => resolve(message));
    if (!this.identities) return;
    if (message.who) this.tell({ held: true });
    if (message.open) await this.openFor(message);
  }

  async openFor({ open: id, sealed, testimony, story }) {
    if (testimony) return this.tell({ opened: id, alike: this.stories.alike(testimony, story) });
    this.tell({ taken: id });
    this.touch();
    try {
      this.tell({ opened: id, plain: await open(sealed, this.identities) });
    } catch (error) {
      this.tell({ opened: id, failed: error instanceof WrongKey ? "wrong key" : "damaged" });
    }
  }

  touch() {
    clearTimeout(this.timer);
    this.until = Date.now() + this.idle;
    this.timer = setTimeout(() => this.drop(), this.idle);
  }

  forget() {
    clearTimeout(this.timer);
    const held = this.identities !== null;
    this.identities = this.lock = null;
    this.stories = new Stories();
    if (held) this.tell({ gone: true });
    this.changed("none");
  }

  tell(message) {
    this.channel?.postMessage(message);
  }
}

export class NoKey extends Error {}
