// The document templates that come with the product: an office makes its documents from them until it publishes its own. What is not here: what
// they say, which is data, and publishing (`POST …/definitions`).
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readDocument } from '@quanze/definitions';
import type { DocumentTemplates } from '@quanze/documents';
import { Fault } from '@quanze/kernel';

const FOLDER = resolve(import.meta.dirname, '../../../../workflows/document-templates');

/** @param folder that of the repository when absent  @throws Fault `FAULT.DEFINITION` when a file has an error */
export function shippedTemplates(folder: string = FOLDER): readonly DocumentTemplates[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
    const file = join(folder, name);
    const document = readDocument(readFileSync(file, 'utf8'), { file, kind: 'document-template' });
    if (!document.ok) throw new Fault('FAULT.DEFINITION', `${file}: ${document.refusal.problems[0]?.message.en ?? document.refusal.code}`);
    return document.value.value as unknown as DocumentTemplates;
  });
}
