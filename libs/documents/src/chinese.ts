// Numbers and days as they stand in documents: 2026年11月23日 in the text, 二〇二六年十一月二十三日 below it.
// What is not here: what is written where (templates).
import { assert, civilOf, type LocalDate } from '@quanze/kernel';

const DIGITS = [...'〇一二三四五六七八九'];

/** A day in the text: no leading zeros.   @source GB/T 9704-2012, 7.3.5.4 */
export function documentDate(date: LocalDate): string {
  const { year, month, day } = civilOf(date);
  return `${year}年${month}月${day}日`;
}

/** A day in Chinese numerals, the year digit by digit. */
export function documentDateInHan(date: LocalDate): string {
  const { year, month, day } = civilOf(date);
  const digits = [...String(year).padStart(4, '0')].map((digit) => DIGITS[Number(digit)]).join('');
  return `${digits}年${underHundred(month)}月${underHundred(day)}日`;
}

/** A whole number in the text. */
export function documentInteger(value: number): string {
  assert(Number.isSafeInteger(value), 'a number in a document is whole');
  return String(value);
}

/** 1..99 as 一 … 九十九. */
function underHundred(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`;
  return ones === 0 ? ten : `${ten}${DIGITS[ones]}`;
}
