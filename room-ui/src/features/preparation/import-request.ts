/** `POST /api/import`: the file as it is; the server finds out its encoding and says what taking it over would change. */
import type { ErrorReply, ImportPreview } from '#contract';
import { CommandError } from '../../session/command-error.ts';

/** What a person can choose that the server reads: lists as text. */
export const importAccept = '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values';
/** The same as `limits.maxImportBytes`, which would bring the whole contract into the page. */
export const maxImportBytes = 4 * 1024 * 1024;

export async function requestImport(
  sessionKey: string,
  meetingId: string | null,
  content: Blob | string,
  signal?: AbortSignal,
): Promise<ImportPreview> {
  const query = new URLSearchParams({ session: sessionKey, ...(meetingId ? { meeting: meetingId } : {}) });
  const response = await fetch(`/api/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
    credentials: 'same-origin',
    referrerPolicy: 'same-origin',
    ...(signal ? { signal } : {}),
  }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (response?.ok && body) return body as ImportPreview;
  throw new CommandError((body as { error?: ErrorReply } | undefined)?.error ?? null);
}
