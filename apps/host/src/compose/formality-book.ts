// The formality models and catalogues of laws that come with the product. What is not here: what they say, which is data.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FormalityBook } from '@quanze/application';
import { KINDS, readDocument } from '@quanze/definitions';
import type { FormalityModel, LawCatalogueDocument } from '@quanze/formality';
import { Fault } from '@quanze/kernel';

const FOLDER = resolve(import.meta.dirname, '../../../../workflows');

/** @param folder that of the repository when absent  @throws Fault `FAULT.DEFINITION` when a document has an error */
export function shippedFormality(folder: string = FOLDER): FormalityBook {
  return new FormalityBook(documentsOf<FormalityModel>(folder, 'formality-model'), documentsOf<LawCatalogueDocument>(folder, 'law-catalogue'));
}

function documentsOf<T>(folder: string, kind: 'formality-model' | 'law-catalogue'): readonly T[] {
  const place = resolve(folder, KINDS[kind].folder);
  return readdirSync(place).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
    const file = resolve(place, name);
    const document = readDocument(readFileSync(file, 'utf8'), { file, kind });
    if (!document.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${document.refusal.problems[0]?.message.en ?? document.refusal.code}`);
    return document.value.value as unknown as T;
  });
}
