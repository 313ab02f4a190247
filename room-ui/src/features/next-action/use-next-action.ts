import { useSlice } from '../../session/SessionContext.tsx';
import { itemsInOrder } from '../agenda/model.ts';
import { type NextAction, nextAction } from './model.ts';

export function useNextAction(): NextAction {
  const agenda = useSlice('agenda');
  return nextAction(
    useSlice('me').head,
    useSlice('meeting').head.status,
    useSlice('floor').head,
    itemsInOrder(agenda.rows),
    agenda.head,
  );
}
