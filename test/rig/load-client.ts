/** The benchmark's end of the load process: opens lines through any media server, starts streams, measures. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DtlsParameters, TransportOffer } from '#sfu';
import type { LoadReport, LoadRequest, Measured, StreamName } from './load-messages.ts';

type Connect = (dtlsParameters: DtlsParameters) => Promise<unknown>;

export class LoadClient {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<string, PromiseWithResolvers<Measured | null>>();
  readonly #connects = new Map<number, Connect>();
  #lineCount = 0;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'load-process.ts'), [], { execArgv: [] });
    this.#child.on('message', (message) => this.#handle(message as LoadReport));
    this.#child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The load process ended.'));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async openLine(offer: TransportOffer, connect: Connect): Promise<number> {
    this.#lineCount += 1;
    const lineId = this.#lineCount;
    this.#connects.set(lineId, connect);
    await this.#ask({ kind: 'openLine', lineId, offer });
    return lineId;
  }

  /** `streamCount`: over how many streams the sending is spread. */
  async startStream(lineId: number, ssrc: number, streamCount: number): Promise<void> {
    await this.#ask({ kind: 'startStream', lineId, ssrc, streamCount });
  }

  async awaitStreams(streams: StreamName[]): Promise<void> {
    await this.#ask({ kind: 'awaitStreams', streams });
  }

  /** All streams pause, or go on. */
  async setSending(isSending: boolean): Promise<void> {
    await this.#ask({ kind: 'setSending', isSending });
  }

  async beginMeasure(): Promise<void> {
    await this.#ask({ kind: 'beginMeasure' });
  }

  async endMeasure(): Promise<Measured> {
    const measured = await this.#ask({ kind: 'endMeasure' });
    if (!measured) throw new Error('The load process measured nothing.');
    return measured;
  }

  async closeLines(): Promise<void> {
    this.#connects.clear();
    await this.#ask({ kind: 'closeLines' });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #ask(request: LoadRequest): Promise<Measured | null> {
    const waiting = Promise.withResolvers<Measured | null>();
    this.#waiting.set(keyOf(request.kind, 'lineId' in request ? request.lineId : null), waiting);
    this.#child.send(request);
    return waiting.promise;
  }

  #handle(report: LoadReport): void {
    if (report.kind === 'connect') {
      const { lineId } = report;
      const tell = (error: string | null) => this.#child.send({ kind: 'connected', lineId, error } as LoadRequest);
      const connecting = this.#connects.get(lineId)?.(report.dtlsParameters);
      connecting?.then(
        () => tell(null),
        (error: unknown) => tell(String(error)),
      );
      return;
    }
    const key = keyOf(report.of, report.lineId);
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (report.error) waiting?.reject(new Error(report.error));
    else waiting?.resolve(report.measured);
  }
}

function keyOf(kind: LoadRequest['kind'], lineId: number | null): string {
  return `${kind} ${lineId ?? ''}`;
}
