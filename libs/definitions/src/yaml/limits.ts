// Bounds on what is read. They are far above any real document and keep a hostile one from costing memory, time or stack.

/** Largest document in bytes of UTF-8: 2 MiB. */
export const DOCUMENT_BYTES_MAX = 2 * 1024 * 1024;
/** The same for a document in JSON, which is read ten times as fast: 8 MiB. What is imported from tables of other systems is long. */
export const JSON_BYTES_MAX = 8 * 1024 * 1024;
/** Lexical tokens; the national deadline rules have about 30,000. */
export const TOKENS_MAX = 300_000;
/** Levels of nesting of maps and lists. */
export const NESTING_MAX = 40;
/** Columns of indentation. A level takes two, so this is no narrower than the nesting. */
export const INDENT_MAX = 160;
/** Uses of anchors in one document, and JSON values after they are resolved. Together they stop an alias bomb. */
export const ALIASES_MAX = 200;
export const VALUES_MAX = 200_000;
