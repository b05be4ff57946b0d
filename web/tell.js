// Keeps a telling, and its return code, on the teller's own device: what is told is sealed here and only then sent, and the code opens the mailbox here.
// Without this script the same forms work, and the server seals and opens. The script has no words of its own: the pages bring them.
import { digitsOf, holds, keysOf, newCode, wordsOf } from "./code.js";
import { clean, filesIn, problem, sealFiles, send, stand, turnTo } from "./form.js";
import { inMailbox, openMailbox } from "./mailbox.js";
import { fingerprintOf, sealDocument } from "./seal.js";

const longestStory = 256 << 10; // bytes; a longer one is sent as a file
const clear = ["token", "first_try", "level", "agree", "text_version", "danger_now"]; // what is no part of the sealed document
let made = null; // what was sealed and to which key, as long as nothing on the form changed since
let given = null; // the code, while its page is shown
let unlocked = null; // the page's lock sentence as it was before anything was sealed

if (window.TransformStream && window.BigInt && window.crypto) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const act = actOf(form);
    if (!act) return;
    event.preventDefault();
    act(form).catch(() => stand(form, "not-sent"));
  });
  document.addEventListener("input", changed);
}

// actOf is what this script does for a form; nothing for those it leaves to the server, such as a form whose files wait there.
function actOf(form) {
  if (form.matches("[data-open-mailbox]")) return openMailbox;
  if (form.closest("[data-mailbox]")) return inMailbox;
  if (form.matches("[data-check-code]") && given) return check;
  if (form.matches("[data-seal-team]") && !form.querySelector("[name=held]")) return tell;
}

// changed forgets what was sealed, and the lock sentence that spoke of it.
function changed() {
  made = null;
  if (unlocked) document.querySelector("[data-lock]").replaceChildren(...unlocked);
  unlocked = null;
}

// tell seals the form, sends it, and shows the page that answers, with the code, which never left the device.
async function tell(form) {
  const filled = new FormData(form);
  let wrong = problem(filled, ["name", "story"], [...filled.keys()]);
  if (!wrong && filled.getAll("agree").includes("publish_speaker") && !filled.get("speaker").trim()) wrong = "need-speaker";
  if (wrong) return stand(form, wrong);
  stand(form, "sealing");
  let answer = await sendSealed(form, filled);
  if (answer.status === 409) answer = await sendSealed(await withKeyNow(form), filled); // the team changed its key since the page was loaded
  if (!answer.ok) throw new Error("not received");
  given = made.code;
  fill(answer.page, "[data-code-words]", "li", wordsOf(given));
  fill(answer.page, "[data-code-digits]", "span", digitsOf(given));
  turnTo(answer.page);
}

async function sendSealed(form, filled) {
  const team = form.dataset.sealTeam;
  if (made?.team !== team) made = { team, ...(await sealed(filled, team)) };
  sayLocked();
  stand(form, "sealed");
  return send(form.dataset.sealedTo, made.body, () => stand(form, "waits"));
}

// withKeyNow loads the page again for the key in force, and leaves what was written as it stands.
async function withKeyNow(form) {
  const page = await (await fetch(location.href, { credentials: "same-origin", cache: "no-store" })).text();
  form.dataset.sealTeam = new DOMParser().parseFromString(page, "text/html").querySelector("[data-seal-team]").dataset.sealTeam;
  return form;
}

// sayLocked changes the page's lock sentence, which is true only from now on.
function sayLocked() {
  const lock = document.querySelector("[data-lock]");
  unlocked ||= [...lock.childNodes];
  lock.replaceChildren(document.querySelector("template[data-lock-device]").content.cloneNode(true));
}

async function sealed(filled, team) {
  const code = newCode();
  const { mailbox, box } = await keysOf(code);
  const body = new FormData();
  for (const name of ["level", "danger_now", "text_version"]) if (filled.get(name)) body.append(name, filled.get(name));
  for (const use of filled.getAll("agree")) body.append("agree", use);
  body.append("sealed_to", fingerprintOf(team));
  body.append("mailbox", mailbox);
  body.append("mailbox_key", box);
  const told = testimonyIn(filled);
  told.attachments = await sealFiles(filesOf(filled, told), [team], body);
  body.append("envelope", await sealDocument(told, [team]), "sealed");
  return { body, code };
}

// filesOf lists the files to seal. A very long story is one of them, whole, and only its beginning stays in the testimony.
function filesOf(filled, told) {
  const files = filesIn(filled);
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
    if (typeof value !== "string" || value === "" || clear.includes(name)) continue;
    told[name === "name" ? "name_as_told" : name] = clean(value);
  }
  told.wish = filled.get("level") || "off";
  told.agreed = (told.wish === "full" ? ["publish_name"] : []).concat(filled.getAll("agree"));
  return told;
}

function fill(page, selector, tag, parts) {
  page.querySelector(selector).replaceChildren(...parts.flatMap((part) => {
    const element = page.createElement(tag);
    element.textContent = part;
    return [element, " "];
  }));
}

// check looks whether two words of the code were written down rightly. The code disappears once they were.
async function check(form) {
  const filled = new FormData(form);
  const kept = holds(given, 3, filled.get("third")) && holds(given, 9, filled.get("ninth"));
  document.querySelector("[data-code-kept]").hidden = !kept;
  document.querySelector("[data-code-wrong]").hidden = kept;
  if (!kept) return;
  given = null;
  document.querySelector("[data-code-shown]").remove();
  form.remove();
}
