// The page of a path, and of a shared part, in Markdown: what it is, its picture, states, decisions, acts, periods, key points, endings, parts,
// and what of it is not verified. Every word of content is the definition's. What is not here: the index and the pictures.
import { levelsOf, sentenceOf, statesOf } from './model.mjs';
import { BODIES, both, ENDINGS, KINDS, named, ROLES } from './words.mjs';

const cell = (text) => String(text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const section = (title, body) => (body === '' ? '' : `\n## ${title}\n\n${body}\n`);
const code = (text) => `\`${text}\``;
const roles = (by) => by.map((role) => (ROLES[role] ?? [role])[0]).join('、');
const BUSINESS = { criminal: ['刑事', 'criminal'], civil: ['民事', 'civil'], administrative: ['行政', 'administrative'], 'public-interest': ['公益诉讼', 'public interest'], support: ['办案保障', 'support of cases'] };
const STATUS = { verified: 'checked in the official text', secondary: 'known from a quotation only', unverified: 'not checked in the official text' };

const LEGEND = `A blue box is work of the office, a yellow one waits for another organ, a violet one is a decision with its options and who may decide
each; ★ is a key point. ← names acts that lead there from several places. Regions run at the same time. What every path has in the same
words is on the page of [shared parts](shared-parts.md).`;

/** The page of one path; its picture lies beside it under the same name. */
export function pageOf(path) {
  const { document, slug } = path;
  const states = path.regions.flatMap(([name, region]) => [...statesOf(name, region)]);
  // Acts of the path may name regions that are shown elsewhere, such as monitoring.
  const places = new Map(Object.entries(document.states).flatMap(([name, state]) => [...statesOf(name, state)]).map(([id, { label }]) => [id, label]));
  return [
    `# ${named(document.label)}`,
    '',
    `${code(path.id)} version ${document.version} · ${both(BUSINESS[document.business])} · ${code(`workflows/${path.file}`)}`,
    '',
    path.opening,
    section('Law', `${document.source} – ${STATUS[document.status]}.`),
    section('Picture', `[![${document.label.zh}](${slug}.svg)](${slug}.svg)\n\n${LEGEND}`),
    section('States', stateTable(path, states)),
    section('Decisions', decisionsOf(path, states, places)),
    section('Acts', actTable(path.acts, places, path)),
    section('Periods', clockTable(path.clocks, path.rules)),
    section('Key points', keyPoints(path, states)),
    section('Endings', endings(states)),
    section('Shared parts', path.parts.map(({ id, label }) => `- [${named(label)}](shared-parts.md#${id.replaceAll('.', '')}) ${code(id)}`).join('\n')),
    section('Unverified', unverified(path, states)),
  ].join('\n').replace(/\n{3,}/gu, '\n\n').trimEnd() + '\n';
}

function stateTable(path, states) {
  const rows = states.filter(([, { type }]) => KINDS[type] !== undefined).map(([id, state]) => row(
    named(state.label), both(KINDS[state.type]),
    state.organ === undefined ? (state.task === undefined ? '' : (ROLES[state.task.by] ?? [state.task.by])[0]) : state.organ.zh,
    clockOf(path, state), state.source, code(id),
  ));
  return table(['state', 'kind', 'whose turn', 'period', 'source', 'id'], rows);
}

function clockOf(path, state) {
  const name = state.clock ?? state.task?.clock;
  if (name !== undefined) return path.document.clocks[name].label.zh;
  return state.noClock === undefined ? '' : `none: ${state.noClock.en}`;
}

function decisionsOf(path, states, places) {
  return states.filter(([, { type }]) => type === 'decision').map(([, state]) => [
    `### ${named(state.label)}`,
    '',
    `${state.question.zh} *${state.question.en}* – brought up from ${state.home.map((home) => places.get(home)?.zh ?? home).join('、')}. ${state.source ?? ''}`,
    '',
    ...(state.when ?? []).map((condition) => `- Not while: ${condition.else.zh} *${condition.else.en}* (${condition.source ?? state.source ?? ''})`),
    '',
    table(['option', 'decided by', 'power', 'leads to', 'document', 'source'], Object.values(state.options).map((option) => row(
      named(option.label), levelWords(path, option.matter), code(option.matter), places.get(option.to)?.zh ?? option.to, option.document?.label.zh, option.source,
    ))),
    '',
  ].join('\n')).join('\n').trim();
}

function levelWords(path, matter) {
  const { deciders, consents } = levelsOf(path.powers, matter);
  const power = path.powers.get(matter);
  const fixed = power === undefined ? '' : power.fixedBy === 'nation' ? '' : ' (level by the list, not by law)';
  const consent = consents.length === 0 ? '' : `; with the consent of ${consents.map((body) => both(BODIES[body])).join(', ')}`;
  return `${deciders.map((body) => both(BODIES[body])).join(' or ')}${consent}${fixed}`;
}

const actTable = (acts, places, path) => `${actRows(acts, places, path)}\n\n⊕ from a shared part.`;

function actRows(acts, places, path) {
  const place = (id) => (id === '*' ? 'anywhere' : id === 'new' ? 'new case' : (places.get(id)?.zh ?? id));
  const to = (act) => (act.to === undefined ? '–' : typeof act.to === 'string' ? place(act.to) : [...new Set(act.to.map((target) => place(target.to)))].join(' / '));
  return table(['act', 'who', 'from', 'to', 'power or duty', 'document', 'source'], acts.map(([name, act]) => row(
    `${named(act.label)}${path.partOf('acts', name) === null ? '' : ' ⊕'}`, roles(act.by), act.from.map(place).join('、'), to(act),
    act.matter === undefined ? (act.duty === undefined ? act.capacity ?? 'handle' : `duty ${act.duty}`) : `${code(act.matter)}: ${levelWords(path, act.matter)}`, act.document?.label.zh, act.source,
  )));
}

function clockTable(clocks, rules) {
  if (clocks.length === 0) return '';
  return table(['period', 'how it is counted', 'kept by', 'warned days before', 'when it ends unkept', 'source', 'rule'], clocks.map(([name, clock]) => {
    const rule = rules.get(name);
    return row(named(clock.label), sentenceOf(rule).en, (ROLES[clock.owner] ?? [clock.owner])[0], (clock.warnDays ?? []).join(', '), clock.onExpiry === undefined ? '–' : named(clock.onExpiry.note), rule.source, code(rule.id));
  }));
}

const optionsOf = (states) => states.flatMap(([, state]) => Object.values(state.options ?? {}));

function keyPoints(path, states) {
  const points = [...states.map(([, state]) => state), ...optionsOf(states), ...path.acts.map(([, act]) => act), ...path.clocks.map(([, clock]) => clock)].map(({ keyPoint }) => keyPoint);
  return [...new Set(points.filter((point) => point !== undefined).map(({ label, source }) => `- ${named(label)}${source === undefined ? '' : ` (${source})`}`))].join('\n');
}

const endings = (states) => states.filter(([, { type }]) => type === 'final').map(([, state]) => `- ${named(state.label)}: ${both(ENDINGS[state.ending])} (${state.source ?? ''})`).join('\n');

function unverified(path, states) {
  const marked = [
    ...states.map(([, state]) => state), ...optionsOf(states), ...path.acts.map(([, act]) => act),
    ...Object.values(path.document.facts),
  ].filter(({ source }) => source?.includes('UNVERIFIED') === true).map(({ label, source }) => `- ${named(label)}: ${source}`);
  const powers = [...new Set([...optionsOf(states), ...path.acts.map(([, act]) => act)].map(({ matter }) => matter))].map((id) => path.powers.get(id))
    .filter((power) => power !== undefined && power.status !== 'verified').map(({ id, label, source, status }) => `- Power ${code(id)} ${label.zh}: ${status} (${source})`);
  const rules = path.clocks.map(([name]) => path.rules.get(name)).filter(({ status }) => status !== 'verified').map(({ id, source, status }) => `- Rule ${code(id)}: ${status} (${source})`);
  return [...new Set([...marked, ...powers, ...rules])].join('\n');
}

/** All shared parts on one page. @param pictures slug of the picture by part id, for parts that have states of their own to show */
export function partsPage({ parts, powers, rules }, paths, pictures) {
  const users = (id) => paths.filter((path) => path.parts.some((part) => part.id === id));
  const sections = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((part) => {
    const states = Object.entries(part.states ?? {}).flatMap(([name, state]) => [...statesOf(name, state)]);
    const places = new Map(states.map(([id, { label }]) => [id, label]));
    const clocks = Object.entries(part.clocks ?? {});
    return [
      `\n## ${part.id}`, '', `**${named(part.label)}** · ${part.source} – ${STATUS[part.status]}.`, '', part.opening, '',
      `Used by ${users(part.id).length === paths.length ? 'every path' : users(part.id).map((path) => `[${path.document.label.zh}](${path.slug}.md)`).join('、')}.`, '',
      ...(pictures.has(part.id) ? [`[![${part.label.zh}](${pictures.get(part.id)}.svg)](${pictures.get(part.id)}.svg)`, ''] : []),
      ...(Object.keys(part.acts ?? {}).length === 0 ? [] : [actRows(Object.entries(part.acts), places, { powers, partOf: () => null }), '']),
      ...(clocks.length === 0 ? [] : [clockTable(clocks, new Map(clocks.map(([name, clock]) => [name, rules.get(clock.rule)]))), '']),
    ].join('\n');
  });
  return `# 共用部分 · Shared parts

What several paths have in the same words stands in \`workflows/path-parts\` and is written once. This page is made from it by
\`node scripts/paths.mjs\`.
${sections.join('\n')}`.replace(/\n{3,}/gu, '\n\n').trimEnd() + '\n';
}

/** The index of all pages. */
export function indexPage(paths) {
  const groups = Object.entries(BUSINESS).map(([business, words]) => [words, paths.filter(({ document }) => document.business === business)]).filter(([, some]) => some.length > 0);
  const body = groups.map(([words, some]) => `\n## ${words[0]} · ${words[1]}\n\n${table(['path', 'states', 'decisions', 'acts', 'periods', 'law'], some.map((path) => {
    const states = path.regions.flatMap(([name, region]) => [...statesOf(name, region)]);
    const decisions = states.filter(([, { type }]) => type === 'decision').length;
    const all = states.filter(([, { type }]) => KINDS[type] !== undefined).length;
    return row(`[${named(path.document.label)}](${path.slug}.md)`, all - decisions, decisions, path.acts.length, path.clocks.length, path.document.source);
  }))}\n`);
  return `# 办案路径 · Case paths

One page for each kind of case that comes with the product: what the path is, its picture, who may do what by which power or duty, what
must be decided by whom, which periods run. Pages and pictures are made from the definitions by \`node scripts/paths.mjs\`; nobody writes
them by hand, and the check fails when one is not what its definition gives. Labels are the legal terms in Chinese with English beside
them. What all paths have in common is on the page of [shared parts](shared-parts.md). The numbers do not count those.
${body.join('')}`;
}
