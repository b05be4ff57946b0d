// The page of the key: unlocks the team's key with a member's passkey or passphrase, and does what is decided about it. It is the desk's script with
// the ceremonies added; what it sends is public halves, sealed wraps and signatures, never a secret.
import { all, key, say, showForKey } from "./desk.js";
import { fingerprintOf } from "./seal.js";
import { words } from "./code.js";
import {
  confirmation, held, lockFromPasskey, lockFromPassphrase, newPassphrase, newSalt, nextEpoch, passphrase, publicOf, recoveryConfirmation, recoveryWraps, strong, unwrap,
  Untrusted, current, wordsOfKey, wrapsFor,
} from "./ring.js";
import { cardInDigits, cardInWords, hashOf, newCards, readCard } from "./recovery.js";
import { use } from "./authenticator.js";
import { generateHybridIdentity } from "age-encryption";

const at = "/desk/key";
let made = null; // cards that are on the screen and nowhere else

class Said extends Error {} // its message names a sentence of the page

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) run(deeds[button.dataset.do], button);
});
document.addEventListener("submit", (event) => {
  const deed = event.target.dataset.deed;
  if (!deed) return;
  event.preventDefault();
  run(deeds[deed], event.target);
});
suggest();

// run does a deed, one at a time, and says what went wrong.
let busy = false;
async function run(deed, element) {
  if (busy) return;
  busy = true;
  document.body.dataset.busy = "";
  say("");
  try {
    await deed(element);
  } catch (error) {
    console.error(error);
    say(error instanceof Said ? error.message : error instanceof Untrusted ? "untrusted" : error.name === "NotAllowedError" ? "no-passkey" : "not-done");
  }
  delete document.body.dataset.busy;
  busy = false;
}

async function readRing() {
  const answer = await fetch(at + "/ring", { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Said("not-loaded");
  return answer.json();
}

async function post(where, said) {
  const send = () => fetch(at + where, json(said));
  let answer = await send();
  if (await asksAgain(answer)) answer = await send();
  if (!answer.ok) throw new Said(answer.status === 409 ? "changed-meanwhile" : answer.status === 403 ? "refused" : "not-done");
  await refresh();
}

const json = (said) => ({
  method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said),
});

// asksAgain confirms with the passkey that it is still the same person, where an answer asks for that, without leaving the page: the key would be gone.
async function asksAgain(answer) {
  if (answer.status !== 403 || !(await answer.clone().text()).includes('id="again"')) return false;
  const question = await fetch("/desk/confirm/question", json({}));
  if (!question.ok) throw new Said("refused");
  const confirmed = await fetch("/desk/confirm/passkey", json({ label: "", answer: (await use(await question.json())).answer }));
  if (!confirmed.ok) throw new Said("refused");
  return true;
}

// refresh draws the page's live part anew, and opens what was wrapped to this member's lock meanwhile.
async function refresh() {
  const look = () => fetch(at, { credentials: "same-origin", cache: "no-store" });
  let answer = await look();
  if (await asksAgain(answer)) answer = await look();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [fresh] = all("[data-live]", page);
  if (!fresh) throw new Said("not-loaded");
  document.querySelector("[data-live]").replaceWith(fresh);
  showForKey();
  suggest();
  if (key.lock) await openMine(await readRing(), key.lock);
}

// holding is what this tab holds of the ring; the ceremonies need it here, not in another tab.
async function holding(ring) {
  if (!key.identities) throw new Said("no-key");
  key.touch();
  return held(ring, key.identities);
}

// openMine opens this member's wraps, checks that the key in force is one that the keys opened lead to, and holds them.
async function openMine(ring, lock) {
  const begun = new Set(ring.epochs.filter(({ since }) => since).map(({ no }) => no));
  const found = await unwrap(ring, ring.wraps.filter(({ epoch, credential }) => credential === lock.credential && begun.has(epoch)), lock.identity);
  if (found.size === 0) throw new Said("not-let-in");
  current(ring, found);
  key.hold(Array.from(found.values()), lock);
}

const mine = (ring, credential) => ring.locks.find((lock) => lock.staff === ring.me && lock.credential === credential && lock.active);

// fromPasskey asks one of these passkeys for its secret output, and gives it with the passkey's id.
async function fromPasskey(locks) {
  const evalByCredential = Object.fromEntries(locks.map(({ credential, salt }) => [credential, { first: bytes(salt) }]));
  const question = {
    challenge: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))), // nothing is proved to the server with it
    allowCredentials: locks.map(({ credential }) => ({ type: "public-key", id: credential })),
    userVerification: "required",
  };
  const { id, prf } = await use(question, { evalByCredential });
  if (!prf?.first) throw new Said("no-prf");
  return { credential: id, output: prf.first };
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

// opened goes on with a lock's secret half: it holds the key, or shows the words of a lock that waits to be let in.
async function opened(ring, credential, identity) {
  const lock = mine(ring, credential);
  if ((await publicOf(identity)) !== lock.public) throw new Said("wrong-passphrase");
  if (lock.asked) return showWords(lock.public);
  await openMine(ring, { credential, identity });
}

function showWords(recipient) {
  all("[data-my-words]").forEach((place) => {
    place.hidden = false;
    place.querySelector("b").textContent = wordsOfKey(recipient).join(" ");
  });
}

// leave stores a new lock: by whoever holds the key with its wraps, by anybody else as a question to colleagues.
async function leave(ring, credential, salt, identity) {
  const lock = { credential, salt, public: await publicOf(identity) };
  if (!key.identities) {
    await post("/ask", { lock });
    return showWords(lock.public);
  }
  const found = await holding(ring);
  await post("/lock", { lock, ...(await wrapsFor(ring, found, { ...lock, staff: ring.me })) });
  key.lock = { credential, identity };
}

// suggest fills in a passphrase made by chance.
function suggest() {
  all("[data-suggest]").forEach((place) => (place.textContent = newPassphrase(words)));
}

// seeLock looks up the lock a button is about, and shows its words from the key that will really be sealed to.
function lockOf(ring, element) {
  const { staff, credential } = element.dataset;
  return ring.locks.find((lock) => lock.staff === staff && lock.credential === credential);
}

const deeds = {
  refresh,

  async unlock(form) {
    const ring = await readRing();
    const lock = mine(ring, passphrase);
    if (!lock) throw new Said("wrong-passphrase");
    const typed = form.querySelector("input").value;
    form.reset();
    await opened(ring, passphrase, await lockFromPassphrase(typed, lock.salt));
  },

  async unlockPasskey() {
    const ring = await readRing();
    const locks = ring.locks.filter((lock) => lock.staff === ring.me && lock.credential !== passphrase && lock.active);
    const { credential, output } = await fromPasskey(locks);
    await opened(ring, credential, lockFromPasskey(output, mine(ring, credential).salt));
  },

  async lockPassphrase(form) {
    const [typed, again] = all("input", form).map((input) => input.value);
    if (!strong(typed)) throw new Said("weak");
    if (typed !== again) throw new Said("not-same");
    const salt = newSalt();
    const ring = await readRing();
    form.reset();
    await leave(ring, passphrase, salt, await lockFromPassphrase(typed, salt));
  },

  async lockPasskey() {
    const ring = await readRing();
    const free = ring.passkeys.filter((credential) => !mine(ring, credential)).map((credential) => ({ credential, salt: newSalt() }));
    if (free.length === 0) throw new Said("no-passkey");
    const { credential, output } = await fromPasskey(free);
    const { salt } = free.find((lock) => lock.credential === credential);
    await leave(ring, credential, salt, lockFromPasskey(output, salt));
  },

  async look(button) {
    const place = button.parentElement.querySelector("[data-words]");
    place.textContent = wordsOfKey(lockOf(await readRing(), button).public).join(" ");
    place.dataset.words = place.textContent;
    all("[data-do=admit]", button.parentElement).forEach((admit) => (admit.hidden = false));
    button.hidden = true;
  },

  async admit(button) {
    const ring = await readRing();
    const lock = lockOf(ring, button);
    const shown = button.parentElement.querySelector("[data-words]").dataset.words;
    if (wordsOfKey(lock.public).join(" ") !== shown) throw new Untrusted();
    const found = await holding(ring);
    await post("/admit", { staff: lock.staff, credential: lock.credential, ...(await wrapsFor(ring, found, lock)) });
  },

  async endLock(button) {
    await post("/end", { credential: button.dataset.credential });
  },

  async propose() {
    const ring = await readRing();
    await post("/change/propose", await nextEpoch(ring, await holding(ring)));
  },

  async confirm() {
    const ring = await readRing();
    const found = await holding(ring);
    if (!key.lock) throw new Said("need-lock");
    const proposed = ring.epochs.find(({ since }) => !since);
    const { identity, signature } = await confirmation(ring, found, proposed, key.lock);
    await post("/change/confirm", { no: proposed.no, signature });
    key.hold([identity]);
  },

  async refuse() {
    await post("/change/refuse", {});
  },

  async makeCards() {
    const ring = await readRing();
    const found = await holding(ring);
    current(ring, found);
    const identity = await generateHybridIdentity();
    const set = await newCards(identity);
    const no = ring.recoveries.length + 1;
    made = { public: set.public, cards: set.cards, wraps: await recoveryWraps(ring, found, no, set.public) };
    drawCards(no, set);
  },

  printCards() {
    window.print();
  },

  async keepCards() {
    if (!made) throw new Said("no-cards");
    await post("/change/cards", made);
    forgetCards();
  },

  async dropCards() {
    forgetCards();
  },

  async confirmCards() {
    const ring = await readRing();
    const set = ring.recoveries.find(({ proposed }) => proposed);
    await post("/change/cards-confirm", { no: set.no, signature: recoveryConfirmation(ring, await holding(ring), set) });
  },

  async refuseCards() {
    await post("/change/cards-refuse", {});
  },

  async testCard(form) {
    const share = readCard(form.querySelector("textarea").value);
    if (!share) throw new Said("card-bad");
    const ring = await readRing();
    const set = ring.recoveries.find(({ cards, ended }) => !ended && cards.includes(hashOf(share)));
    if (!set) throw new Said("card-other");
    form.reset();
    await post("/rehearse", { no: set.no, card: set.cards.indexOf(hashOf(share)) + 1 });
    say("card-good");
  },
};

// drawCards writes each card into a copy of the page's template, one sheet each.
function drawCards(no, set) {
  const [place] = all("[data-cards]");
  const [template] = all("template[data-card]");
  place.replaceChildren(...set.shares.map((share, i) => {
    const card = template.content.cloneNode(true).firstElementChild;
    const put = (name, text) => all(`[data-put=${name}]`, card).forEach((element) => (element.textContent = text));
    put("no", i + 1);
    put("set", no);
    put("origin", location.origin);
    put("fingerprint", fingerprintOf(set.public));
    const list = (name, tag, parts) => all(`[data-put=${name}]`, card).forEach((element) => element.replaceChildren(...parts.map((part) => {
      const one = document.createElement(tag);
      one.textContent = part;
      return one;
    })));
    list("words", "li", cardInWords(share));
    list("digits", "span", cardInDigits(share));
    return card;
  }));
  all("[data-when-cards]").forEach((element) => (element.hidden = false));
}

function forgetCards() {
  made = null;
  all("[data-cards]").forEach((place) => place.replaceChildren());
  all("[data-when-cards]").forEach((element) => (element.hidden = true));
}
