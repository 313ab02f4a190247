/** How the twin's room looks: a round chamber that is drawn once as a panorama, and the desks that stand in it. */

export const roomDrawing = { pixelsPerDegree: 14, topDegrees: 60, bottomDegrees: -50 };
/** Of a drawn desk: the middle of its upper edge, and what a metre is. */
export const deskDrawing = { width: 256, height: 232, middleX: 128, middleY: 12, pixelsPerM: 250 };

const wallTopDegrees = 17;
const wallFootDegrees = -8;

export function roomSvg(): string {
  const { pixelsPerDegree: k, topDegrees, bottomDegrees } = roomDrawing;
  const [width, height] = [360 * k, (topDegrees - bottomDegrees) * k];
  const x = (yaw: number) => (yaw + 180) * k;
  const y = (pitch: number) => (topDegrees - pitch) * k;
  const box = (yaw: number, pitch: number, wide: number, high: number, fill: string, more = '') =>
    `<rect x="${x(yaw)}" y="${y(pitch)}" width="${wide * k}" height="${high * k}" fill="${fill}" ${more}/>`;
  const panels = Array.from({ length: 60 }, (_, index) => {
    const shade = ['#8d6f4f', '#94765a', '#876a4c', '#9a7c5c'][(index * 7) % 4] ?? '#8d6f4f';
    return `${box(-180 + index * 6, 11, 5.85, 17, shade)}${box(-180 + index * 6 + 5.85, 11, 0.15, 17, '#4f3c2a')}`;
  });
  const lamps = Array.from({ length: 24 }, (_, index) => {
    const [column, row] = [-172.5 + index * 15, 24 + (index % 2) * 14];
    return `<ellipse cx="${x(column)}" cy="${y(row)}" rx="${3 * k}" ry="${1.1 * k}" fill="#fff8e6"/>`;
  });
  const windows = [-112, -96, -80, 76, 92, 108].map(
    (yaw) =>
      `${box(yaw, 12, 10, 15, '#e9e4d6')}${box(yaw + 0.7, 11.3, 4, 13.6, 'url(#sky)')}${box(yaw + 5.3, 11.3, 4, 13.6, 'url(#sky)')}`,
  );
  const tiles = Array.from({ length: 90 }, (_, index) => box(-180 + index * 4, wallFootDegrees, 0.12, 42, '#6f665b'));
  const rings = [-11, -15, -20, -27, -36].map((pitch) => box(-180, pitch, 360, 0.16, '#6f665b'));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="ceiling" x2="0" y2="1"><stop offset="0" stop-color="#bcb7ad"/><stop offset="1" stop-color="#dcd8cf"/></linearGradient>
<linearGradient id="floor" x2="0" y2="1"><stop offset="0" stop-color="#5f574d"/><stop offset="1" stop-color="#8f8678"/></linearGradient>
<linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#bcd6ea"/><stop offset="1" stop-color="#e9f1f2"/></linearGradient>
<linearGradient id="shade" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0.28"/><stop offset="0.3" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.3"/></linearGradient></defs>
${box(-180, topDegrees, 360, topDegrees - wallTopDegrees, 'url(#ceiling)')}${lamps.join('')}
${box(-180, wallTopDegrees, 360, wallTopDegrees - wallFootDegrees, '#cfc6b4')}${box(-180, wallTopDegrees, 360, 0.8, '#f1ede3')}
${panels.join('')}${box(-180, 11.4, 360, 0.5, '#5b4631')}${windows.join('')}
${box(-9, 14, 18, 11, '#1d2124')}${box(-8.6, 13.6, 17.2, 10.2, '#35566b')}${box(-6, 10.6, 9, 0.7, '#d8e4ea')}${box(-6, 8.6, 6, 0.5, '#9fb8c5')}
${box(-52, 9.4, 7, 17.4, '#5d452f')}${box(-51.4, 8.8, 5.8, 16.8, '#75583c')}${box(45, 9.4, 7, 17.4, '#5d452f')}${box(45.6, 8.8, 5.8, 16.8, '#75583c')}
${box(-180, wallTopDegrees, 360, wallTopDegrees - wallFootDegrees, 'url(#shade)')}
${box(-180, wallFootDegrees, 360, wallFootDegrees - bottomDegrees, 'url(#floor)')}${tiles.join('')}${rings.join('')}
${box(-180, wallFootDegrees + 0.7, 360, 0.7, '#4a3826')}
</svg>`;
}

export function deskSvg(): string {
  const { width, height } = deskDrawing;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="front" x2="0" y2="1"><stop offset="0" stop-color="#7a5a3d"/><stop offset="1" stop-color="#4d3826"/></linearGradient></defs>
<rect x="6" y="20" width="244" height="${height - 20}" fill="url(#front)"/><rect x="20" y="48" width="216" height="150" fill="none" stroke="#3d2b1c" stroke-width="3"/>
<rect x="0" y="6" width="256" height="17" rx="3" fill="#a98462"/><rect x="0" y="19" width="256" height="4" fill="#5b4229"/>
<path d="M190 8 L186 -30" stroke="#222" stroke-width="3"/><rect x="176" y="2" width="28" height="7" rx="2" fill="#25282b"/>
<rect x="78" y="26" width="84" height="26" rx="2" fill="#f3f0e8"/><path d="M90 39H150" stroke="#4a4a48" stroke-width="6"/>
</svg>`;
}
