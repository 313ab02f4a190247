/**
 * Every piece that pages are made of, for those who build and test them; the server shows it in development only.
 * `?piece=<id>` shows one alone, `?theme=room|paper` and `?lang=vi|en` set how.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { actionPieces } from '../features/gallery/action-pieces.tsx';
import { fieldPieces } from '../features/gallery/field-pieces.tsx';
import { listPieces } from '../features/gallery/list-pieces.tsx';
import type { Piece } from '../features/gallery/piece.ts';
import { statePieces } from '../features/gallery/state-pieces.tsx';
import { currentLanguage, showLanguage } from '../i18n/language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { ChoiceField } from '../ui/Field.tsx';
import { TopBar } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';
import '../features/gallery/gallery.css';

const pieces = [...actionPieces, ...fieldPieces, ...listPieces, ...statePieces];
const widths = ['none', '390', '1024', '1920'] as const;

export function Gallery() {
  const [query] = useState(() => new URLSearchParams(location.search));
  const [theme, setTheme] = useState<'room' | 'paper'>(query.get('theme') === 'room' ? 'room' : 'paper');
  const wanted = query.get('lang');
  useTheme(theme);
  useEffect(() => {
    if ((wanted === 'vi' || wanted === 'en') && wanted !== currentLanguage()) void showLanguage(wanted);
  }, [wanted]);
  const alone = pieces.find(({ id }) => id === query.get('piece'));
  if (alone) return <Alone piece={alone} />;
  return <All theme={theme} onTheme={setTheme} />;
}

function Alone({ piece }: { piece: Piece }) {
  const { t } = useTranslation();
  if (piece.isPage) return <div data-piece={piece.id}>{piece.content}</div>;
  return (
    <main className="gallery page" data-piece={piece.id}>
      <h1 className="unseen">{t(`gallery.${piece.id}`)}</h1>
      {piece.content}
    </main>
  );
}

function All({ theme, onTheme }: { theme: 'room' | 'paper'; onTheme: (theme: 'room' | 'paper') => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TopBar />
      <main className="gallery page">
        <h1>{t('gallery.title')}</h1>
        <p className="soft">{t('gallery.intro')}</p>
        <ChoiceField
          label={t('gallery.theme')}
          value={theme}
          choices={[
            { value: 'paper', text: t('gallery.paper') },
            { value: 'room', text: t('gallery.room') },
          ]}
          onChange={onTheme}
          testId="gallery-theme"
        />
        {pieces.map((piece) => (
          <Section key={piece.id} piece={piece} theme={theme} />
        ))}
      </main>
    </>
  );
}

function Section({ piece, theme }: { piece: Piece; theme: string }) {
  const { t } = useTranslation();
  const [width, setWidth] = useState<(typeof widths)[number]>(piece.isPage ? '390' : 'none');
  const title = t(`gallery.${piece.id}`);
  const address = `/gallery?piece=${piece.id}&theme=${theme}&lang=${currentLanguage()}`;
  const content: ReactNode =
    width === 'none' ? (
      piece.content
    ) : (
      <iframe
        key={address}
        className="frame"
        src={address}
        loading="lazy"
        title={t('gallery.frame', { width, title })}
        style={{ width: `${width}px` }}
      />
    );
  return (
    <section className="card piece" data-piece={piece.id} aria-label={title}>
      <div className="piece-top">
        <h2>{title}</h2>
        <a href={address}>{t('gallery.alone')}</a>
        {piece.hasLayouts && (
          <ChoiceField
            label={t('gallery.width')}
            isLabelUnseen
            value={width}
            choices={widths
              .filter((value) => value !== 'none' || !piece.isPage)
              .map((value) => ({
                value,
                text: value === 'none' ? t('gallery.noFrame') : t('gallery.pixels', { width: value }),
              }))}
            onChange={setWidth}
          />
        )}
      </div>
      {content}
    </section>
  );
}
