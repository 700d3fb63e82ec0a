// Finds the QR code in a picture: by the browser where it can (Android), else by jsQR.
import jsQR from "jsqr";

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export type Source = HTMLVideoElement | HTMLImageElement;
export type Decode = (source: Source) => Promise<string | null>;

// Enough for a code that fills a third of the picture, and quick on an old telephone.
const WIDEST = 640;

export async function decoder(): Promise<Decode> {
  const detectors = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = detectors ? await detectors.getSupportedFormats().catch(() => []) : [];
  if (!detectors || !formats.includes("qr_code")) return decodeHere();
  const detector = new detectors({ formats: ["qr_code"] });
  return async (source) => (await detector.detect(source).catch(() => []))[0]?.rawValue ?? null;
}

export function decodeHere(): Decode {
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
  return (source) => {
    const [width, height] =
      source instanceof HTMLVideoElement
        ? [source.videoWidth, source.videoHeight]
        : [source.naturalWidth, source.naturalHeight];
    if (!width || !height) return Promise.resolve(null);
    const scale = Math.min(1, WIDEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    const picture = drawing.getImageData(0, 0, canvas.width, canvas.height);
    return Promise.resolve(jsQR(picture.data, picture.width, picture.height)?.data ?? null);
  };
}
