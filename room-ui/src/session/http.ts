/** `POST /api/<name>`: the few requests that come before a session. Refusals become CommandError like those of commands. */
import type { ErrorReply, HttpInput, HttpOutput, HttpRequestName } from '#contract';
import { CommandError } from './command-error.ts';

export async function post<Name extends HttpRequestName>(
  name: Name,
  input: HttpInput<Name>,
): Promise<HttpOutput<Name>> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    credentials: 'same-origin',
    referrerPolicy: 'same-origin',
  }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (response?.ok && body) return body as HttpOutput<Name>;
  throw new CommandError((body as { error?: ErrorReply } | undefined)?.error ?? null);
}

/** SHA-256 of the certificate that this server made for itself; null where it uses one of the body. */
export async function getFingerprint(): Promise<string | null> {
  const response = await fetch('/trust/fingerprint');
  if (!response.ok) throw new CommandError(null);
  return ((await response.json()) as { sha256: string | null }).sha256;
}
