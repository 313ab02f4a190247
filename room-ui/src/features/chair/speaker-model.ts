/** Who has the floor, as the chair's display names them: the delegate before the chair, who may speak beside them. */
import type { AttendanceRow, FloorHead, SpeakerView } from '#contract';
import { formalName } from '../attendance/model.ts';

export type DeskSpeaker = SpeakerView & { name: string; title: string; siteName: string };

/** A point of order comes before the speech that it interrupts. */
export function deskSpeakersOf({ speakers }: FloorHead, names: Record<string, AttendanceRow>): DeskSpeaker[] {
  const weight = ({ kind, requestKind }: SpeakerView) =>
    kind === 'chair' ? 2 : requestKind === 'pointOfOrder' ? 0 : 1;
  return speakers
    .map((speaker) => {
      const row = names[speaker.personId];
      return { ...speaker, name: formalName(row), title: row?.title ?? '', siteName: row?.siteName ?? '' };
    })
    .sort((one, other) => weight(one) - weight(other));
}
