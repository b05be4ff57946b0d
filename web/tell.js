// Seals a telling on the teller's own device: the whole testimony and its files are encrypted here, and only then sent. Without
// this script the same form works, and the server seals. The script has no words of its own: the page brings them.
import { digitsOf, holdsCode, keysOf, newCode, wordsOf } from "./code.js";
import { fingerprintOf, hashOfBlob, seal, sealDocument } from "./seal.js";
import { typeOf } from "./media.js";

const form = document.querySelector("form[data-seal-team]");
const kinds = ["voice", "photo", "document"];
const largest = 64 << 20; // bytes of one file
const longestStory = 256 << 10; // bytes; a longer one is sent as a file
const able = form && window.TransformStream && window.BigInt && window.crypto && !form.querySelector("[name=held]");
let made = null; // what was sealed and to which key, as long as nothing on the form changed since

if (able) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send().catch(() => stand("not-sent"));
  });
  form.addEventListener("input", () => (made = null));
}

// send seals the form, sends it, and shows the page that answers, with the code, which never left the device.
async function send() {
  const filled = new FormData(form);
  const wrong = problem(filled);
  if (wrong) return stand(wrong);
  stand("sealing");
  form.querySelector("[type=submit], button").disabled = true;
  let answer = await sendTo(form.dataset.sealTeam, filled);
  if (answer.status === 409) answer = await sendTo(await teamKeyNow(), filled); // the team changed its key since the page was loaded
  if (!answer.ok) throw new Error("not received");
  show(new DOMParser().parseFromString(await answer.text(), "text/html"), made.code);
}

async function sendTo(team, filled) {
  if (made?.team !== team) made = { team, ...(await sealed(filled, team)) };
  stand("sealed");
  return fetch(form.dataset.sealedTo, { method: "POST", body: made.body, credentials: "same-origin" });
}

// teamKeyNow loads the page again for the key in force, and leaves what was written as it stands.
async function teamKeyNow() {
  const page = await (await fetch(location.href, { credentials: "same-origin", cache: "no-store" })).text();
  form.dataset.sealTeam = new DOMParser().parseFromString(page, "text/html").querySelector("[data-seal-team]").dataset.sealTeam;
  return form.dataset.sealTeam;
}

// problem names what must be mended before sending; it is what the server checks when it seals.
function problem(filled) {
  const said = (name) => String(filled.get(name) || "").trim();
  const files = kinds.flatMap((kind) => filled.getAll(kind)).filter((file) => file.size > 0);
  if (!said("name") && !said("story") && files.length === 0) return "need-one";
  if (filled.getAll("agree").includes("publish_speaker") && !said("speaker")) return "need-speaker";
  if (files.some((file) => file.size > largest)) return "too-large";
  if (files.length > 20) return "too-many";
  if (["story", "contact", "speaker", "relatives_inside"].some((name) => holdsCode(said(name)))) return "holds-code";
  return "";
}

async function sealed(filled, key) {
  const team = [key];
  const code = newCode();
  const { mailbox, box } = await keysOf(code);
  const body = new FormData();
  for (const name of ["level", "danger_now", "text_version"]) if (filled.get(name)) body.append(name, filled.get(name));
  for (const use of filled.getAll("agree")) body.append("agree", use);
  body.append("sealed_to", fingerprintOf(key));
  body.append("mailbox", mailbox);
  body.append("mailbox_key", box);
  const told = testimonyIn(filled);
  for (const { kind, file } of filesOf(filled, told)) {
    const blob = await seal(file, "file", team);
    const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    told.attachments.push({ blob: await hashOfBlob(blob), kind, name: clean(file.name), type: typeOf(start), size: file.size });
    body.append("file", blob, "sealed");
  }
  body.append("envelope", await sealDocument(told, team), "sealed");
  return { body, code };
}

// filesOf lists the files to seal. A very long story is one of them, whole, and only its beginning stays in the testimony.
function filesOf(filled, told) {
  const files = kinds.flatMap((kind) => filled.getAll(kind).filter((file) => file.size > 0).map((file) => ({ kind, file })));
  const story = new File([told.story || ""], "story.txt");
  if (story.size > longestStory) {
    files.push({ kind: "document", file: story });
    told.story = told.story.slice(0, 1000) + " […]";
  }
  return files;
}

// testimonyIn is the form as a seal.Testimony.
function testimonyIn(filled) {
  const told = { format: "guwah testimony 1", lang: document.documentElement.lang };
  for (const [name, value] of filled) {
    if (typeof value !== "string" || value === "" || ["token", "level", "agree", "text_version", "danger_now"].includes(name)) continue;
    told[name === "name" ? "name_as_told" : name] = clean(value);
  }
  told.wish = filled.get("level") || "off";
  told.agreed = (told.wish === "full" ? ["publish_name"] : []).concat(filled.getAll("agree"));
  told.attachments = [];
  return told;
}

// clean keeps a text as told, composed, without the control characters that terminals obey.
function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])\p{Cc}/gu, "").normalize("NFC").trim();
}

// stand says how things stand: one of the page's own sentences, <template data-text="NAME">.
function stand(name) {
  const place = form.querySelector("[data-stand]");
  place.textContent = document.querySelector(`template[data-text="${name}"]`)?.content.textContent || "";
  place.hidden = false;
  form.querySelector("[type=submit], button").disabled = name === "sealing" || name === "sealed";
  if (name !== "sealing" && name !== "sealed") place.scrollIntoView({ block: "center" });
}

function show(page, code) {
  const fill = (selector, tag, parts) => {
    page.querySelector(selector).replaceChildren(...parts.flatMap((part) => {
      const element = page.createElement(tag);
      element.textContent = part;
      return [element, " "];
    }));
  };
  fill("[data-code-words]", "li", wordsOf(code));
  fill("[data-code-digits]", "span", digitsOf(code));
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  window.scrollTo(0, 0);
}
