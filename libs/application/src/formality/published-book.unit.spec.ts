// Which model and which laws count on a day, of those an office published and those of the product. What is not here: checking by them.
import type { FormalityModel, LawCatalogueDocument } from '@quanze/formality';
import type { LocalDate } from '@quanze/kernel';
import { FormalityBook } from './book.js';
import { PublishedBook } from './published-book.js';

const day = (text: string): LocalDate => text as LocalDate;
const model = (version: string, effectiveFrom: string): FormalityModel => ({ kind: 'formality-model', id: 'm', version, effectiveFrom: day(effectiveFrom) }) as unknown as FormalityModel;
const catalogue = (id: string, ...names: readonly string[]): LawCatalogueDocument => ({
  kind: 'law-catalogue', id, version: '1', label: { zh: '法', en: 'Laws' }, source: 's', status: 'unverified',
  laws: names.map((name) => ({ id: `${id}-${name}`, name, aliases: [], versions: [{ from: day('2000-01-01'), source: 's' }] })),
});
const since = (effectiveFrom: string, document: LawCatalogueDocument) => ({ effectiveFrom: day(effectiveFrom), document });
const SHIPPED = new FormalityBook([model('shipped', '2026-01-01')], [catalogue('statutes', '刑法'), catalogue('rules', '规则')]);
const NONE: readonly never[] = [];
const lawsOn = (book: PublishedBook, on: string) => [...(book.on(day(on))?.laws.byName.entries() ?? [])].map(([name, { id }]) => `${name}=${id}`).sort();

describe('the model of a day', () => {
  it('is the product\'s until an own one begins, and then the one that began last', () => {
    const book = new PublishedBook([model('second', '2026-06-01'), model('first', '2026-03-01')], NONE, () => SHIPPED);
    expect(['2025-12-31', '2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((on) => book.on(day(on))?.model.version)).toEqual([undefined, 'shipped', 'first', 'first', 'second']);
  });

  it('is none where nothing comes with the product and none began', () => {
    const book = new PublishedBook([model('first', '2026-03-01')], NONE, () => undefined);
    expect([book.on(day('2026-02-28')), book.on(day('2026-03-01'))?.model.version]).toEqual([null, 'first']);
  });
});

describe('the laws of a day', () => {
  it('are the product\'s, with own catalogues beside them and in the place of those of the same id', () => {
    const book = new PublishedBook(NONE, [since('2026-03-01', catalogue('local', '条例')), since('2026-06-01', catalogue('rules', '新规则'))], () => SHIPPED);
    expect([lawsOn(book, '2026-02-01'), lawsOn(book, '2026-03-01'), lawsOn(book, '2026-06-01')]).toEqual([
      ['刑法=statutes-刑法', '规则=rules-规则'], ['刑法=statutes-刑法', '条例=local-条例', '规则=rules-规则'], ['刑法=statutes-刑法', '新规则=rules-新规则', '条例=local-条例'],
    ]);
  });

  it('come from the version of a catalogue that began last, whatever was published when', () => {
    const book = new PublishedBook(NONE, [since('2026-06-01', catalogue('local', '乙')), since('2026-03-01', catalogue('local', '甲'))], () => new FormalityBook([model('shipped', '2026-01-01')], []));
    expect([lawsOn(book, '2026-04-01'), lawsOn(book, '2026-07-01')]).toEqual([['甲=local-甲'], ['乙=local-乙']]);
  });

  it('are an own law before one of the product with the same name', () => {
    const book = new PublishedBook(NONE, [since('2026-03-01', catalogue('local', '刑法'))], () => SHIPPED);
    expect(lawsOn(book, '2026-03-01')).toContain('刑法=local-刑法');
  });
});
