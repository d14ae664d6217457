// What a query may say of a page: every bound, and what is absent stays absent. What is not here: that the operations use it.
import { Fault } from '@quanze/kernel';
import { AfterNumber, NUMBER_MAX, PageCursor, PageLimit } from './page.dto.js';
import { RefusalError } from './refusal-error.js';
import { StrictValidationPipe } from './validation.js';

class Query {
  @PageLimit(200, 50)
  readonly limit?: number;

  @AfterNumber('after this number')
  readonly after?: number;

  @PageCursor('`next` of the page before')
  readonly cursor?: string;
}

/** The query as the controller gets it, or the problems it is refused with. */
async function read(query: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return await new StrictValidationPipe().transform(query, { type: 'query', metatype: Query });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw new Fault('FAULT.ASSERTION', String(error));
    return [error.refusal.code, error.refusal.params['problems']];
  }
}

it.each([
  [{}, {}],
  [{ limit: '1', after: '0', cursor: 'x' }, { limit: 1, after: 0, cursor: 'x' }],
  [{ limit: '200', after: String(NUMBER_MAX), cursor: 'x'.repeat(1000) }, { limit: 200, after: NUMBER_MAX, cursor: 'x'.repeat(1000) }],
])('a page may be asked for as %j', async (query, read_) => {
  expect(await read(query)).toEqual(read_);
});

it.each([
  [{ limit: '0' }, 'limit: min'], [{ limit: '201' }, 'limit: max'], [{ limit: '1.5' }, 'limit: type'], [{ limit: '' }, 'limit: type'], [{ limit: null }, 'limit: type'],
  [{ after: '-1' }, 'after: type'], [{ after: -1 }, 'after: min'], [{ after: String(NUMBER_MAX + 1) }, 'after: max'], [{ after: 'x' }, 'after: type'],
  [{ cursor: ' ' }, 'cursor: length'], [{ cursor: 'x'.repeat(1001) }, 'cursor: length'], [{ cursor: ['x', 'y'] }, 'cursor: length'],
])('a page may not be asked for as %j', async (query, problem) => {
  expect(await read(query)).toEqual(['REQUEST.PARAMETER_INVALID', [problem]]);
});
