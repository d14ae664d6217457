// How a case of prosecution comes to the point where a course begins: accepted, ready for its outcome, not prosecuted and served, at court.
// What is not here: the courses.
import type { JsonObject } from '@quanze/kernel';
import { person, type Course, type Opening } from './course.js';

export const FOUND = { evidence: 'sufficient', statutoryGround: 'none', gravity: 'not_minor' };
export const REPORT = { reviewReport: '审查报告' };

export interface Stages {
  /** Received and accepted on Monday 2026-03-02, assigned, everybody told of their rights. */
  accepted(facts?: JsonObject): Course;
  /** Everybody heard, findings recorded. */
  ready(findings?: JsonObject, facts?: JsonObject): Course;
  /** Not prosecuted, the decision announced. */
  announced(option: string, findings: JsonObject, facts?: JsonObject): Course;
  served(option: string, findings: JsonObject, facts?: JsonObject): Course;
  /** Returned and transferred again, `times` over. */
  returned(course: Course, times: number): Course;
  atCourt(facts?: JsonObject): Course;
}

export function stagesOf(open: (opening: Opening) => Course): Stages {
  const accepted = (facts: JsonObject = {}): Course => {
    const all: JsonObject = { origin: 'police', custody: 'bail', ...facts };
    const course = open({ on: '2026-03-02', facts: all });
    const isAlone = all['hasVictim'] === false;
    course.does('caseManagement', isAlone ? 'accept-without-victim' : 'accept', { receivedOn: '2026-03-02' }).does('chief', 'assign', { handler: person('handler') });
    course.does('handler', 'tell-suspect-rights');
    return isAlone ? course : course.does('handler', 'tell-victim-rights');
  };
  const ready = (findings: JsonObject = FOUND, facts: JsonObject = {}): Course => {
    const course = accepted(facts).does('handler', 'interrogate', { secondPerson: person('assistant'), ...(facts['suspectMinor'] === true ? { adultPresent: 'guardian' } : {}) }).does('handler', 'hear-defence', { manner: 'heard' });
    if (facts['hasVictim'] !== false) course.does('handler', 'hear-victim', { manner: 'written' });
    return course.does('handler', 'record-findings', findings);
  };
  const announced = (option: string, findings: JsonObject, facts: JsonObject = {}): Course =>
    ready(findings, facts).decides('outcome', option, facts['origin'] === 'supervisory' ? 'consent' : 'chief', REPORT).does('handler', facts['publicServant'] === true ? 'announce-public-servant' : 'announce');
  return {
    accepted, ready, announced,
    served(option, findings, facts = {}) {
      const course = announced(option, findings, facts);
      if (option === 'discretionary') course.does('handler', 'serve-suspect-with-appeal', { servedOn: '2026-03-02' });
      else course.does('handler', 'serve-suspect');
      course.does('handler', 'serve-sender');
      return facts['hasVictim'] === false ? course : course.does('handler', 'serve-victim', { servedOn: '2026-03-02' });
    },
    returned(course, times) {
      for (let round = 0; round < times; round += 1) {
        course.decides('supplement', 'returnPolice', 'own', { outline: '补充侦查提纲' });
        const day = ['2026-04-01', '2026-05-06'][round] as string;
        course.on(day).returns('caseManagement', 'register-retransfer', { receivedOn: day });
      }
      return course;
    },
    atCourt: (facts = {}) => ready(FOUND, facts).decides('outcome', 'charge', 'chief', { ...REPORT, offences: '盗窃罪' }),
  };
}
