/**
 * How the twin's people look: faces and busts drawn by the project itself, no picture of anybody. Shaded well enough for
 * a face detector, and as different from one another as age, build, hair and skin make people.
 */
import { SeededRandom } from './random.ts';

/** Lengths are parts of what is usual. */
export type Looks = {
  skin: string;
  hair: string;
  hairStyle: 'short' | 'parted' | 'bob' | 'long' | 'bun' | 'receding';
  clothes: string;
  faceWidth: number;
  jaw: number;
  eyeDistance: number;
  /** In the drawing, downwards. */
  eyeHeight: number;
  eyeSize: number;
  browWeight: number;
  noseLength: number;
  noseWidth: number;
  mouthWidth: number;
  lipFullness: number;
  /** From 0, young, to 1. */
  age: number;
  hasGlasses: boolean;
  beard: 'none' | 'moustache' | 'full';
};

/** Of a drawn head: its height from chin to crown is 256, its middle lies here. */
export const headDrawing = { width: 320, height: 368, middleX: 160, middleY: 176, headHeight: 256 };
export const portraitEdge = 30;
/** In the drawing: what moves when somebody talks. */
export const mouthDrawing = { x: 160, y: 254, halfWidth: 44, halfHeight: 40 };
/** Of a drawn body: the middle of its head, which is not part of it, and the height of a head. */
export const bodyDrawing = { width: 256, height: 480, middleX: 128, middleY: 60, headHeight: 96 };

const skins = ['#e8b896', '#d9a27c', '#c68a62', '#f3d0b4', '#a8714c', '#946444', '#dcae88', '#ba7f58'] as const;
const hairs = [
  '#1c1714',
  '#2a1d15',
  '#3d2a1c',
  '#5b5550',
  '#8d8984',
  '#d5d0c8',
  '#6b4526',
  '#141416',
  '#9a6a34',
] as const;
const styles = ['short', 'bob', 'parted', 'bun', 'receding', 'long'] as const;
const clothes = ['#27344d', '#5a2431', '#2e4a3e', '#3c3c44', '#6a5a3a', '#274a5c', '#4b2f57', '#1f2a30'] as const;

/** Of the first 250 faces those that a detector finds in every size and that descriptors tell apart best. */
const distinctFaces = [233, 22, 196, 210, 40, 126, 154, 209, 78, 202, 46, 50, 149, 90, 182, 221] as const;

/** The looks of the person with that number in a room. */
export function looksOf(index: number, seed: number): Looks {
  const face = distinctFaces[(index + seed) % distinctFaces.length] ?? 0;
  // In a large room faces come again, in other clothes.
  return { ...looksOfFace(face), clothes: clothes[(index * 3 + 2) % clothes.length] ?? clothes[0] };
}

/** Any number is somebody. */
export function looksOfFace(face: number): Looks {
  const random = new SeededRandom(face * 97 + 3);
  const hairStyle = random.pick(styles);
  const isBearded = hairStyle === 'short' || hairStyle === 'parted' || hairStyle === 'receding';
  return {
    skin: random.pick(skins),
    hair: random.pick(hairs),
    hairStyle,
    clothes: random.pick(clothes),
    faceWidth: random.between(0.84, 1.16),
    jaw: isBearded ? random.between(0.8, 1.1) : random.between(0.6, 0.9),
    eyeDistance: random.between(0.84, 1.16),
    eyeHeight: random.between(-8, 10),
    eyeSize: random.between(0.75, 1.3),
    browWeight: isBearded ? random.between(0.9, 1.9) : random.between(0.5, 0.9),
    noseLength: random.between(0.8, 1.16),
    noseWidth: random.between(0.7, 1.45),
    mouthWidth: random.between(0.75, 1.3),
    lipFullness: isBearded ? random.between(0.5, 1) : random.between(0.8, 1.6),
    age: random.next(),
    hasGlasses: random.isTrueIn(0.3),
    beard: isBearded ? random.pick(['none', 'none', 'moustache', 'full']) : 'none',
  };
}

export function headSvg(looks: Looks): string {
  const { width, height } = headDrawing;
  const shape = facePath(looks);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${definitions(looks, shape)}
${backHair(looks)}
<path d="M122 262 L122 330 Q160 352 198 330 L198 262Z" fill="${tint(looks.skin, -0.22)}"/>
<g fill="${tint(looks.skin, -0.12)}"><ellipse cx="${160 - faceHalf(looks)}" cy="186" rx="13" ry="27"/><ellipse cx="${160 + faceHalf(looks)}" cy="186" rx="13" ry="27"/></g>
<path d="${shape}" fill="url(#skin)"/>
<g clip-path="url(#face)">${shading(looks)}</g>
${beard(looks)}
${nose(looks)}
${mouth(looks)}
${eye(looks, -1)}${eye(looks, 1)}
${lines(looks)}
${frontHair(looks)}
${looks.hasGlasses ? glasses(looks) : ''}
</svg>`;
}

/** In a frame, of which the head's own drawing is the middle. */
export function portraitSvg(looks: Looks): string {
  const [width, height] = [headDrawing.width + 2 * portraitEdge, headDrawing.height + 2 * portraitEdge];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect x="8" y="8" width="${width - 16}" height="${height - 16}" fill="#b9c4c6" stroke="#5b4326" stroke-width="16"/>
<g transform="translate(${portraitEdge} ${portraitEdge})">${headSvg(looks)}</g>
</svg>`;
}

export function bodySvg({ clothes: cloth, skin }: Looks): string {
  const { width, height } = bodyDrawing;
  const dark = tint(cloth, -0.35);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="cloth" x1="0" x2="1" y1="0" y2="0.3"><stop offset="0" stop-color="${tint(cloth, -0.25)}"/><stop offset="0.35" stop-color="${tint(cloth, 0.12)}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs>
<path d="M104 88 L152 88 L156 128 L100 128Z" fill="${tint(skin, -0.25)}"/>
<path d="M36 ${height} L34 190 Q34 132 84 120 L104 110 Q128 138 152 110 L172 120 Q222 132 222 190 L220 ${height}Z" fill="url(#cloth)"/>
<path d="M108 112 L128 182 L148 112 Q128 136 108 112Z" fill="#f2f0ea"/>
<path d="M104 108 L126 186 L92 158 L86 120Z" fill="${tint(cloth, 0.05)}" stroke="${dark}" stroke-width="1.5"/>
<path d="M152 108 L130 186 L164 158 L170 120Z" fill="${tint(cloth, -0.08)}" stroke="${dark}" stroke-width="1.5"/>
<path d="M128 186 L128 ${height} M62 200 L68 ${height} M194 200 L188 ${height}" stroke="${dark}" stroke-width="2" fill="none"/>
</svg>`;
}

/** A sheet of paper that somebody holds before their face. */
export function paperSvg(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="176" viewBox="0 0 128 176">
<rect x="2" y="2" width="124" height="172" rx="2" fill="#f4f2ec" stroke="#c9c5ba" stroke-width="2"/>
<path d="M18 30H90M18 50H110M18 66H106M18 82H110M18 98H96M18 122H110M18 138H70" stroke="#a6a49c" stroke-width="4"/>
</svg>`;
}

function faceHalf({ faceWidth }: Looks): number {
  return 90 * faceWidth;
}

function facePath(looks: Looks): string {
  const half = faceHalf(looks);
  const jaw = half * looks.jaw;
  const [left, right] = [160 - half, 160 + half];
  return `M160 50 C${160 + half * 0.7} 50 ${right} 92 ${right} 160 C${right} 212 ${160 + jaw} 262 ${160 + jaw * 0.62} 286 Q160 318 ${160 - jaw * 0.62} 286 C${160 - jaw} 262 ${left} 212 ${left} 160 C${left} 92 ${160 - half * 0.7} 50 160 50Z`;
}

function definitions({ skin, hair }: Looks, shape: string): string {
  return `<defs>
<radialGradient id="skin" cx="0.42" cy="0.42" r="0.72"><stop offset="0" stop-color="${tint(skin, 0.2)}"/><stop offset="0.55" stop-color="${skin}"/><stop offset="1" stop-color="${tint(skin, -0.42)}"/></radialGradient>
<linearGradient id="hair" x1="0" x2="1" y1="0" y2="0.6"><stop offset="0" stop-color="${tint(hair, 0.05)}"/><stop offset="0.4" stop-color="${tint(hair, 0.22)}"/><stop offset="1" stop-color="${tint(hair, -0.3)}"/></linearGradient>
<clipPath id="face"><path d="${shape}"/></clipPath>
<filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="9"/></filter>
<filter id="softer" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="3.5"/></filter>
<filter id="edge" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="0.8"/></filter>
</defs>`;
}

function shading(looks: Looks): string {
  const dark = tint(looks.skin, -0.5);
  const light = tint(looks.skin, 0.4);
  const eyes = 42 * looks.eyeDistance;
  const noseEnd = 178 + 46 * looks.noseLength;
  return `<g filter="url(#soft)">
<ellipse cx="${160 - eyes}" cy="${166 + looks.eyeHeight}" rx="27" ry="15" fill="${dark}" opacity="0.5"/><ellipse cx="${160 + eyes}" cy="${166 + looks.eyeHeight}" rx="27" ry="15" fill="${dark}" opacity="0.55"/>
<path d="M84 206 Q108 240 112 290 L60 290 L60 200Z" fill="${dark}" opacity="0.35"/><path d="M236 206 Q212 240 208 290 L260 290 L260 200Z" fill="${dark}" opacity="0.5"/>
<ellipse cx="160" cy="274" rx="24" ry="6" fill="${dark}" opacity="0.5"/><ellipse cx="160" cy="308" rx="70" ry="12" fill="${dark}" opacity="0.5"/>
<ellipse cx="106" cy="214" rx="19" ry="14" fill="#c0504a" opacity="0.18"/><ellipse cx="214" cy="214" rx="19" ry="14" fill="#c0504a" opacity="0.18"/>
<ellipse cx="148" cy="108" rx="46" ry="22" fill="${light}" opacity="0.5"/><ellipse cx="110" cy="202" rx="16" ry="9" fill="${light}" opacity="0.4"/>
<ellipse cx="156" cy="290" rx="17" ry="8" fill="${light}" opacity="0.35"/></g>
<g filter="url(#softer)"><path d="M154 156 L156 ${noseEnd - 8}" stroke="${light}" stroke-width="8" opacity="0.6"/>
<path d="M172 158 Q170 190 176 ${noseEnd - 10}" stroke="${dark}" stroke-width="7" opacity="0.42" fill="none"/>
<path d="M146 154 Q150 176 147 ${noseEnd - 16}" stroke="${dark}" stroke-width="3" opacity="0.25" fill="none"/>
<ellipse cx="163" cy="${noseEnd + 7}" rx="${20 * looks.noseWidth}" ry="5" fill="${dark}" opacity="0.55"/></g>`;
}

function eye({ eyeDistance, eyeHeight, eyeSize, browWeight, hair, skin, age }: Looks, side: -1 | 1): string {
  const x = 160 + side * 42 * eyeDistance;
  const [w, h] = [21 * eyeSize, 9.5 * eyeSize];
  const y = 172 + eyeHeight;
  const brow = tint(hair, age > 0.7 ? 0.05 : -0.2);
  const outer = x + side * 27;
  const inner = x - side * 24;
  return `<path d="M${x - w} ${y + 2} Q${x} ${y - h * 1.5} ${x + w} ${y + 1} Q${x} ${y + h * 1.25} ${x - w} ${y + 2}Z" fill="#efe9e2"/>
<circle cx="${x}" cy="${y - 0.5}" r="${h * 0.93}" fill="#3a2416"/><circle cx="${x}" cy="${y - 0.5}" r="${h * 0.5}" fill="#0b0807"/><circle cx="${x - 3}" cy="${y - 4}" r="2.1" fill="#ffffff"/>
<path d="M${x - w - 1} ${y + 3} Q${x} ${y - h * 1.65} ${x + w + 1} ${y + 2}" fill="none" stroke="#1d120c" stroke-width="3.4" stroke-linecap="round"/>
<path d="M${x - w} ${y + 3} Q${x} ${y + h * 1.35} ${x + w} ${y + 2}" fill="none" stroke="${tint(skin, -0.5)}" stroke-width="1.6" opacity="0.8"/>
<path d="M${x - w} ${y - 7} Q${x} ${y - h * 2.2} ${x + w} ${y - 7}" fill="none" stroke="${tint(skin, -0.5)}" stroke-width="2" opacity="0.6"/>
<path d="M${inner} ${y - 24} Q${x} ${y - 35} ${outer} ${y - 22}" fill="none" stroke="${brow}" stroke-width="${6.5 * browWeight}" stroke-linecap="round" filter="url(#edge)" opacity="0.9"/>`;
}

function nose({ skin, noseLength, noseWidth }: Looks): string {
  const y = 178 + 46 * noseLength;
  const w = 17 * noseWidth;
  const dark = tint(skin, -0.6);
  return `<g filter="url(#edge)"><path d="M${160 - w} ${y - 10} Q${160 - w - 5} ${y + 3} ${160 - w * 0.5} ${y + 2}" fill="none" stroke="${dark}" stroke-width="2.4" opacity="0.65"/>
<path d="M${160 + w} ${y - 10} Q${160 + w + 5} ${y + 3} ${160 + w * 0.5} ${y + 2}" fill="none" stroke="${dark}" stroke-width="2.6" opacity="0.75"/>
<ellipse cx="${160 - w * 0.5}" cy="${y}" rx="${5 * noseWidth}" ry="3" fill="${tint(skin, -0.75)}" opacity="0.85"/><ellipse cx="${160 + w * 0.5}" cy="${y}" rx="${5 * noseWidth}" ry="3" fill="${tint(skin, -0.75)}" opacity="0.85"/>
<ellipse cx="157" cy="${y - 9}" rx="7" ry="5" fill="${tint(skin, 0.5)}" opacity="0.45"/></g>`;
}

function mouth({ skin, mouthWidth, lipFullness }: Looks): string {
  const { x, y } = mouthDrawing;
  const w = 33 * mouthWidth;
  const full = 9 * lipFullness;
  const lip = mix(tint(skin, -0.25), '#a8433f', 0.5);
  return `<path d="M${x - w} ${y} Q${x - w * 0.35} ${y - full} ${x} ${y - full * 0.55} Q${x + w * 0.35} ${y - full} ${x + w} ${y} Q${x} ${y + 4} ${x - w} ${y}Z" fill="${tint(lip, -0.15)}"/>
<path d="M${x - w} ${y} Q${x} ${y + full * 2.5} ${x + w} ${y} Q${x} ${y + 4} ${x - w} ${y}Z" fill="${lip}"/>
<path d="M${x - w - 2} ${y} Q${x - w * 0.4} ${y + 3.4} ${x} ${y + 1.6} Q${x + w * 0.4} ${y + 3.4} ${x + w + 2} ${y}" fill="none" stroke="#35120f" stroke-width="3.2" stroke-linecap="round"/>
<ellipse cx="${x - 5}" cy="${y + full * 0.7}" rx="11" ry="2" fill="#ffffff" opacity="0.22"/>`;
}

function beard({ beard: kind, hair, jaw }: Looks): string {
  if (kind === 'none') return '';
  const moustache = `<path d="M122 248 Q140 232 160 238 Q180 232 198 248 Q180 244 160 246 Q140 244 122 248Z" fill="${hair}" opacity="0.9" filter="url(#edge)"/>`;
  if (kind === 'moustache') return moustache;
  const half = 84 * Math.min(1, jaw);
  return `${moustache}<path clip-path="url(#face)" d="M${160 - half} 210 Q${160 - half * 0.8} 250 124 246 Q126 276 160 272 Q194 276 196 246 Q${160 + half * 0.8} 250 ${160 + half} 210 L250 330 L70 330Z" fill="${hair}" opacity="0.85" filter="url(#softer)"/>`;
}

function lines({ age, skin }: Looks): string {
  if (age < 0.35) return '';
  const dark = tint(skin, -0.45);
  const strength = (age - 0.2) * 0.6;
  return `<g fill="none" stroke="${dark}" stroke-width="2" opacity="${strength.toFixed(2)}" filter="url(#edge)">
<path d="M132 226 Q118 240 118 258"/><path d="M188 226 Q202 240 202 258"/><path d="M118 112 Q160 104 204 112"/><path d="M122 126 Q160 120 200 126"/><path d="M104 188 Q118 194 132 188"/><path d="M188 188 Q202 194 216 188"/></g>`;
}

function backHair(looks: Looks): string {
  const half = faceHalf(looks);
  const fill = tint(looks.hair, -0.25);
  switch (looks.hairStyle) {
    case 'bob':
      return `<path d="M160 34 C${160 + half * 1.4} 34 ${172 + half} 150 ${176 + half} 278 L${144 - half} 278 C${148 - half} 150 ${160 - half * 1.4} 34 160 34Z" fill="${fill}"/>`;
    case 'long':
      return `<path d="M160 34 C${160 + half * 1.4} 34 ${170 + half} 150 ${180 + half} 360 L${140 - half} 360 C${150 - half} 150 ${160 - half * 1.4} 34 160 34Z" fill="${fill}"/>`;
    case 'bun':
      return `<circle cx="160" cy="36" r="33" fill="${fill}"/>`;
    default:
      return '';
  }
}

function frontHair(looks: Looks): string {
  const half = faceHalf(looks);
  const [left, right] = [155 - half, 165 + half];
  const cap = (inner: string) =>
    `<path d="M${left} 178 C${left - 12} 70 ${160 - half * 0.7} 32 160 32 C${160 + half * 0.7} 32 ${right + 12} 70 ${right} 178 ${inner}Z" fill="url(#hair)" filter="url(#edge)"/>`;
  switch (looks.hairStyle) {
    case 'short':
      return cap(`L${right - 9} 132 Q${right - 20} 92 196 88 Q160 78 124 90 Q${left + 20} 94 ${left + 9} 134`);
    case 'parted':
      return cap(`L${right - 8} 140 Q${right - 22} 104 190 92 Q150 96 118 76 Q${left + 12} 100 ${left + 9} 140`);
    case 'receding':
      return cap(`L${right - 7} 120 Q${right - 14} 70 160 58 Q${left + 14} 70 ${left + 7} 120`);
    case 'bob':
      return cap(
        `L${right - 2} 240 L${right - 18} 160 Q${right - 22} 122 186 116 Q160 112 128 118 Q${left + 24} 124 ${left + 18} 160 L${left + 2} 240`,
      );
    case 'long':
      return cap(
        `L${right + 2} 300 L${right - 14} 190 Q${right - 16} 100 162 76 Q${left + 16} 100 ${left + 14} 190 L${left - 2} 300`,
      );
    case 'bun':
      return cap(`L${right - 8} 126 Q${right - 18} 84 160 76 Q${left + 18} 84 ${left + 8} 126`);
  }
}

function glasses({ eyeDistance, eyeHeight }: Looks): string {
  const d = 42 * eyeDistance;
  return `<g transform="translate(0 ${eyeHeight})" fill="#ffffff" fill-opacity="0.07" stroke="#26221f" stroke-width="3.6"><rect x="${160 - d - 30}" y="154" width="60" height="40" rx="14"/><rect x="${160 + d - 30}" y="154" width="60" height="40" rx="14"/><path d="M${160 - d + 30} 168 Q160 160 ${160 + d - 30} 168 M${160 - d - 30} 166 L72 172 M${160 + d + 30} 166 L248 172" fill="none"/></g>`;
}

function tint(colour: string, by: number): string {
  return mix(colour, by > 0 ? '#ffffff' : '#000000', Math.abs(by));
}

function mix(one: string, other: string, share: number): string {
  const part = (at: number): string => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    const value = Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
    return value.toString(16).padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
