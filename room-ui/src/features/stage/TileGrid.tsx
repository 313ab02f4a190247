/** Equal pictures, as large as they can be together. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { bestGrid } from './grid.ts';
import type { Tile } from './model.ts';

const gap = 8;
/** Below this a face is not a face any more: the area scrolls instead. */
const leastWidth = 168;

type TileGridProps = { tiles: readonly Tile[]; viewOf: (tile: Tile) => ReactNode };

export function TileGrid({ tiles, viewOf }: TileGridProps) {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setSize(entry.contentRect));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const best = bestGrid(tiles.length, size.width, size.height, gap).tileWidth;
  const width = Math.max(Math.min(size.width, leastWidth), best);
  return (
    <div className="grid" ref={area}>
      {size.width > 0 &&
        tiles.map((tile) => (
          <div key={tile.endpointId} style={{ width }}>
            {viewOf(tile)}
          </div>
        ))}
    </div>
  );
}
