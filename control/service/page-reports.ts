/** What the pages said last of their own picture and sound. Of the moment: never journalled, and soon out of date. */
import type { ParsedInput } from '#contract';
import type { EndpointId } from '../domain/ids.ts';

/** `at`: when it came, in milliseconds of this process's own clock. */
export type PageReport = ParsedInput<'media.report'> & { at: number };

/** A board reads every two or three seconds. */
const freshMs = 8_000;

export class PageReports {
  readonly #kept = new Map<EndpointId, PageReport>();

  take(endpointId: EndpointId, report: ParsedInput<'media.report'>): void {
    this.#kept.set(endpointId, { ...report, at: performance.now() });
  }

  /** Null when the page has said nothing lately. */
  of(endpointId: EndpointId): PageReport | null {
    const kept = this.#kept.get(endpointId);
    return kept && performance.now() - kept.at < freshMs ? kept : null;
  }

  forget(endpointId: EndpointId): void {
    this.#kept.delete(endpointId);
  }
}
