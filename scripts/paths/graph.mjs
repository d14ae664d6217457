// A region of a case path as a graph to be laid out: states as boxes, groups as boxes around them, decisions with a box for each option, acts
// and options as arrows. What is not here: positions (elkjs finds them) and how a box looks (`svg.mjs`).
import { levelsOf, statesOf } from './model.mjs';
import { BODIES, ENDINGS, widthOf, wrapped } from './words.mjs';

export const SIZE = { zh: 14, en: 10, label: 12, small: 10 };
const LINE = { zh: 19, en: 13, label: 16, small: 14 };
const TEXT_MAX = { zh: 170, en: 170, label: 150, small: 190 };
/** An act from more places than this, or to an ending from more than one, is told at its target instead of being drawn from each of them. */
const ARROWS_MAX = 2;

const line = (text, kind, more = {}, max = TEXT_MAX[kind]) => wrapped(text, SIZE[kind], max).map((part) => ({ text: part, kind, ...more }));
const heightOf = (lines) => lines.reduce((sum, { kind }) => sum + LINE[kind], 0);
const widthOfLines = (lines) => Math.max(0, ...lines.map(({ text, kind }) => widthOf(text, SIZE[kind])));

/** Places the lines of a box from its top: `y` of each baseline. */
export function placed(lines, top) {
  let y = top;
  return lines.map((one) => { y += LINE[one.kind]; return { ...one, y: y - 4 }; });
}

/** @returns the graph for elkjs and what is drawn for each of its ids */
export function graphOf(path, name, region) {
  const states = new Map(statesOf(name, region));
  const shapes = new Map();
  const told = toldAtTarget(path, states);
  const root = { id: '#root', children: [], edges: [], layoutOptions: ROOT_OPTIONS };
  const child = (id, state) => nodeOf(id, state, { path, states, shapes, told });
  root.children = name === '' ? Object.entries(region.states).map(([key, state]) => child(key, state)) : Object.entries(region.states ?? {}).map(([key, state]) => child(`${name}.${key}`, state));
  if (starts(path, states).length > 0) {
    root.children.unshift({ id: '#new', width: 18, height: 18, layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } });
    shapes.set('#new', { kind: 'start', lines: [] });
  }
  root.edges = arrowsOf(path, states).map(({ from, to, labels, plain }, index) => {
    const lines = labels.flatMap((label, at) => (at < 4 ? [...line(label.zh, 'label'), ...line(label.en, 'small', { faint: true })] : at === 4 ? line(`等 ${labels.length} 项`, 'label') : []));
    shapes.set(`#e${index}`, { kind: 'arrow', lines, plain: plain === true });
    const text = lines.length === 0 ? [] : [{ id: `#l${index}`, text: ' ', width: widthOfLines(lines) + 8, height: heightOf(lines) + 4, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }];
    return { id: `#e${index}`, sources: [from], targets: [to], labels: text };
  });
  // An ending that only words lead to would be laid out first, as if the case began there.
  const met = new Set(root.edges.flatMap(({ sources, targets }) => [...sources, ...targets]));
  for (const node of root.children) if (!met.has(node.id) && shapes.get(node.id).kind === 'final') node.layoutOptions = { 'elk.layered.layering.layerConstraint': 'LAST' };
  return { root, shapes };
}

const ROOT_OPTIONS = {
  'elk.algorithm': 'layered', 'elk.direction': 'DOWN', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN', 'elk.edgeRouting': 'ORTHOGONAL', 'elk.randomSeed': '1',
  'elk.json.shapeCoords': 'ROOT', 'elk.json.edgeCoords': 'ROOT', 'elk.spacing.nodeNode': '26', 'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.spacing.edgeNode': '16', 'elk.spacing.edgeEdge': '12', 'elk.layered.spacing.edgeNodeBetweenLayers': '16', 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES', 'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER', 'elk.padding': '[top=12,left=12,bottom=12,right=12]', 'elk.separateConnectedComponents': 'false',
};

function nodeOf(id, state, context) {
  const { path, shapes, told } = context;
  const heading = [...line(state.label.zh, 'zh', { bold: true }), ...line(state.label.en, 'en', { faint: true })];
  if (state.type === 'group' || state.type === 'parallel') {
    const lines = [{ text: state.label.zh, kind: 'zh', bold: true }, { text: state.label.en, kind: 'en', faint: true }, ...tellings(told, id)];
    shapes.set(id, { kind: state.type, lines });
    return boxAround(id, lines, Object.entries(state.states).map(([key, inner]) => nodeOf(`${id}.${key}`, inner, context)), false);
  }
  if (state.type === 'decision') return decisionOf(id, state, heading, context);
  const lines = [
    ...heading,
    ...(state.type === 'final' ? [{ text: `${ENDINGS[state.ending][0]} ${ENDINGS[state.ending][1]}`, kind: 'small', ending: true }] : []),
    ...(state.organ === undefined ? [] : line(state.organ.zh, 'small', { faint: true })),
    ...clockLines(path, state.clock ?? state.task?.clock),
    ...(state.type === 'wait' && state.clock === undefined ? line('无法定期限 no period', 'small', { faint: true }) : []),
    ...tellings(told, id),
  ];
  shapes.set(id, { kind: state.type, key: state.keyPoint !== undefined, lines });
  return { id, width: Math.max(96, widthOfLines(lines) + (state.keyPoint === undefined ? 26 : 42)), height: heightOf(lines) + 16 };
}

/** A box with the options of a decision side by side, each with the level that decides it. */
function decisionOf(id, state, heading, { path, shapes, told }) {
  const lines = [...heading, ...tellings(told, id)];
  shapes.set(id, { kind: 'decision', key: state.keyPoint !== undefined, lines });
  // Many options side by side are kept narrow, or the picture would be wider than a page.
  const max = Object.keys(state.options).length > 3 ? 88 : 130;
  const options = Object.entries(state.options).map(([key, option]) => {
    const { deciders, consents } = levelsOf(path.powers, option.matter);
    const level = `${deciders.map((body) => BODIES[body][0]).join('/')}${consents.length > 0 ? ` ＋${consents.map((body) => BODIES[body][0]).join('、')}同意` : ''}`;
    const back = option.to === state.home[0];
    const text = [...line(option.label.zh, 'label', {}, max), ...line(option.label.en, 'small', { faint: true }, max), ...line(level, 'small', { level: true }, max), ...(back ? [{ text: '↩ 返回 back', kind: 'small', faint: true }] : [])];
    shapes.set(`${id}#${key}`, { kind: 'option', lines: text });
    return { id: `${id}#${key}`, width: Math.max(76, widthOfLines(text) + 16), height: heightOf(text) + 10 };
  });
  return boxAround(id, lines, options, true);
}

function boxAround(id, lines, children, isRow) {
  // elkjs does not see the heading: the padding keeps the children below it and, where the widest of them is narrower, makes room beside.
  const top = heightOf(lines) + 18;
  const inside = isRow ? children.reduce((sum, { width }) => sum + width + 26, -26) : Math.max(...children.map(({ width }) => width ?? 240));
  const side = Math.max(14, Math.ceil((widthOfLines(lines) + 40 - inside) / 2));
  return { id, children, layoutOptions: { 'elk.padding': `[top=${top},left=${side},bottom=14,right=${side}]` } };
}

function clockLines(path, clock) {
  if (clock === undefined) return [];
  const declared = path.document.clocks[clock];
  return line(`期限：${declared.label.zh}（${lengthOf(path.rules.get(clock))}）`, 'small', { clock: true });
}

/** `2个月`, or a word for what is no plain length. */
export function lengthOf({ length, backward }) {
  if (length.kind === 'period') return `${backward ? '前' : ''}${periodOf(length.period)}`;
  if (length.kind === 'range') return `${periodOf(length.min)}至${periodOf(length.max)}`;
  if (length.kind === 'choices') return length.choices.map((choice) => periodOf(choice.length)).join('或');
  return { fixed_by: '另定', within: '期限内', none: '无规定' }[length.kind];
}

function periodOf(period) {
  const parts = [];
  if (period.years > 0) parts.push(`${period.years}年`);
  if (period.months > 0) parts.push(`${period.months}个月`);
  if (period.days > 0) parts.push(`${period.days}日`);
  if (period.hours > 0) parts.push(`${period.hours}小时`);
  if (period.halfMonth) parts.push('半个月');
  return parts.length === 0 ? '当日' : parts.join('');
}

/** Where an act leads, as a leaf: a group means the state it begins with. */
function leafOf(states, id) {
  const state = states.get(id);
  return state !== undefined && state.type === 'group' ? leafOf(states, `${id}.${state.initial}`) : id;
}

const targetsOf = (act) => (act.to === undefined ? [] : typeof act.to === 'string' ? [act.to] : [...new Set(act.to.map(({ to }) => to))]);
const isInside = (outer, inner) => outer === inner || inner.startsWith(`${outer}.`);
const starts = (path, states) => path.acts.filter(([, act]) => act.from.includes('new') && targetsOf(act).some((to) => states.has(to)));

/** Acts that are told at their target: from everywhere, from inside the box around it, or from many places. */
function toldAtTarget(path, states) {
  const told = new Map();
  for (const [, act] of path.acts) {
    for (const to of targetsOf(act).filter((target) => states.has(target))) {
      const from = act.from.filter((source) => source !== 'new');
      if (from.length === 0 || !isTold(states, from, to)) continue;
      const at = leafOf(states, to);
      told.set(at, [...(told.get(at) ?? []), act.label]);
    }
  }
  return told;
}

const isTold = (states, from, to) => from.length > (states.get(to)?.type === 'final' ? 1 : ARROWS_MAX) || from.some((source) => source === '*' || (isInside(source, to) && source !== to));
const tellings = (told, id) => (told.get(id) ?? []).flatMap((label) => line(`← ${label.zh}`, 'small', { told: true }));

/** Arrows between boxes; acts with the same ends share one. */
function arrowsOf(path, states) {
  const arrows = new Map();
  const add = (from, to, label, plain = false) => {
    if (from === to || !states.has(from.split('#')[0] === '' ? to : from.split('#')[0])) return;
    const key = `${from}→${to}`;
    const arrow = arrows.get(key) ?? { from, to, labels: [], plain };
    if (label !== null && !arrow.labels.some(({ zh }) => zh === label.zh)) arrow.labels.push(label);
    arrows.set(key, arrow);
  };
  for (const [, act] of path.acts) {
    for (const to of targetsOf(act).filter((target) => states.has(target)).map((target) => leafOf(states, target))) {
      if (act.from.includes('new')) add('#new', to, act.label);
      const from = act.from.filter((source) => source !== 'new');
      if (from.length > 0 && !isTold(states, from, to)) for (const source of from) add(source, to, act.label);
    }
  }
  for (const [id, state] of states) {
    if (state.type !== 'decision') continue;
    for (const home of state.home) if (!isInside(home, id)) add(home, id, null, true);
    for (const [key, option] of Object.entries(state.options)) if (option.to !== state.home[0]) add(`${id}#${key}`, leafOf(states, option.to), null);
  }
  return [...arrows.values()];
}
