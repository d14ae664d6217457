// One picture of a path: each region laid out by elkjs, the regions below one another, a key of the signs at the end. The same definition
// gives the same bytes: coordinates are rounded, nothing depends on fonts or on the time. What is not here: what is drawn (`graph.mjs`).
import ELK from 'elkjs/lib/elk.bundled.js';
import { collisionsOf } from './clear.mjs';
import { graphOf, placed, SIZE } from './graph.mjs';
import { widthOf } from './words.mjs';

const FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const LOOK = {
  work: 'fill="#ffffff" stroke="#2f5d8a" stroke-width="1.4" rx="7"', wait: 'fill="#fff8e1" stroke="#a97400" stroke-width="1.4" stroke-dasharray="6 3" rx="7"',
  final: 'fill="#eef3ee" stroke="#3d6b47" stroke-width="1.4" rx="7"', history: 'fill="#f4f4f4" stroke="#777777" stroke-width="1.2" rx="16"',
  decision: 'fill="#f1edf9" stroke="#5b3f96" stroke-width="1.6" rx="9"', option: 'fill="#ffffff" stroke="#5b3f96" stroke-width="1" rx="5"',
  group: 'fill="#000000" fill-opacity="0.025" stroke="#9aa3ad" stroke-width="1" rx="9"', parallel: 'fill="#000000" fill-opacity="0.025" stroke="#9aa3ad" stroke-width="1" stroke-dasharray="2 3" rx="9"',
};
const PAGE = 24;
const GAP = 26;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (value) => String(Math.round(value * 10) / 10);
const colorOf = ({ clock, level, told, ending, faint }) => (clock ? '#a03a00' : level ? '#5b3f96' : told ? '#2f5d8a' : ending ? '#3d6b47' : faint ? '#5f6670' : '#15181c');

function text(line, x, y, anchor = 'middle') {
  const weight = line.bold ? ' font-weight="600"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${SIZE[line.kind]}" text-anchor="${anchor}" fill="${colorOf(line)}"${weight}>${escape(line.text)}</text>`;
}

function box({ x, y, width, height }, { kind, lines, key }) {
  if (kind === 'start') return `<circle cx="${round(x + width / 2)}" cy="${round(y + height / 2)}" r="7" fill="#15181c"/>`;
  const out = [`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${LOOK[kind]}/>`];
  if (kind === 'final') out.push(`<rect x="${round(x + 3)}" y="${round(y + 3)}" width="${round(width - 6)}" height="${round(height - 6)}" fill="none" stroke="#3d6b47" stroke-width="0.8" rx="5"/>`);
  const isGroup = kind === 'group' || kind === 'parallel';
  if (!isGroup) for (const line of placed(lines, y + (kind === 'option' ? 4 : 7))) out.push(text(line, x + width / 2, line.y));
  if (key) out.push(`<text x="${round(x + width - 6)}" y="${round(y + 14)}" font-size="12" text-anchor="end" fill="#b3261e">★</text>`);
  return out.join('');
}

/** The heading of a group, on a ground of its own because arrows enter the box from above. */
function heading({ x, y }, { kind, lines }) {
  if (kind !== 'group' && kind !== 'parallel') return '';
  const rows = placed(lines, y + 5);
  const width = Math.max(...lines.map((line) => widthOf(line.text, SIZE[line.kind])));
  return `<rect x="${round(x + 6)}" y="${round(y + 5)}" width="${width + 12}" height="${round(rows.at(-1).y - y + 2)}" fill="#fafafa" fill-opacity="0.92"/>${rows.map((line) => text(line, x + 12, line.y, 'start')).join('')}`;
}

function arrow({ sections = [], labels = [] }, { lines, plain }) {
  const paths = sections.map(({ startPoint, bendPoints = [], endPoint }) => {
    const points = [startPoint, ...bendPoints, endPoint].map((point) => `${round(point.x)},${round(point.y)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${plain ? '#5b3f96' : '#4a525c'}" stroke-width="1.2"${plain ? ' stroke-dasharray="3 3"' : ''} marker-end="url(#tip)"/>`;
  });
  const notes = labels.map((label) => {
    const back = `<rect x="${round(label.x)}" y="${round(label.y)}" width="${round(label.width)}" height="${round(label.height)}" fill="#ffffff" fill-opacity="0.92"/>`;
    return back + placed(lines, label.y + 1).map((line) => text(line, label.x + label.width / 2, line.y)).join('');
  });
  return { line: paths.join(''), note: notes.join('') };
}

/** All nodes of a laid-out graph, outer boxes first. */
function* nodesOf(node) {
  for (const child of node.children ?? []) {
    yield child;
    yield* nodesOf(child);
  }
}

async function regionOf(path, name, region) {
  const { root, shapes } = graphOf(path, name, region);
  const laid = await new ELK().layout(root);
  const collisions = collisionsOf(laid);
  if (collisions.length > 0) throw new Error(`the picture of ${path.id} cannot be read: ${collisions.slice(0, 5).join('; ')}`);
  const nodes = [...nodesOf(laid)];
  const boxes = nodes.map((node) => box(node, shapes.get(node.id)));
  const headings = nodes.map((node) => heading(node, shapes.get(node.id))).filter((one) => one !== '');
  const arrows = (laid.edges ?? []).map((edge) => arrow(edge, shapes.get(edge.id)));
  // Boxes, then lines, then words: no line runs over a word.
  return { width: laid.width, height: laid.height, inside: [...boxes, ...arrows.map(({ line }) => line), ...headings, ...arrows.map(({ note }) => note)].join('\n') };
}

/** The picture of some regions of a path as SVG. */
export async function pictureOf(path, regions = path.regions) {
  const laid = [];
  for (const [name, region] of regions) laid.push({ name, region, ...(await regionOf(path, name, region)) });
  const rows = shelves(laid);
  const width = Math.max(900, ...rows.map((row) => row.reduce((sum, { width: one }) => sum + one + GAP, -GAP)));
  let y = PAGE + 44;
  const title = text({ text: path.document.label.zh, kind: 'zh', bold: true }, PAGE, PAGE + 14, 'start').replace(`font-size="${SIZE.zh}"`, 'font-size="20"');
  const out = [title, text({ text: `${path.document.label.en} · ${path.id}`, kind: 'label', faint: true }, PAGE, PAGE + 34, 'start')];
  for (const row of rows) {
    let x = PAGE;
    for (const { region, width: one, height, inside } of row) {
      out.push(`<g transform="translate(${round(x)},${round(y)})"><rect width="${round(one)}" height="${round(height + 30)}" fill="none" stroke="#c5cbd3" rx="10"/>`);
      out.push(text({ text: `${region.label.zh} · ${region.label.en}`, kind: 'label', bold: true }, 14, 22, 'start'), `<g transform="translate(0,30)">`, inside, '</g></g>');
      x += one + GAP;
    }
    y += Math.max(...row.map(({ height }) => height)) + 30 + GAP;
  }
  out.push(legend(PAGE, y));
  const [w, h] = [Math.ceil(width + 2 * PAGE), Math.ceil(y + 44)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${FONT}" role="img" aria-label="${escape(path.document.label.zh)} ${escape(path.document.label.en)}">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" fill="#4a525c"/></marker></defs>
<rect width="${w}" height="${h}" fill="#ffffff"/>
${out.join('\n')}
</svg>
`;
}

/** The main region stands alone; side regions share rows as long as they fit beside one another. */
function shelves(laid) {
  const most = Math.max(900, ...laid.map(({ width }) => width));
  const rows = [];
  for (const region of laid) {
    const row = rows.at(-1);
    const used = row?.reduce((sum, { width }) => sum + width + GAP, 0) ?? 0;
    if (row !== undefined && rows.length > 1 && used + region.width <= most) row.push(region);
    else rows.push([region]);
  }
  return rows;
}

const SIGNS = [['work', '办理 work'], ['wait', '等待外部机关 wait'], ['decision', '决定 decision'], ['option', '选项及决定层级 option'], ['final', '结局 ending']];

function legend(x, y) {
  const out = [];
  let at = x;
  for (const [kind, words] of SIGNS) {
    out.push(`<rect x="${at}" y="${round(y)}" width="26" height="16" ${LOOK[kind]}/>`, text({ text: words, kind: 'small', faint: true }, at + 32, y + 12, 'start'));
    at += 32 + widthOf(words, SIZE.small) + 18;
  }
  out.push(`<text x="${at}" y="${round(y + 12)}" font-size="12" fill="#b3261e">★</text>`, text({ text: '关键节点 key point', kind: 'small', faint: true }, at + 16, y + 12, 'start'));
  at += 16 + widthOf('关键节点 key point', SIZE.small) + 18;
  out.push(text({ text: '期限：法定期限 statutory period', kind: 'small', clock: true }, at, y + 12, 'start'));
  return out.join('');
}
