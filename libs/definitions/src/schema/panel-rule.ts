// The schema of a panel: who may be asked and when it agrees. Which keys of a threshold go together is a rule (`../rules/panel-rule.ts`),
// because the reader of a schema is told of one key at a time.
import { ACTOR_ROLES, type PanelMembers, type PanelRuleDocument } from '@quanze/engine';
import { flag, listOf, may, mirror, must, oneOfWords, PATTERNS, whole, word, type Schema } from './parts.js';
import { ROLE } from './shared.js';

const SEATS = whole(1, 60, 'Number of people, or weight where votes are weighed.');
const FRACTION = word(PATTERNS.fraction, 'A fraction, e.g. 2/3.', 9);
const WEIGHT_LIMIT = 1_000_000;

/** Keys of a threshold; one of count, share and moreThan. */
function threshold(description: string, keys: Readonly<Record<string, Schema>>, rest: Schema = { type: 'object' }): Schema {
  return { ...rest, description, properties: { count: SEATS, share: FRACTION, moreThan: FRACTION, ...keys }, additionalProperties: false, minProperties: 1, maxProperties: 2 };
}

export const PANEL_MEMBERS = mirror<PanelMembers>('Who may be asked to sign.', {
  roles: must(listOf(ROLE, 'Roles towards the case.', { min: 1, max: 20, unique: true })),
  from: may(oneOfWords(['office', 'department'], 'Of the whole office, or only of the department that handles the case; office when absent.')),
});

export const PANEL_RULE = mirror<PanelRuleDocument>('When the panel agrees, and what the people asked may do with their seats.', {
  passes: must(threshold('all, any, or count, share or moreThan with what it is a share of.', { of: oneOfWords(['members', 'present', 'voting'], 'What it is a share of.') }, {
    type: ['string', 'object'], pattern: PATTERNS.allOrAny, maxLength: 10,
  })),
  order: may(oneOfWords(['together', 'in-turn'], 'All at once, or each when those before have answered.')),
  weighed: may(flag('Seats count by their weight.')),
  weights: may({
    type: 'object', description: 'Weight of whoever signs in a role.', propertyNames: { type: 'string', enum: ACTOR_ROLES }, additionalProperties: whole(1, WEIGHT_LIMIT, 'Weight.'), maxProperties: 20,
  }),
  quorum: may(threshold('How many must have answered: count, share or moreThan.', {})),
  abstention: may(oneOfWords(['refused', 'allowed', 'against'], 'Whether somebody may abstain, and whether that counts against.')),
  mayClose: may(flag('The panel may be closed while answers are missing.')),
  tie: may(oneOfWords(['fails', 'passes', 'chair', 'up'], 'Half against half: fails, passes, as the chair answered, or an outcome of its own.')),
  early: may(flag('Ends as soon as no missing answer can change the outcome.')),
  add: may(listOf(oneOfWords(['before', 'after', 'beside'], 'Where an added seat stands.'), 'Where signers may be added.', { max: 3, unique: true })),
  transfer: may(flag('Seats may be handed on.')),
  entrust: may(flag('Opinions may be asked for.')),
});
