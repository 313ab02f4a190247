/** Contrast as WCAG counts it, for the tests of the tokens. */
export type Colour = { red: number; green: number; blue: number; alpha: number };

export function parseColour(text: string): Colour {
  const hex = text.match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)?.[1];
  if (hex) {
    const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const part = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16);
    return { red: part(0), green: part(2), blue: part(4), alpha: 1 };
  }
  const parts = text.match(/^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/);
  if (!parts) throw new Error(`${text} is written in a way that the test of colours does not read.`);
  const [red = 0, green = 0, blue = 0, percent = 0] = parts.slice(1).map(Number);
  return { red, green, blue, alpha: percent / 100 };
}

/** A colour as it looks over another one. */
export function over(top: Colour, below: Colour, opacity = 1): Colour {
  const alpha = top.alpha * opacity;
  const mix = (one: number, other: number) => one * alpha + other * (1 - alpha);
  return {
    red: mix(top.red, below.red),
    green: mix(top.green, below.green),
    blue: mix(top.blue, below.blue),
    alpha: 1,
  };
}

export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

function luminance({ red, green, blue }: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
