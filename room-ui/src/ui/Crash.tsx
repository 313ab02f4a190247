/** When a component fails, the page says so in words instead of going blank. */
import { Component, type ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './Button.tsx';
import { WarningIcon } from './icons.tsx';
import { PageState } from './Page.tsx';

type CrashState = { hasCrashed: boolean };

export class Crash extends Component<{ children: ReactNode }, CrashState> {
  override state: CrashState = { hasCrashed: false };

  static getDerivedStateFromError(): CrashState {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    return this.state.hasCrashed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <PageState icon={<WarningIcon />} title={t('common.pageBroken')} text={t('common.pageBrokenText')}>
      <Button look="primary" onPress={() => location.reload()}>
        {t('common.reload')}
      </Button>
    </PageState>
  );
}
