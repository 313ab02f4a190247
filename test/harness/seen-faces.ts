/** The faces in the picture that a page shows, found and told apart by the product's own engine as a tester's eye would. */
import type { Page } from 'playwright-core';
import type { FaceBox, FaceDescriptor, FaceEngine, RgbFrame } from '../../camera/faces/face-engine.ts';
import { openFaceEngine } from '../../camera/faces/open-face-engine.ts';
import { framingRules, poseForFace, shotFov, targetPoint } from '../../camera/framing.ts';
import { widthsBetween } from '../../camera/geometry.ts';
import { distanceBetween } from '../../camera/identity.ts';
import { axesOf, CameraModel } from '../../camera/twin/camera-model.ts';
import { TwinPicture } from '../../camera/twin/picture.ts';
import { standardCamera } from '../../camera/twin/profiles.ts';
import { headAt, type World } from '../../camera/twin/world.ts';

/** `miss`: how far a face is from where a framed face belongs, in parts of the picture's width. */
export type SeenFace = { box: FaceBox; miss: number };
export type SeenPicture = { frame: RgbFrame; faces: SeenFace[] };

const size = { width: 640, height: 352 };

export class SeenFaces {
  readonly #engine: FaceEngine;
  readonly #known = new Map<string, FaceDescriptor>();

  static async open(): Promise<SeenFaces> {
    return new SeenFaces((await openFaceEngine({ engine: 'ort', precision: 'float32' })).engine);
  }

  private constructor(engine: FaceEngine) {
    this.#engine = engine;
  }

  /** Looks at everybody of a world by themselves, each from near; `seed` is that of the room where they are seen later. */
  async learn(world: World, seed: number): Promise<void> {
    const picture = await TwinPicture.open(world, seed);
    const { limits } = standardCamera.capabilities;
    for (const person of world.people) {
      const head = headAt(world, person, 0);
      if (!head) continue;
      const view = poseForFace(
        head,
        shotFov(framingRules, 'face', head.heightDegrees, limits),
        0,
        framingRules,
        limits,
      );
      const seen = await this.#find(
        picture.renderAt(0, new CameraModel(standardCamera.body, axesOf(view)).stateAt(0), size),
      );
      const [nearest] = seen.faces;
      if (!nearest) throw new Error(`No face was found on the drawing of ${person.personId}.`);
      this.#known.set(person.personId, await this.#engine.describe(seen.frame, nearest.box));
    }
  }

  /** In the largest picture of the page; null while there is none. */
  async on(page: Page): Promise<SeenPicture | null> {
    const pixels = await page.evaluate(({ width, height }) => {
      const area = (video: HTMLVideoElement) => video.clientWidth * video.clientHeight;
      const videos = [...document.querySelectorAll<HTMLVideoElement>('video[data-endpoint-id]')];
      const [video] = videos.filter(({ videoWidth }) => videoWidth > 0).sort((one, other) => area(other) - area(one));
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (!video || !context) return null;
      context.drawImage(video, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 4) {
        text += String.fromCharCode(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
      return btoa(text);
    }, size);
    return pixels ? this.#find({ ...size, data: new Uint8Array(Buffer.from(pixels, 'base64')) }) : null;
  }

  /** Whom of those who were learnt a face is likest. */
  async nameOf({ frame }: SeenPicture, { box }: SeenFace): Promise<string> {
    const descriptor = await this.#engine.describe(frame, box);
    const distances = [...this.#known].map(([name, known]) => ({ name, distance: distanceBetween(descriptor, known) }));
    return distances.sort((one, other) => one.distance - other.distance)[0]?.name ?? '';
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  /** The nearest to where a framed face belongs comes first. */
  async #find(frame: RgbFrame): Promise<SeenPicture> {
    const boxes = (await this.#engine.detect(frame)) ?? [];
    const faces = boxes.map((box) => {
      const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      return { box, miss: widthsBetween(middle, targetPoint(framingRules, box.height, 0)) };
    });
    return { frame, faces: faces.sort((one, other) => one.miss - other.miss) };
  }
}
