// The desk's script: opens sealed parts in the case-worker's browser and seals answers. README.md says what a page must hold.
import { hashOf, sealDocument, WrongKey } from "./seal.js";
import { Key, NoKey } from "./key.js";
import { copyForPublication, typeOf, viewOf } from "./media.js";

const hiddenTooLong = 5 * 60e3; // milliseconds out of sight after which opened words are covered again
export const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const idleMinutes = Number(document.body.dataset.keyIdle) || 15;
export const key = new Key({ idle: idleMinutes * 60e3, changed: keyChanged });

all("input[data-key-file]").forEach((input) => input.addEventListener("change", () => loadKey(input)));
all("[data-key-drop]").forEach((button) => button.addEventListener("click", () => key.drop()));
all("[data-sealed]").forEach((part) => {
  all("[data-open]", part).forEach((button) => button.addEventListener("click", () => openPart(part)));
});
all("form[data-seal-to]").forEach((form) => form.addEventListener("submit", (event) => sealAnswer(form, event)));
document.addEventListener("visibilitychange", coverWhenHidden);
all('form[action="/desk/leave"]').forEach((form) => form.addEventListener("submit", () => key.drop()));
setInterval(showLeft, 1000);
keyChanged("none");
key.ask();

// showLeft counts down to when the key is dropped.
function showLeft() {
  const left = key.identities ? Math.max(0, Math.round((key.until - Date.now()) / 1000)) : 0;
  all("[data-key-left]").forEach((place) => (place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`));
}

async function loadKey(input) {
  const [file] = input.files;
  if (!file) return;
  try {
    key.load(await file.text());
  } catch {
    say("key-bad");
  }
  input.value = "";
}

function keyChanged(state) {
  if (document.body.dataset.key === state) return;
  document.body.dataset.key = state;
  showForKey();
  if (state === "none") cover();
  else all("[data-sealed]:not([data-opened])").filter((part) => !part.querySelector("[data-open]")).forEach(openPart);
}

// showForKey shows what belongs to the key's state, and hides the rest.
export function showForKey() {
  all("[data-when-key]").forEach((element) => {
    element.hidden = !element.dataset.whenKey.split(" ").includes(document.body.dataset.key);
  });
}

// openPart fetches one sealed part, checks that it is the one named, opens it and shows it.
async function openPart(part) {
  say("opening", part);
  try {
    const bytes = await fetchSealed(part.dataset.sealed, part.dataset.hash);
    show(part, await key.open(bytes));
    say("", part);
  } catch (error) {
    say(error instanceof NoKey ? "no-key" : error instanceof WrongKey ? "wrong-key" : error instanceof TypeError ? "not-loaded" : "damaged", part);
  }
}

async function fetchSealed(url, hash) {
  const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new TypeError("not loaded");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (hash && hashOf(bytes) !== hash) throw new Error("another file");
  return bytes;
}

function show(part, plain) {
  const document = documentIn(plain);
  if (document) showDocument(part, document);
  else showFile(part, plain, part.dataset.name);
  part.dataset.opened = "";
}

function documentIn(plain) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    return typeof value.format === "string" ? value : null;
  } catch {
    return null;
  }
}

// showDocument writes each field into its place, as text and in the direction of its own letters, and shows the rows that have
// something to say. Inputs of the page that wait for a field are given it if they are empty.
function showDocument(part, fields) {
  for (const [name, value] of Object.entries(fields).concat(Object.entries(fields.entered || {}))) {
    if (value === "" || typeof value === "object") continue;
    all(`[data-field="${name}"]`, part).forEach((place) => {
      place.textContent = value;
      place.dir = "auto";
    });
    all(`[data-row="${name}"]`, part).forEach((row) => (row.hidden = false));
    all(`input[data-from="${name}"]`).forEach((input) => (input.value ||= value));
  }
  const agreed = new Set(fields.agreed || []);
  all("[data-agreed]", part).forEach((row) => (row.hidden = !agreed.has(row.dataset.agreed)));
  showAttachments(part, fields.attachments || []);
  showAlike(part, fields);
}

// showAlike lists the testimonies opened before that tell the same as this one.
async function showAlike(part, { story }) {
  const list = part.querySelector("[data-alike]");
  if (!list || !story) return;
  const found = await key.alike(part.dataset.testimony, story);
  if (!("opened" in part.dataset)) return; // covered meanwhile
  const template = list.querySelector("template");
  all("li", list).forEach((item) => item.remove());
  for (const { id, percent } of found) {
    const item = template.content.cloneNode(true).firstElementChild;
    const link = item.querySelector("a");
    link.href = list.dataset.alike.replace("{id}", encodeURIComponent(id));
    link.textContent = id;
    item.querySelector("[data-percent]").textContent = percent + " %";
    template.before(item);
  }
  list.dataset.compared = part.dataset.testimony;
  list.closest("[data-row]").hidden = found.length === 0;
}

function showAttachments(part, attachments) {
  const template = part.querySelector("template[data-attachment]") || document.querySelector("template[data-attachment]");
  if (!template || attachments.length === 0) return;
  const list = part.querySelector("[data-attachments]") || part.appendChild(document.createElement("ul"));
  const address = part.dataset.blobs || document.querySelector("[data-blobs]").dataset.blobs;
  list.dataset.attachments = "";
  list.replaceChildren();
  for (const { blob, name } of attachments) {
    const item = template.content.cloneNode(true).firstElementChild;
    item.dataset.sealed = address.replace("{hash}", blob);
    item.dataset.hash = blob;
    item.dataset.name = name || "";
    all("[data-field=name]", item).forEach((place) => ((place.textContent = name || ""), (place.dir = "auto")));
    all("[data-open]", item).forEach((button) => button.addEventListener("click", () => openPart(item)));
    list.append(item);
  }
}

function showFile(part, bytes, name) {
  const place = part.querySelector("[data-view]") || part;
  dropViews(place);
  place.append(viewOf(bytes, name));
  const picture = typeOf(bytes).startsWith("image/");
  all("form[data-propose]", part).forEach((form) => {
    form.hidden = !picture;
    if (picture) propose(form, bytes, part.dataset.hash);
  });
}

// propose puts the copy for publication into the form's file input, and beside it which sealed original it was drawn from; a person
// still has to send it.
async function propose(form, bytes, original) {
  const input = form.querySelector("input[type=file]");
  form.querySelector("input[name=original]").value = original;
  try {
    const carrier = new DataTransfer();
    carrier.items.add(new File([await copyForPublication(bytes)], "photo.jpg", { type: "image/jpeg" }));
    input.files = carrier.files;
  } catch {
    form.hidden = true;
  }
}

// sealAnswer seals the text of an answer before the form goes out; the text itself has no name and is not sent.
async function sealAnswer(form, event) {
  const text = form.querySelector("textarea[data-seal-text]");
  const out = form.querySelector("input[data-seal-out]");
  if (out.value) return;
  event.preventDefault();
  const recipients = form.dataset.sealTo.split(/\s+/).filter(Boolean);
  const message = { format: "guwah message 1", lang: form.lang || document.documentElement.lang, text: text.value, at: today() };
  try {
    out.value = await base64(await sealDocument(message, recipients));
    text.disabled = true;
    form.requestSubmit(event.submitter);
  } catch {
    say("not-sealed", form);
  }
}

function today() {
  return new Date().toISOString().slice(0, 10) + "T00:00:00Z";
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const b of bytes) text += String.fromCharCode(b);
  return btoa(text);
}

// cover takes everything opened off the page again.
function cover() {
  all("[data-sealed][data-opened]").forEach((part) => {
    all("[data-field]", part).forEach((place) => (place.textContent = ""));
    all("[data-row], [data-agreed], form[data-propose]", part).forEach((row) => (row.hidden = true));
    part.querySelector("[data-attachments]")?.replaceChildren();
    all("[data-alike] li", part).forEach((item) => item.remove());
    delete part.dataset.opened;
  });
  dropViews(document);
}

function dropViews(root) {
  all("[data-view^='blob:']", root).forEach((view) => {
    URL.revokeObjectURL(view.dataset.view);
    view.remove();
  });
}

let coverTimer;
function coverWhenHidden() {
  clearTimeout(coverTimer);
  if (document.hidden) coverTimer = setTimeout(cover, hiddenTooLong);
}

// say puts one of the page's own sentences, <template data-text="NAME">, where the page shows how things stand.
export function say(name, near = document) {
  const words = name ? document.querySelector(`template[data-text="${name}"]`)?.content.textContent || "" : "";
  const place = near.querySelector("[data-say]") || document.querySelector("[data-say]");
  if (place) place.textContent = words;
}
