/**
 * Over the picture: faces as boxes, the place where the target's face belongs as a cross, the stored seats by their numbers.
 * Fingers go through to the picture; the faces are buttons for a keyboard and a reader.
 */
import type { SightOfSite } from '../../session/session.ts';
import { middleOf, type Part, type Place, type Size } from './picture-place.ts';
import type { SeatMark } from './use-picture-gestures.ts';

type SightLayerProps = {
  sight: SightOfSite;
  area: Place & Size;
  marks: readonly SeatMark[];
  onFace: ((middle: Part) => void) | null;
  faceLabel: (number: number) => string;
};

export function SightLayer({ sight: { faces, target }, area, marks, onFace, faceLabel }: SightLayerProps) {
  return (
    <div className="sight-layer" style={area} data-testid="sight-layer" data-faces={faces.length}>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {faces.map(({ x, y, width, height, isTarget }) => (
          <rect
            key={`${x} ${y}`}
            x={x}
            y={y}
            width={width}
            height={height}
            className={isTarget ? 'face target' : 'face'}
          />
        ))}
        {target && (
          <path className="cross" d={`M${target.x - 0.025} ${target.y}h0.05M${target.x} ${target.y - 0.044}v0.088`} />
        )}
      </svg>
      {onFace &&
        inReadingOrder(faces).map((face, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the focus stays at the place while the face moves.
            key={index}
            type="button"
            className="face-button"
            style={styleOf(middleOf(face), { width: face.width * area.width, height: face.height * area.height })}
            aria-label={faceLabel(index + 1)}
            data-testid={`face-${index + 1}`}
            onClick={() => onFace(middleOf(face))}
          />
        ))}
      {marks.map((mark) => (
        <span
          key={mark.seatId}
          className="seat-mark"
          style={styleOf(mark)}
          data-chosen={mark.isChosen}
          data-testid={`mark-${mark.seatId}`}
          aria-hidden="true"
        >
          {mark.number}
        </span>
      ))}
    </div>
  );
}

function styleOf({ x, y }: Part, size?: Size) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, ...size };
}

/** By where they are, so that each keeps its number from one picture to the next. */
function inReadingOrder<Face extends Part>(faces: readonly Face[]): Face[] {
  return faces.toSorted((one, other) => one.x - other.x);
}
