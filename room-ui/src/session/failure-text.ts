/** A failure in the words of the page's language, with the number that finds it in the server's log. */
import type { TFunction } from '../i18n/translate.ts';
import { CommandError } from './command-error.ts';

export function failureText(t: TFunction, error: unknown): string {
  if (!(error instanceof CommandError)) return t('errors.LOST');
  const { code, reply } = error;
  const unknown = reply?.message ?? t('errors.INTERNAL');
  const text = t(`errors.${code}`, { defaultValue: t(`refusals.${code}`, { defaultValue: unknown }) });
  return reply?.correlationId ? `${text} ${t('common.errorNumber', { id: reply.correlationId })}` : text;
}
