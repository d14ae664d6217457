// Finds a key written twice in one object of a JSON text. JSON allows it and every parser chooses in its own way, so a document with
// one can say one thing to a person and another to a program. What is not here: parsing; the text is known to be JSON.

interface Level {
  /** Keys so far; null for a list. */
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

// Escapes, then everything that opens, closes or separates. A string is matched whole, so what is inside it is not looked at.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** JSON Pointer of the first repeated key; null when there is none. `\u0061` and `a` are the same key. */
export function findRepeatedKey(json: string): string | null {
  const levels: Level[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), key: '', index: 0 });
    else if (token === '[') levels.push({ keys: null, key: '', index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level !== undefined) level.index += 1;
    } else if (token === ':') {
      if (level?.keys === null || level === undefined) continue;
      level.key = JSON.parse(text) as string;
      if (level.keys.has(level.key)) return pointerOf(levels);
      level.keys.add(level.key);
    } else text = token;
  }
  return null;
}

function pointerOf(levels: readonly Level[]): string {
  return levels.map(({ keys, key, index }) => `/${keys === null ? index : key.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
