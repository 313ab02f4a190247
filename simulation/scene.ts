/** The still parts of a site's picture: the wall and table of a meeting room, and one seated person, as PAM images. */

type Colour = readonly [red: number, green: number, blue: number];

/** Muted colours, so that thirty of them beside each other stay calm. */
const walls: readonly Colour[] = [
  [86, 104, 124],
  [112, 102, 88],
  [84, 112, 104],
  [104, 94, 116],
  [120, 108, 96],
  [78, 98, 112],
];
const suits: readonly Colour[] = [
  [38, 48, 66],
  [62, 52, 50],
  [46, 62, 60],
  [70, 70, 82],
];
const skin: Colour = [206, 172, 146];
const hair: Colour = [40, 36, 36];

export function roomPicture(number: number, width: number, height: number): Buffer {
  const wall = walls[number % walls.length] ?? [96, 96, 96];
  const panelWidth = width / 8;
  return pam(width, height, (x, y) => {
    if (y > height * 0.8) return [...shade([112, 78, 52], 1.05 - (0.5 * (y - height * 0.8)) / height), 255];
    const isJoint = x % panelWidth < 2;
    const light = 1.12 - (0.45 * y) / height - 0.25 * Math.abs(x / width - 0.5);
    return [...shade(wall, isJoint ? light * 0.88 : light), 255];
  });
}

/** Head and shoulders with nothing around them. */
export function personPicture(number: number, width: number, height: number): Buffer {
  const suit = suits[number % suits.length] ?? [50, 50, 60];
  const inEllipse = (x: number, y: number, [centreX, centreY, radiusX, radiusY]: readonly number[]) =>
    ((x / width - (centreX ?? 0)) / (radiusX ?? 1)) ** 2 + ((y / height - (centreY ?? 0)) / (radiusY ?? 1)) ** 2 < 1;
  return pam(width, height, (x, y) => {
    if (inEllipse(x, y, [0.5, 0.3, 0.17, 0.19])) return [...skin, 255];
    if (inEllipse(x, y, [0.5, 0.23, 0.2, 0.2])) return [...hair, 255];
    if (inEllipse(x, y, [0.5, 0.52, 0.09, 0.1])) return [...shade(skin, 0.9), 255];
    const isShirt = Math.abs(x / width - 0.5) < 0.11 - (y / height - 0.55) * 0.25 && y / height > 0.55;
    if (inEllipse(x, y, [0.5, 1, 0.46, 0.48])) return isShirt ? [232, 234, 236, 255] : [...suit, 255];
    return [0, 0, 0, 0];
  });
}

function shade([red, green, blue]: Colour, light: number): [number, number, number] {
  return [red, green, blue].map((value) => Math.max(0, Math.min(255, Math.round(value * light)))) as [
    number,
    number,
    number,
  ];
}

function pam(width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): Buffer {
  const header = `P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0, offset = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, offset += 4) pixels.set(colourAt(x, y), offset);
  }
  return Buffer.concat([Buffer.from(header), pixels]);
}
