/** From frames to faces, points and descriptions, the same for every runtime, so that their answers can be compared. */
import type { FaceBox, FaceDescriptor, FaceLandmarks, FrameSize, RgbFrame } from './face-engine.ts';
import { type FaceNets, inputSizes } from './face-nets.ts';
import { descriptorInputSide } from './onnx-descriptor.ts';
import { landmarkInputSide } from './onnx-landmarks.ts';
import { clipRect, cutChip, fitFrame, type PixelRect } from './pixels.ts';
import { type Anchors, anchorsFor, facesOf } from './ssd-boxes.ts';

/** face-api widens the box around the points by this part before it looks who it is. */
const descriptorMargin = 0.2;

export class FaceFinder {
  readonly #nets: FaceNets;
  readonly #sizes: { tracking: FrameSize; overview: FrameSize };
  readonly #anchors = new Map<string, Anchors>();

  constructor(nets: FaceNets, sizes: { tracking: FrameSize; overview: FrameSize }) {
    this.#nets = nets;
    this.#sizes = sizes;
  }

  async detect(frame: RgbFrame, minScore: number): Promise<FaceBox[]> {
    const size = this.#inputSize(frame);
    const { pixels, usedWidth, usedHeight } = fitFrame(frame, size);
    const answer = await this.#nets.detect(pixels, size);
    const faces = facesOf(answer, this.#anchorsFor(size), size, minScore);
    return faces.flatMap(({ left, top, width, height, score }) => {
      const right = Math.min(1, (left + width) / usedWidth);
      const bottom = Math.min(1, (top + height) / usedHeight);
      const box = { left: Math.max(0, left / usedWidth), top: Math.max(0, top / usedHeight) };
      if (right <= box.left || bottom <= box.top) return [];
      return [{ ...box, width: right - box.left, height: bottom - box.top, score }];
    });
  }

  async landmarks(frame: RgbFrame, box: FaceBox): Promise<FaceLandmarks> {
    const rect = clipRect(pixelRect(box, frame), frame);
    const { pixels, squareSide } = cutChip(frame, rect, landmarkInputSide);
    const answer = await this.#nets.landmarks(pixels);
    // face-api takes half of what is missing as the margin, also where that is no whole pixel.
    const marginX = (squareSide - rect.width) / 2;
    const marginY = (squareSide - rect.height) / 2;
    return Array.from({ length: answer.length / 2 }, (_, index) => ({
      x: (rect.left + (answer[index * 2] ?? 0) * squareSide - marginX) / frame.width,
      y: (rect.top + (answer[index * 2 + 1] ?? 0) * squareSide - marginY) / frame.height,
    }));
  }

  async describe(frame: RgbFrame, box: FaceBox): Promise<FaceDescriptor> {
    const points = await this.landmarks(frame, box);
    const { pixels } = cutChip(frame, clipRect(aroundPoints(points, frame), frame), descriptorInputSide);
    return this.#nets.describe(pixels);
  }

  #inputSize({ width, height }: RgbFrame): FrameSize {
    const exact = inputSizes.find((size) => size.width === width && size.height === height);
    return exact ?? (width <= this.#sizes.tracking.width ? this.#sizes.tracking : this.#sizes.overview);
  }

  #anchorsFor(size: FrameSize): Anchors {
    const key = `${size.width}x${size.height}`;
    const anchors = this.#anchors.get(key) ?? anchorsFor(size, this.#nets.squareAnchors);
    this.#anchors.set(key, anchors);
    return anchors;
  }
}

function pixelRect(box: FaceBox, { width, height }: FrameSize): PixelRect {
  return { left: box.left * width, top: box.top * height, width: box.width * width, height: box.height * height };
}

function aroundPoints(points: FaceLandmarks, { width, height }: FrameSize): PixelRect {
  const xs = points.map(({ x }) => x * width);
  const ys = points.map(({ y }) => y * height);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const innerWidth = Math.max(...xs) - left;
  const innerHeight = Math.max(...ys) - top;
  return {
    left: left - (innerWidth * descriptorMargin) / 2,
    top: top - (innerHeight * descriptorMargin) / 2,
    width: innerWidth * (1 + descriptorMargin),
    height: innerHeight * (1 + descriptorMargin),
  };
}
