// The words of the pages: roles, bodies, kinds of states and endings in Chinese and English, and small helpers for text. What is not here:
// anything that says what a path is.
export const ROLES = {
  handler: ['承办检察官', 'handler'], team_member: ['办案组成员', 'team member'], assistant: ['检察官助理', 'assistant'], clerk: ['书记员', 'clerk'], procurator: ['检察官', 'procurator'],
  dept_head: ['业务部门负责人', 'department head'], deputy_chief: ['副检察长', 'deputy chief'], chief: ['检察长', 'chief procurator'], committee_member: ['检委会委员', 'committee member'],
  case_mgmt: ['案件管理部门', 'case management'], superior_official: ['上级检察院', 'superior'], inspection: ['检务督察', 'inspection'], admin: ['系统管理员', 'administrator'],
};

export const BODIES = {
  procurator: ['检察官', 'procurator'], dept_head_review: ['部门负责人', 'department head'], case_mgmt: ['案管', 'case management'], chief: ['检察长', 'chief'], committee: ['检委会', 'committee'],
  superior: ['上一级院', 'superior'], provincial: ['省级院', 'provincial'], spp: ['最高检', 'SPP'], npc_standing_committee: ['人大常委会', 'NPC standing committee'],
};

export const KINDS = { work: ['办理', 'work'], wait: ['等待', 'wait'], decision: ['决定', 'decision'], final: ['结局', 'ending'], history: ['恢复', 'back to where it was'] };
export const ENDINGS = { closed: ['结案', 'closed'], transferred: ['移送', 'transferred'], withdrawn: ['撤回', 'withdrawn'], terminated: ['终止', 'terminated'], refused: ['不受理', 'refused'] };

/** `审查起诉 review`: both languages of a pair. */
export const both = (pair) => (pair === undefined ? '' : `${pair[0]} ${pair[1]}`);
/** Both languages of a label. */
export const named = ({ zh, en }) => `${zh} · ${en}`;

const isWide = (char) => /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f\u2190-\u2bff]/u.test(char);

/** Width of a text in pixels. An estimate on the wide side, so that pictures are the same on every machine and never cut a text. */
export function widthOf(text, size) {
  let em = 0;
  for (const char of text) em += isWide(char) ? 1 : /[A-Zmw—]/u.test(char) ? 0.72 : /[ilj.,:;|'()[\] ]/u.test(char) ? 0.36 : 0.57;
  return Math.ceil(em * size);
}

/** A text in lines of at most `max` pixels; Latin text breaks between words, Chinese between characters. */
export function wrapped(text, size, max) {
  const lines = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]|[^\u2e80-\u9fff\uff00-\uff60\u3000-\u303f\s]+\s*|\s+/gu) ?? []) {
    const stops = /^[，。；、）》：]/u.test(piece);
    if (line !== '' && !stops && widthOf(line + piece.trimEnd(), size) > max) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
