/** What the operator's board says of each site: figures, and the one thing that should be done first. No React in it. */
import type { AttendanceRow, CommandOutput, MediaRow } from '#contract';
import { compareText } from '../../ui/format.ts';

export type Figures = CommandOutput<'operations.read'>;
type EndpointFigures = Figures['endpoints'][number];
export type LastTest = Figures['tests'][number];

export type Advice =
  | 'none'
  | 'missing'
  | 'away'
  | 'noMedia'
  | 'noPath'
  | 'highLoss'
  | 'slow'
  | 'tcp'
  | 'noPicture'
  | 'weakPicture'
  | 'fewFrames'
  | 'noMicrophone';

/** null: the page does not say how many frames it sends. */
export type SentPicture = { source: 'camera' | 'screen'; bitrateBps: number; framesPerSecond: number | null };

/** `udp` and `tcp`: the page does not say whether there is a relay between. */
export type LinePath = 'udp' | 'tcp' | 'directUdp' | 'directTcp' | 'relayUdp' | 'relayTcp';

export type LineRow = {
  key: string;
  siteName: string;
  label: string;
  state: 'connected' | 'away' | 'missing';
  since: number | null;
  /** Of the cameras together; null: no picture comes. */
  pictureBps: number | null;
  pictures: readonly SentPicture[];
  sound: 'open' | 'closed' | 'none';
  receiveBps: number | null;
  /** Ceilings of its line; null: its site has no limit. */
  sendCeilingBps: number | null;
  receiveCeilingBps: number | null;
  lossRatio: number | null;
  roundTripMs: number | null;
  path: LinePath | null;
  test: LastTest | null;
  advice: Advice;
};

/** The same limits as those of the roll call (control/operations/roll-call-judge.ts); fewer frames are seen as jerks. */
const limits = { lossRatio: 0.03, roundTripMs: 300, pictureScore: 5, framesPerSecond: 10 };

export function lineRows(
  figures: Figures,
  media: Readonly<Record<string, MediaRow>>,
  attendance: Readonly<Record<string, AttendanceRow>>,
): LineRow[] {
  const known = new Map(figures.endpoints.map((endpoint) => [endpoint.endpointId, endpoint]));
  const rows = Object.values(media).map((row) => deviceRow(row, known.get(row.endpointId), figures.tests, attendance));
  const here = new Set(Object.values(media).map((row) => siteOf(row, attendance)?.siteId ?? null));
  const missing = sitesOf(attendance).filter(({ siteId }) => !here.has(siteId));
  return [...rows, ...missing.map((site) => missingRow(site, figures.tests))].sort(byTrouble);
}

export function isTrouble({ advice }: LineRow): boolean {
  return advice !== 'none';
}

function deviceRow(
  media: MediaRow,
  figures: EndpointFigures | undefined,
  tests: readonly LastTest[],
  attendance: Readonly<Record<string, AttendanceRow>>,
): LineRow {
  const site = siteOf(media, attendance);
  const [personId = null] = media.personIds;
  const lines = figures?.lines ?? [];
  const receive = lines.find(({ direction }) => direction === 'receive');
  const cameras = (figures?.producers ?? []).filter(({ source }) => source === 'camera');
  const isSending = media.kind !== 'display' && media.role !== 'observer';
  const row = {
    key: media.endpointId,
    siteName: site?.siteName ?? '',
    label: (personId && attendance[personId]?.name) || media.label,
    state: media.isConnected ? ('connected' as const) : ('away' as const),
    since: figures?.connectedSince ?? null,
    pictureBps: cameras.length > 0 ? cameras.reduce((sum, { bitrateBps }) => sum + bitrateBps, 0) : null,
    pictures: picturesOf(figures),
    sound: soundOf(media),
    receiveBps: receive?.bitrateBps ?? null,
    sendCeilingBps: media.line?.sendCeilingBps ?? null,
    receiveCeilingBps: media.line?.receiveCeilingBps ?? null,
    lossRatio: greatest(lines.map(({ lossRatio }) => lossRatio)),
    roundTripMs: greatest(lines.map(({ roundTripMs }) => roundTripMs)),
    path: pathOf(lines),
    test: testOf(tests, personId, media.siteId),
  };
  const score = cameras.length > 0 ? Math.min(...cameras.map((camera) => camera.score)) : null;
  return { ...row, advice: adviceFor(row, lines, { isSending, isHeard: isSending && media.kind !== 'agent', score }) };
}

/** What must be mended first comes first: without a connection no figure means anything. */
function adviceFor(
  row: Omit<LineRow, 'advice'>,
  lines: EndpointFigures['lines'],
  { isSending, isHeard, score }: { isSending: boolean; isHeard: boolean; score: number | null },
): Advice {
  if (row.state === 'away') return 'away';
  if (lines.length === 0) return 'noMedia';
  if (!lines.every(({ isConnected }) => isConnected)) return 'noPath';
  if ((row.lossRatio ?? 0) > limits.lossRatio) return 'highLoss';
  if ((row.roundTripMs ?? 0) > limits.roundTripMs) return 'slow';
  // A bitrate says little: a picture in which nothing moves needs next to nothing.
  if (isSending && !row.pictureBps) return 'noPicture';
  if (isSending && score !== null && score < limits.pictureScore) return 'weakPicture';
  if (isSending && row.pictures.some(isJerky)) return 'fewFrames';
  if (isHeard && row.sound === 'none') return 'noMicrophone';
  return row.path?.toLowerCase().endsWith('tcp') ? 'tcp' : 'none';
}

/** A shared screen has few frames on purpose. */
function isJerky({ source, framesPerSecond }: SentPicture): boolean {
  return source === 'camera' && framesPerSecond !== null && framesPerSecond < limits.framesPerSecond;
}

function picturesOf(figures: EndpointFigures | undefined): SentPicture[] {
  return (figures?.producers ?? []).flatMap(({ source, bitrateBps, framesPerSecond }) =>
    source === 'camera' || source === 'screen' ? [{ source, bitrateBps, framesPerSecond }] : [],
  );
}

/** The worse one, when the two directions differ. */
function pathOf(lines: EndpointFigures['lines']): LinePath | null {
  const worst =
    lines.find(({ protocol }) => protocol === 'tcp') ?? lines.find(({ isRelayed }) => isRelayed) ?? lines[0];
  if (!worst?.protocol) return null;
  if (worst.isRelayed === null) return worst.protocol;
  if (worst.isRelayed) return worst.protocol === 'tcp' ? 'relayTcp' : 'relayUdp';
  return worst.protocol === 'tcp' ? 'directTcp' : 'directUdp';
}

function soundOf({ producers, isMicrophoneOpen }: MediaRow): LineRow['sound'] {
  if (!producers.some(({ source }) => source === 'microphone')) return 'none';
  return isMicrophoneOpen ? 'open' : 'closed';
}

type Site = Pick<AttendanceRow, 'siteId' | 'siteName'>;

function siteOf(media: MediaRow, attendance: Readonly<Record<string, AttendanceRow>>): Site | null {
  const own = media.personIds.flatMap((personId) => attendance[personId] ?? [])[0];
  if (own) return own;
  return Object.values(attendance).find(({ siteId }) => siteId !== null && siteId === media.siteId) ?? null;
}

function sitesOf(attendance: Readonly<Record<string, AttendanceRow>>): Site[] {
  const sites = new Map<string, Site>();
  for (const row of Object.values(attendance)) if (row.siteId) sites.set(row.siteId, row);
  return [...sites.values()];
}

function missingRow({ siteId, siteName }: Site, tests: readonly LastTest[]): LineRow {
  const nothing = {
    since: null,
    pictureBps: null,
    receiveBps: null,
    sendCeilingBps: null,
    receiveCeilingBps: null,
    lossRatio: null,
    roundTripMs: null,
    path: null,
  };
  const test = newest(tests.filter((one) => one.siteId === siteId));
  return {
    key: `site-${siteId}`,
    siteName,
    label: '',
    state: 'missing',
    sound: 'none',
    pictures: [],
    ...nothing,
    test,
    advice: 'missing',
  };
}

function testOf(tests: readonly LastTest[], personId: string | null, siteId: string | null): LastTest | null {
  const own = tests.filter((test) =>
    personId ? test.personId === personId : !test.personId && test.siteId === siteId,
  );
  return newest(own);
}

function newest(tests: readonly LastTest[]): LastTest | null {
  return tests.reduce<LastTest | null>((last, test) => (last && last.at > test.at ? last : test), null);
}

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** Trouble first, then by site. */
function byTrouble(one: LineRow, other: LineRow): number {
  return (
    Number(isTrouble(other)) - Number(isTrouble(one)) ||
    compareText(one.siteName, other.siteName) ||
    compareText(one.label, other.label)
  );
}
