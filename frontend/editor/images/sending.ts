// An image on its way to the server: made smaller where a camera made it too large, sent with its progress.
import { csrfToken } from "../../csrf";
import type { Settings } from "../settings";

const LARGEST_SIDE = 2400; // pixels: the width of a printed page at 300 dots an inch
const SMALL_ENOUGH = 1_500_000; // bytes
const LARGEST_FILE = 60_000_000; // what a browser still reads without coming to a stop
const SENT_AS_IS = new Set(["image/png", "image/jpeg"]);
const QUALITY = 0.88;

/** Says in the person's words why an image cannot be taken. */
export class Refused extends Error {}

export function isImage(file: { type: string }): boolean {
  return file.type.startsWith("image/") && file.type !== "image/svg+xml";
}

/** A PNG or JPEG the server takes; other kinds are drawn anew. */
export async function prepared(file: Blob, settings: Settings): Promise<Blob> {
  if (file.size > LARGEST_FILE) throw new Refused(settings.words.imageTooLarge ?? "");
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) throw new Refused(settings.words.imageUnreadable ?? "");
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && SENT_AS_IS.has(file.type) && file.size <= SMALL_ENOUGH) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const type = file.type === "image/jpeg" ? "image/jpeg" : "image/png";
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, QUALITY));
  const smaller = drawn && (scale < 1 || !SENT_AS_IS.has(file.type) || drawn.size < file.size) ? drawn : file;
  if (smaller.size > settings.images.largest) throw new Refused(settings.words.imageTooLarge ?? "");
  return smaller;
}

/** Sends an image, or names one of another text; answers its address here. Throws Refused. */
export function send(content: Blob | string, settings: Settings, onProgress: (share: number) => void): Promise<string> {
  const form = new FormData();
  if (typeof content === "string") form.append("address", content);
  else form.append("image", content, content.type === "image/jpeg" ? "image.jpg" : "image.png");
  const request = new XMLHttpRequest();
  request.open("POST", settings.images.address);
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.responseType = "json";
  return new Promise((done, fail) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => fail(new Refused(settings.words.imageOffline));
    request.onload = () => {
      const answer = (request.response ?? {}) as { address?: string; refused?: string };
      if (request.status === 201 && answer.address) done(answer.address);
      else fail(new Refused(answer.refused ?? settings.words.imageFailed));
    };
    request.send(form);
  });
}
