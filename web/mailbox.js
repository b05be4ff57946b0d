// Opens a mailbox without giving its code away: the server is shown the lookup id, which finds the mailbox; the letters are opened here, and what is
// added is sealed here.
import { codeIn, identityOf, lookupOf } from "./code.js";
import { clean, filesIn, problem, sealFiles, send, stand, turnTo } from "./form.js";
import { open, sealDocument } from "./seal.js";

let code = null; // as long as the mailbox is open in this tab

// openMailbox opens the mailbox of the code that was typed.
export async function openMailbox(form) {
  code = codeIn(form.elements.code.value);
  form.querySelector("[data-no-such]").hidden = Boolean(code);
  if (!code) return;
  const body = new FormData();
  body.append("lookup", lookupOf(code));
  await turn(form.action, body);
}

// inMailbox sends a form of the mailbox's page: what is added is sealed first.
export async function inMailbox(form) {
  const filled = new FormData(form);
  if (!form.dataset.sealTeam) return turn(form.action, filled);
  const wrong = problem(filled, ["text"], ["text"]);
  if (wrong) return stand(form, wrong);
  stand(form, "sealing");
  const body = await sealed(form, filled);
  stand(form, "sealed");
  await turn(form.dataset.sealedTo, body);
}

async function sealed(form, filled) {
  const team = [form.dataset.sealTeam];
  const body = new FormData();
  for (const name of ["ticket", "danger_now"]) if (filled.get(name)) body.append(name, filled.get(name));
  const message = { format: "guwah message 1", lang: document.documentElement.lang, text: clean(filled.get("text")), at: today() };
  message.attachments = await sealFiles(filesIn(filled), team, body);
  body.append("envelope", await sealDocument(message, team), "sealed");
  return body;
}

// today is the UTC day; the hour would say more than needs be.
function today() {
  return new Date().toISOString().slice(0, 10) + "T00:00:00Z";
}

async function turn(address, body) {
  turnTo((await send(address, body)).page);
  for (const letter of document.querySelectorAll("[data-letter]")) await openLetter(letter);
}

// openLetter shows one letter of the team; one that cannot be opened keeps the page's sentence that says so.
async function openLetter(letter) {
  const bytes = Uint8Array.from(atob(letter.dataset.letter), (c) => c.charCodeAt(0));
  try {
    const message = JSON.parse(new TextDecoder().decode(await open(bytes, [identityOf(code)])));
    letter.textContent = message.text;
    letter.lang = message.lang;
  } catch {
    letter.removeAttribute("data-letter");
  }
}
