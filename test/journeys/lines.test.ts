import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../harness/browser-person.ts';
import { demoTokens } from '../harness/client.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { makeTestMedia } from '../harness/test-media.ts';

type MadeMedia = Awaited<ReturnType<typeof makeTestMedia>>;

describe('lines of a meeting, tried and watched', () => {
  let media: MadeMedia;
  let server: ServerProcess;
  let delegate: BrowserPerson;
  let operator: BrowserPerson;
  let tokens: Map<string, string>;
  const linkOf = (label: string) => `${server.url}/join#${tokens.get(label)}`;

  beforeAll(async () => {
    media = await makeTestMedia(['red', 'blue']);
    server = await ServerProcess.start({ args: ['--demo'], env: { ROSTRUM_MEDIA_DRIVER: 'mediasoup' } });
    tokens = await demoTokens(server);
    delegate = await BrowserPerson.start(media.of('red'));
    operator = await BrowserPerson.start(media.of('blue'), { width: 1_920, height: 1_080 });
  });
  afterAll(async () => {
    await delegate?.close();
    await operator?.close();
    await server?.stop();
    await media?.remove();
  });

  /** Where nobody else wants the machine, the line within it is good; on a busy one it is not, and the page says so. */
  const ratings: Record<string, string> = { good: 'tốt', usable: 'dùng được' };

  it('the join page tells how good the line is', async () => {
    const { page } = delegate;
    await page.goto(linkOf('delegate Đại biểu Mẫu 2'));
    const verdict = page.getByTestId('connection-verdict');
    let found: string | null = null;
    for (let tries = 0; found !== 'good' && tries < 3; tries += 1) {
      await delegate.tap('start-connection-test');
      await verdict.waitFor();
      found = await verdict.getAttribute('data-verdict');
    }
    const words = new RegExp(`Đường truyền ${ratings[found ?? '']}: \\d+(,\\d)? Mbit/s, trễ \\d+ ms`);
    await page.getByTestId('test-details').locator('summary').click();
    const details = await page.getByTestId('test-details').textContent();
    expect(await verdict.textContent(), details ?? '').toMatch(words);
    expect(details).toMatch(/UDP trực tiếp/);
    expect(details).toMatch(/Nối lại\d+(,\d)? giây/);
    await delegate.tap('test-speaker');
    await delegate.tap('speaker-heard');
    await page.getByText('Loa đã sẵn sàng').waitFor();
  }, 60_000);

  it('who joins while a test runs is in the meeting at once', async () => {
    await delegate.tap('start-connection-test');
    await delegate.tap('join-button');
    await delegate.page.getByTestId('floor-button').waitFor();
  });

  it('the operator sees each line, its last test, and the media workers', async () => {
    await operator.join(linkOf('chair Chủ tọa Mẫu'));
    await operator.tap('tab-attendance');
    await operator.tap('operations-button');
    const rows = operator.page.locator('[data-testid^="lines-row-"]');
    const own = rows.filter({ hasText: 'Đại biểu Mẫu 2' });
    await expect
      .poll(() => own.textContent())
      .toMatch(/Mbit\/s\d+ hình\/giây.*UDPTrực tiếp.*(Tốt|Dùng được), \d\d:\d\d/s);
    await expect.poll(() => own.textContent()).toMatch(/Tốt, không cần xử lý/);
    expect(await rows.filter({ hasText: 'Chưa vào họp' }).count()).toBeGreaterThan(0);
    await expect.poll(() => operator.page.getByTestId('workers').textContent()).toMatch(/CPU \d+(,\d)? %/);
  });

  it('the roll call passes who sends picture and sound, and stays with the meeting', async () => {
    await operator.tap('operations-roll-call');
    await operator.page.getByTestId('roll-call-none').waitFor();
    await operator.tap('hold-roll-call');
    const head = operator.page.getByTestId('roll-call-head');
    await head.waitFor();
    const rows = operator.page.getByTestId('roll-call-row');
    expect(await head.getAttribute('data-passed'), (await rows.allTextContents()).join('\n')).toBe('2');
    // What the page itself shows of the others is asked of it.
    const own = rows.filter({ hasText: 'Đại biểu Mẫu 2' });
    expect(await own.textContent()).toMatch(/Tiếng gửi lênmicro đóng.*Nhận vềxem được hình \(\d+ hình\/giây\)/s);
    await operator.page.reload();
    await operator.tap('operations-roll-call');
    await head.waitFor();
    expect(await operator.page.getByTestId('roll-call-row').count()).toBe(2);
    await operator.page.emulateMedia({ media: 'print' });
    expect(await operator.page.locator('.printout').textContent()).toMatch(/BIÊN BẢN THỬ ĐƯỜNG TRUYỀN.*GMT\+07:00/);
    await operator.page.emulateMedia({ media: null });
  });

  it('the roll call hears who speaks meanwhile', async () => {
    await operator.tap('operations-close');
    await operator.tap('open-meeting');
    await delegate.tap('floor-button');
    const request = operator.page.getByTestId('grant-demo-person-4').first();
    await request.click();
    await operator.tap('tab-attendance');
    await operator.tap('operations-button');
    await operator.tap('operations-roll-call');
    await operator.tap('hold-roll-call');
    const own = operator.page.getByTestId('roll-call-row').filter({ hasText: 'Đại biểu Mẫu 2' });
    await expect.poll(() => own.textContent(), { timeout: 12_000 }).toMatch(/nghe rõ \(-\d+ dB\)/);
    const heard = operator.page.getByTestId('roll-call-row').filter({ hasText: 'Chủ tọa Mẫu' });
    expect(await heard.textContent()).toMatch(/nghe được tiếng/);
  });

  it('the last test of a line is known still after the server was killed', async () => {
    await server.kill('SIGKILL');
    await server.restart();
    await operator.tap('operations-lines');
    const own = operator.page.locator('[data-testid^="lines-row-"]').filter({ hasText: 'Đại biểu Mẫu 2' });
    await expect.poll(() => own.textContent(), { timeout: 40_000 }).toMatch(/UDP.*(Tốt|Dùng được), \d\d:\d\d/s);
  }, 60_000);
});
