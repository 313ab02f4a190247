/** Stands for the camera computer of a site: joins by its link, reports two cameras and answers what pages ask of them. */
import type { AgentAnswer, AgentReply, AgentRequest, CameraReport, CameraSetUp } from '#camera';
import { type Client, dataOf, enter } from './client.ts';
import type { ServerProcess } from './server-process.ts';

const place = { panDegrees: 0, tiltDegrees: 0, heightDegrees: 3, presetToken: null };

export class FakeRoomAgent {
  readonly client: Client;
  readonly asked: AgentRequest[] = [];
  cameras: CameraReport[];
  setUp: CameraSetUp[];
  /** Where its seats are in its picture. */
  marks: { seatId: string; x: number; y: number }[];
  #looking: ReturnType<typeof setInterval> | undefined;

  /** `framedId` is whom the first camera shows, `seatIds` what it knows of the seats. */
  static async join(server: ServerProcess, token: string, framedId: string, seatIds: string[]): Promise<FakeRoomAgent> {
    const client = await enter(server, token);
    await client.until(({ me }) => me);
    const agent = new FakeRoomAgent(client, framedId, seatIds);
    await agent.report();
    return agent;
  }

  private constructor(client: Client, framedId: string, seatIds: string[]) {
    this.client = client;
    const still = { manualUntil: null, producerId: null };
    this.cameras = [
      {
        cameraId: 'front',
        name: 'Camera trước',
        state: 'ready',
        shot: 'face',
        personId: framedId,
        isFramed: true,
        ...still,
      },
      {
        cameraId: 'hall',
        name: 'Camera toàn cảnh',
        state: 'away',
        shot: 'overview',
        personId: null,
        isFramed: false,
        ...still,
      },
    ];
    const seats = seatIds.map((seatId) => ({ seatId, ...place }));
    this.marks = seatIds.map((seatId) => ({ seatId, x: 0.5, y: 0.375 }));
    const done = { isTested: true, hasOverview: true, hasWall: false };
    this.setUp = [
      { cameraId: 'front', name: 'Camera trước', address: '192.0.2.41', ...done, seats },
      { cameraId: 'hall', name: 'Camera toàn cảnh', address: '192.0.2.42', ...done, isTested: false, seats: [] },
    ];
    client.socket.on('camera.ask', (request: AgentRequest, answer: (reply: AgentReply) => void) => {
      this.asked.push(request);
      answer({ ok: true, data: this.#answerTo(request) });
      if (request.type === 'manual' || request.type === 'automatic') void this.#take(request);
    });
  }

  async report(): Promise<void> {
    await dataOf(this.client.send('camera.report', { cameras: this.cameras }));
  }

  /** From now on the first camera sends this picture, and sees a face in its middle. */
  async lookThrough(producerId: string): Promise<void> {
    this.cameras = this.cameras.map((one) => (one.cameraId === 'front' ? { ...one, producerId } : one));
    await this.report();
    clearInterval(this.#looking);
    const faces = [{ x: 0.4, y: 0.15, width: 0.2, height: 0.45, isTarget: true }];
    const sight = { cameraId: 'front', faces, target: { x: 0.5, y: 0.38 } };
    this.#looking = setInterval(() => {
      const isWatched = this.client.slices.roomOrders?.head.isWatched;
      if (isWatched) void this.client.send('camera.sight', { ...sight, seats: this.marks });
    }, 300);
  }

  close(): void {
    clearInterval(this.#looking);
  }

  async #take(request: Extract<AgentRequest, { type: 'manual' | 'automatic' }>): Promise<void> {
    const manualUntil = request.type === 'manual' ? Date.now() + 30_000 : null;
    this.cameras = this.cameras.map((one) => (one.cameraId === request.cameraId ? { ...one, manualUntil } : one));
    await this.report();
  }

  #placeSeat(seatId: string, at: { x: number; y: number }): void {
    this.marks = [...this.marks.filter((mark) => mark.seatId !== seatId), { seatId, ...at }];
    const seats = this.marks.map((mark) => ({ seatId: mark.seatId, ...place }));
    this.setUp = this.setUp.map((one) => (one.cameraId === 'front' ? { ...one, seats } : one));
  }

  #answerTo(request: AgentRequest): AgentAnswer {
    switch (request.type) {
      case 'placeSeat':
        this.#placeSeat(request.seatId, request.at ?? { x: 0.5, y: 0.5 });
        return { setUp: this.setUp };
      case 'setOverviewCamera':
        this.setUp = this.setUp.map((one) => ({
          ...one,
          isOverview: one.cameraId === request.cameraId && request.isOverview,
        }));
        return { setUp: this.setUp };
      case 'presets':
        return { presets: ['Bục phát biểu', 'Bàn chủ tọa', 'Hàng ghế đầu'].map((name) => ({ token: name, name })) };
      case 'setUp':
        return { setUp: this.setUp };
      case 'discover':
        return {
          found: [
            { address: '192.0.2.41', name: 'Camera trước', isAdded: true },
            { address: '192.0.2.57', name: 'IPC (mẫu)', isAdded: false },
          ],
        };
      case 'test':
        return { test: { rung: 'absoluteWithFeedback', videoLatencyMs: 240, hasPicture: true } };
      default:
        return {};
    }
  }
}
