/** Whether this camera is the one that shows the whole room while another turns. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { notices } from '../../ui/notices.ts';
import { Switch } from '../../ui/Switch.tsx';
import type { PartProps } from './set-up-part.ts';

export function OverviewPart({ setUp, ask, isDisabled, onChange }: PartProps) {
  const { t } = useTranslation();
  const { cameraId, name } = setUp;
  const choose = async (isOverview: boolean) => {
    if (!(await ask({ type: 'setOverviewCamera', cameraId, isOverview }))) return;
    notices.show('done', t(isOverview ? 'cameraSetUp.overviewCameraSet' : 'cameraSetUp.overviewCameraEnded', { name }));
    await onChange();
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.overviewCamera')}</h3>
      <Switch
        label={t('cameraSetUp.overviewCameraIs')}
        hint={t('cameraSetUp.overviewCameraText')}
        isOn={setUp.isOverview ?? false}
        isDisabled={isDisabled}
        testId="overview-camera"
        onChange={(isOverview) => void choose(isOverview)}
      />
    </section>
  );
}
