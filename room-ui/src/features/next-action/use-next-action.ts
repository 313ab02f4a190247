import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { itemsInOrder } from '../agenda/model.ts';
import { floorOf } from '../floor/model.ts';
import { type NextAction, nextAction } from './model.ts';

export function useNextAction(): NextAction {
  const agenda = useSlice('agenda');
  return nextAction(
    useSlice('me').head,
    useSlice('meeting').head.status,
    floorOf(useSlice('floor')),
    itemsInOrder(agenda.rows),
    agenda.head,
    useNow(),
  );
}
