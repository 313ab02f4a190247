/** The end of a form: why it was refused, and its one button. */
import { Button } from './Button.tsx';
import { WarningIcon } from './icons.tsx';

type FormEndProps = { problem: string; words: string; isSending: boolean; testId: string };

export function FormEnd({ problem, words, isSending, testId }: FormEndProps) {
  return (
    <>
      {problem && (
        <div className="callout danger" role="alert">
          <WarningIcon />
          <span>{problem}</span>
        </div>
      )}
      <div className="actions">
        <Button type="submit" look="primary" size="large" isPending={isSending} testId={testId}>
          {words}
        </Button>
      </div>
    </>
  );
}
