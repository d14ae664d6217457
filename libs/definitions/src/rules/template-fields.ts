// Within a file of templates: placeholders have their field, fields their source, a document one template for a path. What is not here:
// whether paths declare what is spoken of (`cross/template-references.ts`).
import { parseSource, placeholdersOf, textsOf, type DocumentTemplates } from '@quanze/documents';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import type { Rule } from './rule.js';

export const templatePlaceholder: Rule<DocumentTemplates> = {
  id: 'template-placeholder-unknown',
  severity: 'error',
  *check({ templates }) {
    for (const [index, { fields, body }] of templates.entries()) {
      for (const [at, block] of body.entries()) {
        for (const { key, text } of textsOf(block)) {
          for (const { name, isName } of placeholdersOf(text)) {
            if (isName && Object.hasOwn(fields, name)) continue;
            const meant = isName ? suggestion(name, Object.keys(fields)) : { zh: '', en: '' };
            const place = pointerTo('/templates', index, 'body', at, ...key.split('/'));
            yield { key: place, message: isName ? label(`没有字段 ${name}${meant.zh}`, `there is no field ${name}${meant.en}`) : label('花括号中须为一个字段名', 'braces hold the name of one field') };
          }
        }
      }
    }
  },
};

export const templateFieldUnused: Rule<DocumentTemplates> = {
  id: 'template-field-unused',
  severity: 'warning',
  *check({ templates }) {
    for (const [index, { fields, body }] of templates.entries()) {
      const used = new Set(body.flatMap((block) => textsOf(block).flatMap(({ text }) => placeholdersOf(text).map(({ name }) => name))));
      for (const name of Object.keys(fields)) {
        if (!used.has(name)) yield { key: pointerTo('/templates', index, 'fields', name), on: 'key', message: label(`正文没有用到字段 ${name}`, `the text never speaks of ${name}`) };
      }
    }
  },
};

export const templateSource: Rule<DocumentTemplates> = {
  id: 'template-source-unknown',
  severity: 'error',
  *check({ templates }) {
    for (const [index, { fields }] of templates.entries()) {
      for (const [name, field] of Object.entries(fields)) {
        for (const [at, from] of (field.from ?? []).entries()) {
          if (parseSource(from) === null) yield { key: pointerTo('/templates', index, 'fields', name, 'from', at), message: label(`没有来源 ${from}`, `there is no source ${from}`) };
        }
      }
    }
  },
};

export const templateTwice: Rule<DocumentTemplates> = {
  id: 'template-twice',
  severity: 'error',
  *check({ templates, paths }) {
    const seen = new Set<string>();
    for (const [index, template] of templates.entries()) {
      for (const path of template.paths ?? paths) {
        const name = `${template.document} ${path}`;
        if (seen.has(name)) yield { key: pointerTo('/templates', index, 'document'), message: label(`${path} 的 ${template.document} 已有模板`, `${template.document} of ${path} has a template already`) };
        seen.add(name);
      }
    }
  },
};

/** What makes a document one: it says what it is, under which number, who stands for it and of which day. */
export const templateIncomplete: Rule<DocumentTemplates> = {
  id: 'template-incomplete',
  severity: 'error',
  *check({ templates }) {
    for (const [index, { body }] of templates.entries()) {
      const lacking = (['title', 'number', 'signature', 'date'] as const).filter((kind) => !body.some((block) => kind in block));
      if (lacking.length > 0) yield { key: pointerTo('/templates', index, 'body'), message: label(`正文缺少 ${lacking.join('、')}`, `the body lacks ${lacking.join(', ')}`) };
    }
  },
};

export const TEMPLATE_RULES: readonly Rule<DocumentTemplates>[] = [templatePlaceholder, templateFieldUnused, templateSource, templateTwice, templateIncomplete];
