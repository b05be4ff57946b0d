// What the forms that seal on the device share: the page's own sentences, the bounds, the files, and the page that answers.
import { hashOfBlob, seal } from "./seal.js";
import { holdsCode } from "./code.js";
import { typeOf } from "./media.js";
import { workFor } from "./work.js";

const kinds = ["voice", "photo", "document"];
const largest = 64 << 20; // bytes of one file
const mostTries = 60; // some minutes

// stand says how things stand: one of the page's own sentences, <template data-text="NAME">.
export function stand(form, name) {
  const place = form.querySelector("[data-stand]") || form.parentElement.querySelector("[data-stand]");
  place.textContent = document.querySelector(`template[data-text="${name}"]`)?.content.textContent || "";
  place.hidden = false;
  const busy = ["sealing", "sealed", "waits"].includes(name);
  form.querySelector("button").disabled = busy;
  if (!busy) place.scrollIntoView({ block: "center" });
}

// problem names what must be mended before sending; it is what the server checks when it seals.
export function problem(filled, one, all) {
  const said = (name) => String(filled.get(name) || "").trim();
  const files = filesIn(filled);
  if (kinds.some((kind) => filled.getAll(kind).some((file) => file.size === 0 && file.name))) return "empty-file";
  if (!one.some(said) && files.length === 0) return "need-one";
  if (files.some(({ file }) => file.size > largest)) return "too-large";
  if (files.length > 20) return "too-many";
  if (all.some((name) => holdsCode(said(name)))) return "holds-code";
  return "";
}

// filesIn lists the files that were chosen, with their kinds.
export function filesIn(filled) {
  return kinds.flatMap((kind) => filled.getAll(kind).filter((file) => file.size > 0).map((file) => ({ kind, file })));
}

// sealFiles seals files into a form to be sent, and gives what the sealed document says of them.
export async function sealFiles(files, team, body) {
  const attachments = [];
  for (const { kind, file } of files) {
    const blob = await seal(file, "file", team);
    const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    attachments.push({ blob: await hashOfBlob(blob), kind, name: clean(file.name), type: typeOf(start), size: file.size });
    body.append("file", blob, "sealed");
  }
  return attachments;
}

// clean keeps a text as told, composed, without the control characters that terminals obey.
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])\p{Cc}/gu, "").normalize("NFC").trim();
}

// send posts a form and gives the page that answers. Where too many send at once, it does the work the answer asks for and sends the same again, for
// some minutes; busy is called before. It throws where nothing answered.
export async function send(address, body, busy = () => {}) {
  let answer = await post(address, body, {});
  for (let tries = 0; answer.status === 503 && tries < mostTries; tries++) {
    busy();
    const challenge = answer.headers.get("Guwah-Work");
    const headers = challenge ? { "Guwah-Work": await workFor(challenge) } : {};
    await new Promise((go) => setTimeout(go, 500 + Math.random() * 1500));
    answer = await post(address, body, headers);
  }
  return { ok: answer.ok, status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

function post(address, body, headers) {
  return fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
}

// turnTo shows another page in the place of this one, so that what only this script knows is not forgotten.
export function turnTo(page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  window.scrollTo(0, 0);
}
