// Shows opened files from memory. What a file is, is read from its first bytes and not from its name; only pictures and sound
// that the browser decodes itself are shown, all else is offered for saving.

const kinds = [
  ["image/jpeg", "ffd8ff"],
  ["image/png", "89504e470d0a1a0a"],
  ["image/gif", "47494638"],
  ["image/webp", "52494646........57454250"],
  ["audio/wav", "52494646........57415645"],
  ["audio/ogg", "4f676753"],
  ["audio/mpeg", "494433"],
  ["audio/mpeg", "fffb"],
  ["audio/mpeg", "fff3"],
  ["audio/aac", "fff1"],
  ["audio/aac", "fff9"],
  ["audio/amr", "2321414d52"],
  ["video/webm", "1a45dfa3"],
  ["audio/mp4", "........667479704d3441"],
  ["video/mp4", "........66747970"],
  ["application/pdf", "255044462d"],
];

// typeOf is the media type the first bytes show, or application/octet-stream.
export function typeOf(bytes) {
  const start = Array.from(bytes.subarray(0, 16), (b) => b.toString(16).padStart(2, "0")).join("");
  const found = kinds.find(([, pattern]) => new RegExp("^" + pattern).test(start));
  return found ? found[0] : "application/octet-stream";
}

// viewOf makes the element that shows a file: an image, a player, or a link to save it.
export function viewOf(bytes, name) {
  const type = typeOf(bytes);
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const [family] = type.split("/");
  const element = document.createElement({ image: "img", audio: "audio", video: "video" }[family] || "a");
  if (element.localName === "a") {
    element.href = url;
    element.download = name || "file";
    element.textContent = name || type;
    element.dir = "auto";
  } else {
    element.src = url;
    element.controls = true;
    element.alt = "";
  }
  element.dataset.view = url;
  return element;
}

// copyForPublication draws a picture anew, so that the copy a server gets holds the picture and nothing about camera, place or
// time. It throws for what the browser cannot decode.
export async function copyForPublication(bytes, longest = 2000) {
  const picture = await createImageBitmap(new Blob([bytes], { type: typeOf(bytes) }));
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not drawn"))), "image/jpeg", 0.92);
  });
}
