// The authority gate: power lists as data, and verdicts about who may decide what. Pure: no clock, no storage, no randomness.
export * from './vocabulary.js';
export * from './power-list.js';
export * from './query.js';
export { BUILTIN_FACTS } from './builtin-facts.js';
export { parsePowerList } from './parse-power-list.js';
export { compilePowerList, type CompiledPowerList, type CompiledPower } from './compile.js';
export { judge, mayPropose, whoMayDecide } from './judge.js';
export { selectList, type ListQuestion } from './select-list.js';
export { answer, type AuthorityAnswer } from './answer.js';
export { ENGINE_RULES, type EngineRuleId } from './reasons.js';
