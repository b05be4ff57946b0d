// Says which of the stories opened since the key was loaded are alike: copies sent in a flood, or two who tell of one thing. It lives where the key does, in the
// memory of one tab, and keeps numbers drawn from the words, not the words; nothing of it goes to the server or stays on the device.

const run = 5; // words that stand together
const fewest = 12; // words below which chance makes stories alike
const most = 512; // numbers kept of a story, the smallest: enough to tell a percentage within five
const remembered = 2000; // stories
const from = 30; // percent: two independent tellings of one event share far fewer runs of five words

export class Stories {
  constructor() {
    this.kept = new Map();
  }

  // alike gives those opened before that a story is like, the likest first, and keeps it under its id.
  alike(id, text) {
    const sketch = sketchOf(text);
    if (sketch.length === 0) return [];
    const found = Array.from(this.kept, ([other, kept]) => ({ id: other, percent: percentOf(sketch, kept) }));
    this.kept.set(id, sketch);
    if (this.kept.size > remembered) this.kept.delete(this.kept.keys().next().value);
    return found.filter((one) => one.id !== id && one.percent >= from).sort((a, b) => b.percent - a.percent);
  }
}

// wordsOf takes a text apart without regard to case, punctuation and the form of its letters. Chinese stands without spaces: each of its signs is a word.
function wordsOf(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\p{M}/gu, "").match(/\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu) || [];
}

// sketchOf gives the smallest numbers of the runs of words in a text.
function sketchOf(text) {
  const words = wordsOf(text);
  if (words.length < fewest) return [];
  const numbers = new Set();
  for (let i = 0; i + run <= words.length; i++) numbers.add(numberOf(words.slice(i, i + run).join(" ")));
  return Array.from(numbers).sort((a, b) => a - b).slice(0, most);
}

// numberOf is FNV-1a of 32 bits, mixed once more so that the smallest of many are a fair sample of them.
function numberOf(text) {
  let n = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) n = Math.imul(n ^ text.charCodeAt(i), 0x01000193);
  n = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  return (n ^ (n >>> 13)) >>> 0;
}

// percentOf estimates how much of two stories' runs they share, from the smallest numbers of both together.
function percentOf(a, b) {
  const inA = new Set(a);
  const inB = new Set(b);
  const both = Array.from(new Set([...a, ...b])).sort((x, y) => x - y).slice(0, most);
  return Math.round((100 * both.filter((n) => inA.has(n) && inB.has(n)).length) / both.length);
}
