/** Lists of delegates as a clerk's spreadsheet would save them. All names are plainly made up. */
export const listSites = ['Hội trường tỉnh (mẫu)', 'Xã Đông (mẫu)', 'Xã Tây (mẫu)'] as const;

type ListLine = { name: string; title: string; site: string; role: string };

const heading = 'Họ và tên;Chức vụ;Điểm cầu;Vai trò';
const numbers = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười'];

/** A chair, a clerk and delegates, so many lines in all. */
export function delegateLines(count: number): ListLine[] {
  return Array.from({ length: count }, (_, index) => {
    const site = listSites[index % listSites.length] ?? '';
    if (index === 0) return { name: 'Chủ tọa Mẫu', title: 'Chủ tịch (mẫu)', site, role: 'Chủ tọa' };
    if (index === 1) return { name: 'Thư ký Mẫu', title: 'Chánh Văn phòng (mẫu)', site, role: 'Thư ký' };
    const name = `Đại biểu Mẫu ${numbers[index % 10]} ${Math.floor(index / 10) + 1}`;
    return { name, title: 'Ủy viên (mẫu)', site, role: 'Đại biểu' };
  });
}

export function csvOf(lines: readonly ListLine[]): string {
  return [heading, ...lines.map(({ name, title, site, role }) => [name, title, site, role].join(';'))].join('\r\n');
}

/** Forty lines of which three are faulty: no name, a site that is not there, a person twice. Lines count from 1. */
export function listWithThreeFaults(): { csv: string; faultyLines: number[]; goodNames: string[] } {
  const lines = delegateLines(40);
  const [noName, strangeSite, twice] = [11, 21, 31];
  const change = (index: number, changes: Partial<ListLine>) => {
    const line = lines[index];
    if (line) lines[index] = { ...line, ...changes };
  };
  change(noName, { name: '' });
  change(strangeSite, { site: 'Xã Không Có' });
  change(twice, lines[5] ?? {});
  const faulty = [noName, strangeSite, twice];
  return {
    csv: csvOf(lines),
    faultyLines: faulty.map((index) => index + 2),
    goodNames: lines.filter((_, index) => !faulty.includes(index)).map(({ name }) => name),
  };
}
