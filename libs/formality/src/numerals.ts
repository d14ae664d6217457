// Numbers as statutes count their articles: 一百七十五, 二百六十四, 〇, 175. What is not here: fractions, sums, anything beyond 9999.

const DIGITS: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Characters of which numerals are made, for patterns. */
export const NUMERAL_CHARACTERS = '0-9０-９零〇一二两三四五六七八九十百千';

/** The value of a numeral, 0..9999; null for what is none, such as 十百 or an empty text. */
export function numeralOf(text: string): number | null {
  const plain = text.normalize('NFKC');
  if (/^[0-9]{1,4}$/.test(plain)) return Number(plain);
  if (/^[零〇一二三四五六七八九]{2,4}$/.test(plain)) return Number([...plain].map((digit) => DIGITS[digit]).join(''));
  return plain === '' ? null : written(plain);
}

function written(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let unitBefore = Infinity;
  for (const character of text) {
    const unit = UNITS[character];
    if (unit === undefined) {
      const value = DIGITS[character];
      if (value === undefined || (digit !== null && digit !== 0)) return null;
      digit = value;
      continue;
    }
    // 十 alone is ten; 百 and 千 need their digit, and units only fall.
    if (unit >= unitBefore || (digit === null && unit !== 10) || digit === 0 && unit !== 10) return null;
    total += (digit === null || digit === 0 ? 1 : digit) * unit;
    digit = null;
    unitBefore = unit;
  }
  return total + (digit ?? 0);
}
