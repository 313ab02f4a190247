/** A password that can be looked at before it is sent. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { type FieldBasics, FieldFrame, inputLinks } from '../../ui/FieldFrame.tsx';
import './password.css';

type PasswordFieldProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  autoFocus?: boolean;
  minLength?: number;
};

export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, hint, problem, testId, autoComplete, autoFocus = false, minLength } = props;
  const { t } = useTranslation();
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <div className="password-box">
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          value={value}
          required
          minLength={minLength}
          maxLength={200}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: only where this field is all that the page asks for.
          autoFocus={autoFocus}
          data-testid={testId}
          onChange={(event) => onChange(event.target.value)}
          {...inputLinks(id, hint, problem)}
        />
        <Button
          label={`${t(isShown ? 'login.hidePassword' : 'login.showPassword')}: ${label}`}
          isPressed={isShown}
          testId={testId && `${testId}-show`}
          onPress={() => setShown(!isShown)}
        >
          {t(isShown ? 'login.hide' : 'login.show')}
        </Button>
      </div>
    </FieldFrame>
  );
}
