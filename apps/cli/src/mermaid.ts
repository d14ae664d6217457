// A compiled path as a Mermaid state diagram: the states of the definition with the steps of its approval flows opened, and every act
// that leads from one state to another. What is not here: acts that stay in their state; they would hide the course.
import type { CompiledAct, CompiledNode, CompiledPath } from '@quanze/engine';
import type { Language } from './explanation.js';

/** The diagram with its final line break. Equal paths give equal text. */
export function drawMermaid(path: CompiledPath, language: Language): string {
  const { document } = path;
  const tops = [...path.nodes.values()].filter((node) => node.parent === null);
  const drawing: Drawing = { path, language, arrows: arrowsByPlace(path, language) };
  const body = document.type === 'parallel'
    ? [`state ${quoted(document.label[language])} as ${ROOT} {`, ...indent(regions(drawing, tops)), '}', ...(drawing.arrows.get(null) ?? [])]
    : [...tops.flatMap((node) => drawNode(drawing, node)), ...(document.initial === undefined ? [] : [`[*] --> ${nameOf(document.initial)}`]), ...(drawing.arrows.get(null) ?? [])];
  return `${['---', `title: ${JSON.stringify(document.label[language])}`, '---', 'stateDiagram-v2', ...indent(body)].join('\n')}\n`;
}

interface Drawing {
  readonly path: CompiledPath;
  readonly language: Language;
  /** Arrows by the id of the node they are drawn inside; null = outside of all. */
  readonly arrows: ReadonlyMap<string | null, readonly string[]>;
}

const ROOT = 'root__';

function drawNode(drawing: Drawing, node: CompiledNode): string[] {
  const name = nameOf(node.id);
  const children = node.children.map((id) => drawing.path.nodes.get(id)).filter((child) => child !== undefined);
  const title = `state ${quoted(node.label[drawing.language])} as ${name}`;
  if (children.length === 0) return node.kind === 'final' ? [title, `${name} --> [*]`] : [title];
  const inner = node.kind === 'parallel' ? regions(drawing, children) : children.flatMap((child) => drawNode(drawing, child));
  const initial = node.initial === null || node.kind === 'parallel' ? [] : [`[*] --> ${nameOf(node.initial)}`];
  return [`${title} {`, ...indent([...inner, ...initial, ...(drawing.arrows.get(node.id) ?? [])]), '}'];
}

/** Regions of a parallel state, divided as Mermaid wants it. */
function regions(drawing: Drawing, nodes: readonly CompiledNode[]): string[] {
  return nodes.flatMap((node, index) => [...(index === 0 ? [] : ['--']), ...drawNode(drawing, node)]);
}

/** Each arrow goes into the innermost state that holds both its ends: Mermaid draws an arrow where it is written. */
function arrowsByPlace(path: CompiledPath, language: Language): ReadonlyMap<string | null, readonly string[]> {
  const places = new Map<string | null, string[]>();
  for (const act of path.acts.values()) {
    for (const from of act.from) {
      for (const target of new Set(act.candidates.map((candidate) => candidate.target))) {
        const place = commonParent(path, from, target);
        const line = `${nameOf(from)} --> ${nameOf(target)} : ${labelOf(act, language)}`;
        places.set(place, [...(places.get(place) ?? []), line]);
      }
    }
  }
  return places;
}

function commonParent(path: CompiledPath, a: string, b: string): string | null {
  const above = (id: string): readonly string[] => (path.nodes.get(id)?.ancestors ?? []).slice(0, -1);
  const others = above(b);
  return above(a).filter((id) => others.includes(id)).at(-1) ?? null;
}

/** Mermaid ends a label at `;` and takes `:` and `#` for its own; they look the same in their wide forms. */
function labelOf(act: CompiledAct, language: Language): string {
  return act.label[language].replaceAll(/[;:#\n\r]/g, (sign) => WIDE[sign] ?? ' ');
}

const WIDE: Readonly<Record<string, string>> = { ';': '；', ':': '：', '#': '＃' };

/** Ids hold dots and hyphens, names of Mermaid do not. Both ways of writing stay apart. */
function nameOf(id: string): string {
  return id.replaceAll('_', '_u').replaceAll('-', '_h').replaceAll('.', '__');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '”').replaceAll(/[\n\r]/g, ' ')}"`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
