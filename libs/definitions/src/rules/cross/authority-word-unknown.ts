// A fact that feeds the authority gate uses a word and values which the power list declares. The gate refuses what it cannot
// read, so a single unknown value would stop every act of a case.
import type { FactDeclaration as AuthorityFact } from '@quanze/authority';
import type { FactDeclaration } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import type { Finding, Rule } from '../rule.js';
import type { Placed } from './surroundings.js';

export const authorityWordUnknown: Rule<Placed<PathModel>> = {
  id: 'authority-word-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const [name, fact] of Object.entries(subject.document.facts)) {
      if (fact.authority === undefined) continue;
      const pointer = pointerTo('/facts', name);
      const declared = around.words.get(fact.authority);
      if (declared === undefined) {
        const meant = suggestion(fact.authority, around.words.keys());
        yield { key: pointerTo(pointer, 'authority'), message: label(`职权清单没有事实 ${fact.authority}${meant.zh}`, `the power list declares no fact ${fact.authority}${meant.en}`) };
      } else {
        yield* unreadable(fact, declared, pointer);
      }
    }
  },
};

function* unreadable(fact: FactDeclaration, declared: readonly AuthorityFact[], pointer: string): Generator<Finding> {
  if (declared.some((word) => word.checked === 'never')) return;
  const accepted = declared.flatMap((word) => Object.entries(word.values ?? {}).flatMap(([value, spellings]) => [value, ...spellings]));
  const finding = (key: string, value: string): Finding => ({
    key, message: label(`职权清单的 ${fact.authority ?? ''} 没有值 ${value}（${accepted.join('、')}）`, `${fact.authority ?? ''} of the power list has no value ${value} (${accepted.join(', ')})`),
  });
  switch (fact.type) {
    case 'integer':
      if (!declared.some((word) => word.number !== undefined)) yield finding(pointerTo(pointer, 'type'), 'integer');
      return;
    case 'boolean': {
      const unknown = [true, false].filter((value) => !accepted.includes(value));
      if (unknown.length > 0) yield finding(pointerTo(pointer, 'type'), unknown.join(', '));
      return;
    }
    case 'enum':
      for (const [index, value] of (fact.values ?? []).entries()) if (!accepted.includes(value)) yield finding(pointerTo(pointer, 'values', index), value);
      return;
    default:
      yield { key: pointerTo(pointer, 'type'), message: label('只有 boolean、integer、enum 可以对应职权事实', 'only a boolean, integer or enum can feed the authority gate') };
  }
}
