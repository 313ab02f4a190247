/** The state of a form that goes to the server: sending or not, and why it was refused, in words. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { failureText } from '../session/failure-text.ts';

export function useForm(submit: () => Promise<void>) {
  const { t } = useTranslation();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    try {
      await submit();
    } catch (error) {
      setProblem(failureText(t, error));
    }
    setSending(false);
  };
  return { isSending, problem, onSubmit: (event: FormEvent) => void onSubmit(event) };
}
