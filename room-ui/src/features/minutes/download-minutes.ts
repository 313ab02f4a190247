/** Fetches the minutes as a file and hands it to the browser. Rejects with `CommandError`. */
import type { ErrorReply } from '#contract';
import { CommandError } from '../../session/command-error.ts';
import { currentSessionKey } from '../../session/session-path.ts';

export async function downloadMinutes(meetingId: string, language: string, fileName: string): Promise<void> {
  const query = new URLSearchParams({ session: currentSessionKey(), meeting: meetingId, language });
  const response = await fetch(`/api/minutes.docx?${query}`, { credentials: 'same-origin' }).catch(() => undefined);
  if (!response?.ok) {
    const body: unknown = await response?.json().catch(() => undefined);
    throw new CommandError((body as { error?: ErrorReply } | undefined)?.error ?? null);
  }
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName}.docx`;
  link.click();
  // The browser has taken the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
