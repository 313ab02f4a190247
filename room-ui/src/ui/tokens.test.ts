import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Colour, contrast, over, parseColour } from './contrast.ts';
import { type CssRule, cssRules } from './css-rules.ts';

const source = join(import.meta.dirname, '..');
const themes = ['room', 'paper'] as const;
const surfaces = ['ground', 'panel', 'raised', 'pressed'];

/** Text by what it stands on: every pair that the style sheets really bring about. */
const textPairs: Record<string, readonly string[]> = {
  text: [...surfaces, 'accent-soft', 'good-soft', 'warning-soft', 'danger-soft', 'violet-soft'],
  'text-soft': [...surfaces, 'accent-soft', 'good-soft', 'warning-soft', 'danger-soft', 'violet-soft'],
  accent: ['ground', 'panel', 'raised', 'pressed', 'accent-soft'],
  good: ['ground', 'panel', 'raised', 'good-soft', 'accent-soft'],
  warning: ['ground', 'panel', 'raised', 'pressed', 'warning-soft', 'accent-soft'],
  danger: ['ground', 'panel', 'raised', 'danger-soft', 'accent-soft'],
  violet: ['ground', 'panel', 'raised', 'violet-soft', 'accent-soft'],
  'on-accent': ['accent', 'accent-pressed'],
  'on-good': ['good', 'good-pressed'],
  'on-danger': ['danger-fill'],
  'on-violet': ['violet'],
  'on-strap': ['strap'],
  'on-strap-soft': ['strap'],
  'on-strap-good': ['strap'],
};

/** Edges of controls, icons and the mark of the focus, by what they stand on. */
const edgePairs: Record<string, readonly string[]> = {
  edge: ['ground', 'panel', 'raised'],
  accent: [...surfaces, 'accent-soft'],
  good: [...surfaces, 'good-soft'],
  warning: [...surfaces, 'warning-soft'],
  danger: [...surfaces, 'danger-soft'],
  violet: [...surfaces, 'violet-soft'],
  'focus-colour': [...surfaces, 'accent-soft', 'good-soft', 'warning-soft', 'danger-soft', 'violet-soft'],
};

/** Only parts what is also parted by space: nothing depends on seeing it. */
const decoration = new Set(['line']);
/** A QR code is read by machines, and a picture has black beside it. */
const plainColours = new Set(['#fff', '#000', 'GrayText', 'inherit', 'none', 'transparent', 'currentColor']);
/** Stands over anything, so that what is below it counts: the lightest and the darkest picture. */
const pictures = ['#fff', '#000'].map(parseColour);

const tokenRules = cssRules(readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8'));
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css') && !path.endsWith('tokens.css') && !path.endsWith('print.css'))
  .map((path) => ({ path, rules: cssRules(readFileSync(join(source, path), 'utf8')) }));

describe('tokens', () => {
  it.each(themes)('let every text of the theme %s be read: 7:1', (theme) => {
    expect(belowRatio(theme, textPairs, 7)).toEqual([]);
  });

  it.each(themes)('let every edge, icon and focus of the theme %s be seen: 3:1', (theme) => {
    expect(belowRatio(theme, edgePairs, 3)).toEqual([]);
  });

  it.each(themes)('keep words that cannot be used now readable in the theme %s: 3:1', (theme) => {
    const opacity = Number(tokens(theme).get('disabled'));
    const buttons = [
      ['text', 'raised'],
      ['on-accent', 'accent'],
      ['on-good', 'good'],
      ['danger', 'panel'],
      ['text', 'panel'],
    ] as const;
    for (const [word, fill] of buttons) {
      for (const page of ['panel', 'ground', 'raised']) {
        const below = colour(theme, page);
        const seenFill = over(colour(theme, fill), below, opacity);
        const seenWord = over(colour(theme, word), below, opacity);
        expect(contrast(seenWord, seenFill), `${word} on ${fill} on ${page}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('are the only colours of the style sheets, and each text and background has its pair in the table', () => {
    const backgrounds = new Set(Object.values(textPairs).flat());
    const fills = new Set([...Object.keys(edgePairs), ...Object.keys(textPairs)]);
    const unknown = sheets.flatMap(({ path, rules }) =>
      rules.flatMap((rule) => [
        ...unknownIn(rule, ['color', 'fill', 'stroke'], (token) => token in textPairs, path),
        ...unknownIn(
          rule,
          ['background', 'background-color'],
          (token) => backgrounds.has(token) || fills.has(token) || token === 'shade',
          path,
        ),
      ]),
    );
    expect(unknown).toEqual([]);
  });

  it('make a pair of the table wherever one rule sets both text and background', () => {
    const wrong = sheets.flatMap(({ path, rules }) =>
      rules.flatMap(({ selector, declarations }) => {
        const text = tokenOf(declarations.get('color'));
        const background = tokenOf(declarations.get('background'));
        if (!text || !background || textPairs[text]?.includes(background)) return [];
        return [`${path}: ${selector}: ${text} on ${background}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('draw no edge in a colour that the table does not know', () => {
    const wrong = sheets.flatMap(({ path, rules }) =>
      rules.flatMap(({ selector, declarations }) =>
        [...declarations]
          .filter(([name]) => /^(border|outline|box-shadow)/.test(name) && !name.includes('radius'))
          .flatMap(([, value]) => [...value.matchAll(/var\(--([\w-]+)\)/g)].map(([, token = '']) => token))
          .filter((token) => !(token in edgePairs) && !decoration.has(token) && token !== 'focus')
          .map((token) => `${path}: ${selector}: ${token}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('give a colour to both themes or to none', () => {
    const [room, paper] = themes.map((theme) => [...ownTokens(theme).keys()].sort());
    expect(room).toEqual(paper);
  });

  it('have the sizes of the type scale, relative to the root', () => {
    const sizes = ['small', 'normal', 'large', 'title', 'huge', 'wall', 'name'];
    const pixels = sizes.map((size) => Number.parseFloat(tokens('room').get(`text-${size}`) ?? '') * 16);
    expect(pixels).toEqual([14, 16, 20, 28, 40, 64, 96]);
    expect(tokens('room').get('text-small')).toMatch(/rem$/);
  });
});

function ownTokens(theme: string): Map<string, string> {
  return tokensOf(tokenRules.filter(({ selector }) => selector === `:root[data-theme="${theme}"]`));
}

function tokens(theme: string): Map<string, string> {
  const common = tokenRules.filter(({ selector, condition }) => selector === ':root' && condition === '');
  return new Map([...tokensOf(common), ...ownTokens(theme)]);
}

function tokensOf(rules: readonly CssRule[]): Map<string, string> {
  return new Map(rules.flatMap(({ declarations }) => [...declarations].map(([name, value]) => [name.slice(2), value])));
}

function colour(theme: string, token: string): Colour {
  const value = tokens(theme).get(token);
  if (!value) throw new Error(`The theme ${theme} has no token ${token}.`);
  return parseColour(value);
}

function belowRatio(theme: string, pairs: Record<string, readonly string[]>, least: number): string[] {
  return Object.entries(pairs).flatMap(([front, backs]) =>
    backs.flatMap((back) => {
      const below = colour(theme, back);
      const seen = below.alpha < 1 ? pictures.map((picture) => over(below, picture)) : [below];
      const ratio = Math.min(...seen.map((background) => contrast(colour(theme, front), background)));
      return ratio < least ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
    }),
  );
}

function tokenOf(value: string | undefined): string | undefined {
  return value?.match(/^var\(--([\w-]+)\)$/)?.[1];
}

function unknownIn(
  { selector, declarations }: CssRule,
  names: readonly string[],
  isKnown: (token: string) => boolean,
  path: string,
): string[] {
  return names.flatMap((name) => {
    const value = declarations.get(name);
    if (value === undefined || plainColours.has(value)) return [];
    const token = tokenOf(value);
    return token && isKnown(token) ? [] : [`${path}: ${selector}: ${name}: ${value}`];
  });
}
