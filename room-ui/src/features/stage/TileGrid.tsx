/** Equal pictures, as large as they can be together, on as many pages as keep them readable. */
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { ArrowLeftIcon, ArrowRightIcon } from '../../ui/icons.tsx';
import { bestGrid, pagesOf } from './grid.ts';
import type { Tile } from './model.ts';

const gap = 8;
/** A finger that moved so far sideways means the next page. */
const swipePx = 60;

type TileGridProps = { tiles: readonly Tile[]; viewOf: (tile: Tile) => ReactNode };

export function TileGrid({ tiles, viewOf }: TileGridProps) {
  const { area, size } = useSize();
  const [wished, setPage] = useState(0);
  const from = useRef<number | null>(null);
  const { pages, perPage } = pagesOf(tiles.length, size.width, size.height, gap);
  const page = Math.min(wished, pages - 1);
  const shown = tiles.slice(page * perPage, (page + 1) * perPage);
  const { tileWidth } = bestGrid(perPage, size.width, size.height, gap);
  const turn = (by: number) => setPage(Math.max(0, Math.min(pages - 1, page + by)));
  const onPointerUp = ({ clientX, pointerType }: PointerEvent) => {
    const moved = from.current === null || pointerType === 'mouse' ? 0 : clientX - from.current;
    from.current = null;
    if (Math.abs(moved) >= swipePx) turn(moved < 0 ? 1 : -1);
  };
  return (
    <div className="grid-pages">
      <div
        className="grid"
        ref={area}
        onPointerDown={({ clientX }) => {
          from.current = clientX;
        }}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          from.current = null;
        }}
      >
        {size.width > 0 &&
          shown.map((tile) => (
            <div key={tile.key} style={{ width: tileWidth }}>
              {viewOf(tile)}
            </div>
          ))}
      </div>
      {pages > 1 && <PageTurner page={page} pages={pages} onPage={setPage} />}
    </div>
  );
}

type PageTurnerProps = { page: number; pages: number; onPage: (page: number) => void };

function PageTurner({ page, pages, onPage }: PageTurnerProps) {
  const { t } = useTranslation();
  return (
    <nav className="page-turner" aria-label={t('stage.pages')} data-testid="grid-pages" data-page={page + 1}>
      <Button
        look="quiet"
        label={t('stage.pageBefore')}
        isDisabled={page === 0}
        testId="grid-before"
        onPress={() => onPage(page - 1)}
      >
        <ArrowLeftIcon />
      </Button>
      <span className="dots" aria-hidden="true">
        {Array.from({ length: pages }, (_, index) => index).map((index) => (
          <span key={index} data-here={index === page} />
        ))}
      </span>
      <span className="small" aria-live="polite">
        {t('stage.pageOf', { page: page + 1, pages })}
      </span>
      <Button
        look="quiet"
        label={t('stage.pageAfter')}
        isDisabled={page === pages - 1}
        testId="grid-after"
        onPress={() => onPage(page + 1)}
      >
        <ArrowRightIcon />
      </Button>
    </nav>
  );
}

function useSize() {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setSize(entry.contentRect));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { area, size };
}
