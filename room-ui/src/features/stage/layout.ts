/**
 * How the stage is divided: whose picture is large, what stands beside it and what is small. Pure. What the viewer chose
 * wins over what the meeting suggests, and a picture that somebody pinned wins over both.
 */
import type { EndpointId } from '#contract';
import type { Tile } from './model.ts';

export const layoutChoices = ['auto', 'speaker', 'grid', 'presentation'] as const;
export type LayoutChoice = (typeof layoutChoices)[number];

export type StageFacts = {
  tiles: readonly Tile[];
  choice: LayoutChoice;
  /** Large for this viewer alone. */
  pinnedKey: string | null;
  spotlightId: EndpointId | null;
  /** The device of whoever has the floor. */
  speakerTile: Tile | undefined;
  /** Somebody has the floor, also without a device of their own. */
  hasSpeaker: boolean;
  dominantId: EndpointId | null;
};

export type StagePlan = {
  layout: Exclude<LayoutChoice, 'auto'>;
  large: Tile | undefined;
  /** Beside a shared screen: who speaks about it. */
  beside: Tile | undefined;
  small: readonly Tile[];
  /** Why it is large, where that is not because of the floor. */
  reason: 'pinned' | 'spotlight' | 'screen' | 'speaker' | 'voice';
};

export function planStage(facts: StageFacts): StagePlan {
  const { tiles, choice, pinnedKey, spotlightId, speakerTile, hasSpeaker, dominantId } = facts;
  const screen = tiles.find((tile) => tile.source === 'screen');
  const cameraOf = (id: EndpointId | null) => tiles.find((tile) => tile.endpointId === id && tile.source === 'camera');
  const pinned = tiles.find((tile) => tile.key === pinnedKey);
  const spotlight = cameraOf(spotlightId);
  const important = spotlight ?? speakerTile;
  const voice = cameraOf(dominantId) ?? tiles.find((tile) => tile.source === 'camera');
  const plan = (part: Pick<StagePlan, 'layout' | 'large' | 'reason'> & { beside?: Tile | undefined }): StagePlan => {
    const shown = new Set([part.large?.key, part.beside?.key]);
    const small = part.layout === 'grid' ? tiles : tiles.filter((tile) => !shown.has(tile.key));
    return { beside: undefined, ...part, small };
  };
  if (pinned) return plan({ layout: 'speaker', large: pinned, reason: 'pinned' });
  if (screen && (choice === 'auto' || choice === 'presentation')) {
    return plan({ layout: 'presentation', large: screen, beside: important ?? voice, reason: 'screen' });
  }
  if (choice === 'grid') return plan({ layout: 'grid', large: undefined, reason: 'speaker' });
  if (spotlight) return plan({ layout: 'speaker', large: spotlight, reason: 'spotlight' });
  if (hasSpeaker) return plan({ layout: 'speaker', large: speakerTile, reason: 'speaker' });
  if (choice === 'speaker' && voice) return plan({ layout: 'speaker', large: voice, reason: 'voice' });
  return plan({ layout: 'grid', large: undefined, reason: 'speaker' });
}
