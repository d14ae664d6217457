// The schema of links between cases. What is not here: whether the linked paths, states and clocks exist (`../rules/cross/link-references`).
import type { FollowDeclaration, LinkDeclaration } from '@quanze/engine';
import { closed, flag, listOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, unionByKey, word, type Schema } from './parts.js';
import { CAPACITY, ROLE_WORD, ROLE_WORDS, task } from './shared.js';
import { CONDITIONS, ENDINGS, OTHER_STATES, STATE_REF } from './states.js';

export const LINK_DEFINITIONS: Readonly<Record<string, Schema>> = {
  linkedState: closed('The linked case entered a state.', ['state'], { state: STATE_REF }),
  linkedEnding: closed('The linked case ended.', ['ending'], { ending: oneOfWords(ENDINGS, 'Kind of ending.') }),
  linkedClock: closed('A clock of the linked case ended unkept.', ['clock'], { clock: word(PATTERNS.name, 'Clock of the linked path.') }),
  linkMoment: unionByKey('What the linked case gets to.', { state: 'linkedState', ending: 'linkedEnding', clock: 'linkedClock' }),
  follow: mirror<FollowDeclaration>('What this case takes over when a linked case gets somewhere. It never decides.', {
    on: must(ref('linkMoment')),
    set: may(ref('assignments')),
    clocks: may(ref('clockEffects')),
    note: must(ref('label')),
  }),
  linkTask: task(ROLE_WORD),
  link: mirror<LinkDeclaration>('Cases that may be opened from this one, and what follows from them.', {
    label: must(ref('label')),
    paths: must(listOf(word(PATTERNS.documentId, 'Id of a case path.', 120), 'Case paths that may be opened.', { min: 1, max: 30, unique: true })),
    from: must(listOf(word(PATTERNS.stateSource, 'Full dotted id of a state or group, * = every state of an open case.', 240), 'States in which it may be done.', { min: 1, unique: true })),
    while: may(OTHER_STATES),
    by: must(ROLE_WORDS('Who may do it, by the standing in this case.')),
    capacity: may(CAPACITY),
    duty: may(word(PATTERNS.name, 'Duty it is done under, as for acts.')),
    when: may(CONDITIONS),
    task: may(ref('linkTask')),
    follow: may(listOf(ref('follow'), 'What follows, in order.', { min: 1, max: 60 })),
    afterEnding: may(flag('Possible after the ending, and what follows takes effect then, too.')),
    source: must(SOURCE),
  }),
};
