/** How Vietnamese a text looks: a wrong decoding makes words that no Vietnamese syllable can be. */

/** Words that most lists of officials hold, so that a short list is recognised too. */
const common = new Set(
  (
    'nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn trịnh đinh lương thị văn đức hữu ' +
    'họ và tên chức vụ điểm cầu đơn vị ghế vai trò dự thay cấp bậc học hàm đại biểu chủ tịch phó trưởng ủy viên ' +
    'bí thư giám đốc sở hội đồng ủy ban xã phường huyện tỉnh tọa thư ký kỹ thuật khách'
  ).split(' '),
);

const onset = 'b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|t[hr]?|v|x';
const nucleus =
  'iê|yê|uyê|uyu|uya|uôi?|ươ[iu]?|ưu|ưi|ưa|oa[iyo]?|oă|oe[o]?|oo|oi|uâ[y]?|uê|uy|uơ|ua|ui|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|' +
  'yêu|ôi|ơi|[aăâeêioôơuưy]';
const coda = 'ch|ng|nh|[cmnpt]';
const syllable = new RegExp(`^(?:${onset})?(?:${nucleus})(?:${coda})?$`);
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;
const punctuation = /[\s\d!-/:-@[-`{-~\u00A0\u2010-\u203A]+/u;

/** Counts words with other than ASCII letters: for each that can be one, against each that cannot. */
export function vietnameseScore(text: string): number {
  let score = 0;
  for (const word of text.toLowerCase().split(punctuation)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
    if (!/[^\x00-\x7F]/.test(word)) continue;
    if (common.has(word)) score += 3;
    else score += isSyllable(word) ? 1 : -2;
  }
  return score;
}

function isSyllable(word: string): boolean {
  const apart = word.normalize('NFD');
  if ((apart.match(toneMarks)?.length ?? 0) > 1) return false;
  return syllable.test(apart.replaceAll(toneMarks, '').normalize('NFC'));
}
