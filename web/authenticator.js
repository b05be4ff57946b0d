// Puts a question of the register to an authenticator, and gives its answer in the JSON that the register reads. What the pseudo-random function gives never
// leaves the page: it is returned beside the answer, not in it.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

export const knowsPasskeys = () => "PublicKeyCredential" in window && Boolean(navigator.credentials);

// make has a passkey made.
export async function make(question) {
  const publicKey = {
    ...question,
    challenge: toBytes(question.challenge),
    user: { ...question.user, id: toBytes(question.user.id) },
    excludeCredentials: named(question.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  const { response } = made;
  const prf = made.getClientExtensionResults().prf;
  const answer = {
    ...identified(made),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    },
    clientExtensionResults: prf ? { prf: { enabled: Boolean(prf.enabled) } } : {},
  };
  return { answer, prf: prf && prf.results };
}

// use has a passkey used. prf, where given, is what the pseudo-random function is to be evaluated on, as navigator.credentials.get takes it.
export async function use(question, prf) {
  const publicKey = { ...question, challenge: toBytes(question.challenge), allowCredentials: named(question.allowCredentials) };
  if (prf) publicKey.extensions = { ...publicKey.extensions, prf };
  const used = await navigator.credentials.get({ publicKey });
  const { response } = used;
  const given = used.getClientExtensionResults().prf;
  const answer = {
    ...identified(used),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : "",
    },
    clientExtensionResults: {},
  };
  return { answer, id: used.id, prf: given && given.results };
}

function identified(credential) {
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, authenticatorAttachment: credential.authenticatorAttachment || undefined };
}
