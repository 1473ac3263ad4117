import { imageSize } from 'image-size';

const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** No side of a picture is longer than this, in pixels: small files that unpack to gigabytes harm whoever opens them. */
const longestSide = 30_000;
const mostPixels = 120_000_000;

/** Width and height in pixels, as the picture is shown (a camera's rotation applied). `null`: cannot be read, or no picture of sane size. */
export function imageDimensions(content: Uint8Array, contentType: string): { width: number; height: number } | null {
  let size: { width: number; height: number; type?: string; orientation?: number };
  try {
    size = imageSize(content);
  } catch {
    return null;
  }
  const { width, height, type, orientation } = size;
  if (type !== formats[contentType]) return null;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) return null;
  if (Math.max(width, height) > longestSide || width * height > mostPixels) return null;
  // Exif orientations 5 to 8 lie on their side.
  return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height };
}
