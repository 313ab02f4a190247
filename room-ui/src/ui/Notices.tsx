import { useTranslation } from 'react-i18next';
import { useStore } from '../session/use-store.ts';
import { Button } from './Button.tsx';
import { CloseIcon } from './icons.tsx';
import { notices } from './notices.ts';

export function Notices() {
  const { t } = useTranslation();
  const list = useStore(notices.list);
  return (
    <section className="notices" role="status" aria-label={t('common.notices')}>
      {list.map((notice) => (
        <div key={notice.id} className={`notice ${notice.kind}`} data-testid="notice">
          <span>{notice.text}</span>
          <Button look="quiet" label={t('common.dismiss')} onPress={() => notices.dismiss(notice.id)}>
            <CloseIcon />
          </Button>
        </div>
      ))}
    </section>
  );
}
