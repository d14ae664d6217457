// Which of our two languages a request asks for. Chinese unless English is preferred.
import type { Language } from '@quanze/contract';

/** Reads `Accept-Language`. The first of the highest weight among `zh` and `en` wins; anything else means Chinese. */
export function languageOf(header: string | undefined): Language {
  let best: { readonly language: Language; readonly weight: number } = { language: 'zh', weight: 0 };
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = /^zh(-|$)/.test(tag) ? 'zh' : /^en(-|$)/.test(tag) ? 'en' : null;
    const given = parameters.map((parameter) => /^\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
    const weight = given === undefined ? 1 : Number(given);
    if (language !== null && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
