// The script of the pages that have to do with passkeys: signing in, making a passkey, confirming that it is still the same person. README.md says what a page
// must hold.
import { knowsPasskeys, make, use } from "./authenticator.js";

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  if (!knowsPasskeys()) return say("none");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin(form);
  });
});

let busy = false;

async function begin(form) {
  if (busy) return;
  busy = true;
  say("");
  try {
    await ceremony(form);
  } catch (error) {
    say(reasonOf(error), error.words);
  }
  busy = false;
}

// ceremony fetches the question, has it answered, sends the answer, and goes where it leads: to another page, or on with the form that waited.
async function ceremony(form) {
  const question = await send(form.dataset.passkey + "/question");
  const { answer } = question.user ? await make(question) : await use(question);
  const label = form.elements.label ? form.elements.label.value : "";
  const { to } = await send(form.dataset.passkey + "/passkey", { label, answer });
  const waiting = document.getElementById(form.dataset.then || "");
  if (waiting) HTMLFormElement.prototype.submit.call(waiting); // a field named submit would hide the method
  else location.assign(to);
}

// Refusal is an answer of the register that is no yes. It may bring words of its own.
class Refusal extends Error {
  constructor(words) {
    super("refused");
    this.words = words;
  }
}

async function send(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body || {}),
  });
  if (answer.ok) return answer.json();
  if (answer.status >= 500) throw new TypeError("not answered");
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(problem.detail);
}

function reasonOf(error) {
  if (error instanceof Refusal) return "refused";
  if (error instanceof TypeError) return "not-sent";
  return error.name === "InvalidStateError" ? "known" : "cancelled";
}

function say(name, words) {
  const place = document.querySelector("[data-passkey-say]");
  const template = name && document.querySelector(`template[data-passkey-text="${name}"]`);
  place.textContent = words || (template ? template.content.textContent : "");
  place.className = place.textContent ? "wrong" : "";
}
