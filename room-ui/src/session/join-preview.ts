/** What a link is for, asked for as early as the page begins. */
import type { HttpOutput } from '#contract';
import { fragmentToken } from '../ui/fragment-token.ts';
import { post } from './http.ts';

export type JoinPreview = HttpOutput<'join/preview'>;

let begun: { token: string; preview: Promise<JoinPreview>; arrived?: JoinPreview } | undefined;

export function beginPreview(): void {
  const token = fragmentToken();
  const ahead: typeof begun = { token, preview: post('join/preview', { token }) };
  begun = ahead;
  ahead.preview.then(
    (preview) => {
      ahead.arrived = preview;
    },
    // Whoever shows the page says so.
    () => undefined,
  );
}

/** The answer, if it was asked for ahead and is there. */
export function arrivedPreview(token: string): JoinPreview | undefined {
  return begun?.token === token ? begun.arrived : undefined;
}

/** The answer that was asked for ahead serves once: who comes back to the page wants to know how it stands now. */
export function previewOf(token: string): Promise<JoinPreview> {
  const ahead = begun?.token === token ? begun.preview : undefined;
  begun = undefined;
  return ahead ?? post('join/preview', { token });
}
