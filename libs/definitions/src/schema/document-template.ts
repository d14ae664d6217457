// The schema of document templates: what an office prints and under which number. What the entries mean stands with their types in
// `@quanze/documents`; this mirrors them exactly.
import { FIELD_TYPES, SIGNERS, type DocumentTemplate, type DocumentTemplates, type TemplateBlock, type TemplateField } from '@quanze/documents';
import { documentSchema, headOf, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, STATUS, text, unionByKey, whole, word, flag } from './parts.js';

const PATHS = '^([*]|[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*([.][*])?)$';
const SOURCES = '^[a-z]+([.][a-z][A-Za-z0-9_]*)?$';
const PATH_LIST = listOf(word(PATHS, 'Id of a case path, a prefix ending in .*, or * for all.'), 'Case paths the templates serve.', { min: 1, max: 100, unique: true });
const TYPED_LENGTH_MAX = 20_000;
const TEXT_MAX = 4000;
const WRITTEN = text('Text with placeholders: {field}.', TEXT_MAX);

type Title = Extract<TemplateBlock, { readonly title: unknown }>;
type Numbered = Extract<TemplateBlock, { readonly number: unknown }>;
type Addressee = Extract<TemplateBlock, { readonly addressee: unknown }>;
type Paragraph = Extract<TemplateBlock, { readonly paragraph: unknown }>;
type Items = Extract<TemplateBlock, { readonly items: unknown }>;
type Signature = Extract<TemplateBlock, { readonly signature: unknown }>;
type Dated = Extract<TemplateBlock, { readonly date: unknown }>;

const here = (description: string) => ({ const: true, description });

export const DOCUMENT_TEMPLATE_SCHEMA = documentSchema(
  'document-template',
  'Document templates',
  mirror<DocumentTemplates>('Documents (文书) made from data: fields, where their values come from, and text.', {
    ...headOf('document-template'),
    effectiveFrom: must(word(PATTERNS.date, 'First day on which documents are made from it.', 10)),
    paths: must(PATH_LIST),
    templates: must(listOf(ref('template'), 'Templates, one for each document.', { min: 1, max: 200 })),
  }),
  {
    template: mirror<DocumentTemplate>('How one document is made.', {
      document: must(word(PATTERNS.name, 'Id of the document, as decisions and acts of the paths declare it.')),
      paths: may(PATH_LIST),
      acts: may(listOf(word(PATTERNS.name, 'Name of an act that declares the document.'), 'Acts that make it beside the issue of decisions.', { min: 1, max: 50, unique: true })),
      label: must(ref('label')),
      word: must(word('^[\\u4e00-\\u9fff]{1,12}$', 'Word of the document in its number (字号), after that of the office.', 12)),
      signedBy: must(oneOfWords(SIGNERS, 'Whose name stands below; the office always seals.')),
      fields: must(mapOf(PATTERNS.variable, ref('field'), 'What the text speaks of.', 60)),
      body: must(listOf(ref('block'), 'Blocks from top to bottom.', { min: 1, max: 100 })),
      source: may(SOURCE),
      status: may(STATUS),
    }),
    field: mirror<TemplateField>('A value the text speaks of.', {
      type: must(oneOfWords(FIELD_TYPES, 'What kind of value it is.')),
      label: must(ref('label')),
      required: may(flag('Without a value nothing is issued. Blocks that speak of an optional field without one are left out.')),
      from: may(listOf(word(SOURCES, 'fact.x, value.x, reasons.x, case.x, office.name, handler.name, decision.x, document.x, or typed.'), 'Where the value comes from; the first that has one.', { min: 1, max: 6, unique: true })),
      length: may(whole(1, TYPED_LENGTH_MAX, 'Longest typed text in characters; 2000 when absent.')),
      words: may(mapOf('^.{1,80}$', text('What it is called in the text.', 200), 'Words for the values of an enumeration.', 100)),
    }),
    block: unionByKey('One block.', { title: 'title', number: 'number', addressee: 'addressee', paragraph: 'paragraph', items: 'items', signature: 'signature', date: 'date' }),
    title: mirror<Title>('The name of the document.', { title: must(WRITTEN) }),
    number: mirror<Numbered>('The number of the document.', { number: must(here('Its place.')) }),
    addressee: mirror<Addressee>('To whom it goes.', { addressee: must(WRITTEN) }),
    paragraph: mirror<Paragraph>('A paragraph.', { paragraph: must(WRITTEN) }),
    items: mirror<Items>('A numbered list.', { items: must(listOf(WRITTEN, 'Items; one that is a single placeholder of a list gives an item for each member.', { min: 1, max: 100 })) }),
    signature: mirror<Signature>('Names and seal.', { signature: must(here('Their place.')) }),
    date: mirror<Dated>('The day of issue in Chinese numerals.', { date: must(here('Its place.')) }),
  },
);
