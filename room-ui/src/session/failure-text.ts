/** A failure in the words of the page's language, with the number that finds it in the server's log. */
import type { TFunction } from '../i18n/translate.ts';
import { CommandError } from './command-error.ts';

export function failureText(t: TFunction, error: unknown): string {
  if (!(error instanceof CommandError)) return t('errors.LOST');
  const { code, reply } = error;
  const text = codeText(t, code, reply?.message);
  return reply?.correlationId ? `${text} ${t('common.errorNumber', { id: reply.correlationId })}` : text;
}

/** What a code means; `otherwise` is for one that only a newer server knows. */
export function codeText(t: TFunction, code: string, otherwise = t('errors.INTERNAL')): string {
  const refusal = t(`refusals.${code as 'UNKNOWN_SITE'}`, { defaultValue: otherwise });
  return t(`errors.${code as 'LOST'}`, { defaultValue: refusal });
}
