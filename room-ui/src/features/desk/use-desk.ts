/** The register and the meetings as the server has them, read again after each change. */
import { useCallback, useEffect, useState } from 'react';
import { useCommand } from '../../session/use-command.ts';
import type { DeskData } from './model.ts';

export function useDesk(): { data: DeskData | undefined; reload: () => void } {
  const command = useCommand();
  const [data, setData] = useState<DeskData>();
  const reload = useCallback(() => {
    void command('desk.read', {}).then((answer) => answer && setData(answer));
  }, [command]);
  useEffect(reload, [reload]);
  return { data, reload };
}
