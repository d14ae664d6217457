// Who works with whom in the demonstration, and how an ordinary case of each path comes in and is prepared. The stories begin
// with these chapters. What is not here: what makes each case its own (`demo-cases-*.ts`).
import type { JsonObject } from '@quanze/kernel';
import { FIRST, SECOND, THIRD } from './demo-office.js';
import { dayOfStep, Telling, type Beginning, type Desk } from './demo-story.js';

export const DESKS = {
  li: { department: FIRST, handler: 'procurator1', head: 'head1', assistant: 'assistant1' },
  wang: { department: FIRST, handler: 'procurator2', head: 'head1', assistant: 'assistant1' },
  chen: { department: SECOND, handler: 'procurator3', head: 'head2', assistant: 'assistant2' },
  yang: { department: SECOND, handler: 'procurator4', head: 'head2', assistant: 'assistant2' },
  shen: { department: THIRD, handler: 'procurator5', head: 'head3', assistant: 'assistant3' },
} as const satisfies Record<string, Desk>;

export type DeskName = keyof typeof DESKS;
export const REPORT = '审查报告：案件由来、犯罪嫌疑人基本情况、认定的事实与证据、处理意见及理由，见附卷全文。';

/** A case sent for prosecution. @param custody the measure in force when the file comes */
export function prosecution(key: string, desk: DeskName, title: string, custody: string, begins: Beginning, facts: JsonObject = {}): Telling {
  const story = new Telling({ key, path: 'criminal.prosecution', title, facts: { origin: 'police', custody, ...facts }, begins }, DESKS[desk]);
  return story.by('intake', 'receive', { transferDocument: `云公诉字〔2026〕${key.replace(/\D/g, '')}号`, title });
}

/** A request to approve an arrest. */
export function arrest(key: string, desk: DeskName, title: string, custody: 'detained' | 'none', begins: Beginning, facts: JsonObject = {}): Telling {
  const story = new Telling({ key, path: 'criminal.arrest', title, facts: { origin: 'police', custody, ...facts }, begins }, DESKS[desk]);
  return story.by('intake2', 'receive', { requestDocument: `云公提捕字〔2026〕${key.replace(/\D/g, '')}号`, title });
}

/** Accepted on the day of receipt, assigned on the next. */
export function assigned(story: Telling, acceptance = 'accept'): Telling {
  return story.by('intake', acceptance, dayOfStep('receivedOn')).on(1).by('intake', 'assign', { handler: story.person(story.desk.handler) });
}

/** Accepted and assigned, then the duties of the review: notices of rights, interrogation, both sides heard. */
export function prepared(story: Telling): Telling {
  assigned(story).by(story.desk.head, 'join-team', { person: story.person(story.desk.assistant), role: 'assistant' });
  return story.on(2).by(story.desk.assistant, 'tell-suspect-rights').by(story.desk.assistant, 'tell-victim-rights')
    .on(5).handler('interrogate', { secondPerson: story.person(story.desk.assistant), record: '犯罪嫌疑人对主要事实供认，核对笔录后签名。', ...(story.isMinors ? { adultPresent: 'guardian' } : {}) })
    .on(6).handler('hear-defence', { manner: 'heard', content: '辩护人对事实无异议，请求从宽处理。' }).handler('hear-victim', { manner: 'written', content: '被害人提交书面意见，要求赔偿损失。' });
}

export function findings(story: Telling, evidence: string, gravity: string, more: JsonObject = {}): Telling {
  return story.handler('record-findings', { evidence, statutoryGround: 'none', gravity, reasons: '综合全案证据，逐项核对犯罪构成要件后认定。', ...more });
}

/** One return for supplementary investigation, decided by the handler alone, and the way back. */
export function returnedOn(story: Telling, day: number): Telling {
  return story.on(day).propose('supplement', 'returnPolice', { outline: '查清赃物去向；调取现场监控原始载体；核实同案人员供述。' })
    .handler('supplement.decide', story.reasons('退回理由')).issues('supplement');
}

export function backOn(story: Telling, day: number): Telling {
  return story.on(day).by('intake', 'register-retransfer', dayOfStep('receivedOn'));
}

/** A detained person's case until the findings: in time, accepted, assigned, interrogated. */
export function arrestPrepared(story: Telling, crimeFound: string, dangerFound: string, days = 2): Telling {
  story.by('intake2', 'check-police-limit', (today) => ({ detainedOn: today, inTime: true }));
  assigned(story, 'accept-detained');
  return story.on(days).handler('interrogate', { secondPerson: story.person(story.desk.assistant), record: '讯问要点见笔录。' })
    .handler('record-findings', { crimeFound, dangerFound, reasons: '依据在案证据与社会危险性说明认定。' });
}
